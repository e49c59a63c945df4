//! Takes the requests of WeChat.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use serde_json::{Map, Value};
use tokio_util::task::TaskTracker;
use wx_core::{
    AppId, UnixSeconds,
    http::{HeaderMap, Method, Request, StatusCode},
    push::{self, EncodingAesKey, Format, PushHeader, PushToken},
};

use super::{
    Claim, Dedup, MemoryDedup, Push, PushError, PushReply, claim,
    claim::{Claimed, text},
    query::Query,
};
use crate::metrics;

/// Takes what WeChat pushes to a mini program. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct Receiver {
    config: Arc<Config>,
}

#[derive(Debug, Clone)]
pub(super) struct Config {
    appid: AppId,
    security: Security,
    max_age: Option<Duration>,
    max_bytes: usize,
    dedup: Option<Arc<dyn Dedup>>,
    keep: Duration,
    lease: Duration,
    pub(super) tasks: TaskTracker,
}

#[derive(Debug, Clone)]
enum Security {
    Plain(PushToken),
    Sealed { token: PushToken, key: EncodingAesKey, plain_too: bool },
    CloudRun,
}

/// What was in a request.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums, reason = "whoever receives pushes has to do something about each")]
pub enum Incoming {
    /// A push, to be handled.
    Push(Push),
    /// Nothing to be handled: this is to be sent. WeChat verifies the address, or sends a push that was handled before.
    Answered(PushReply),
}

impl Receiver {
    /// Pushes that come encrypted (安全模式): the mode to choose, as the body is signed. Plain ones are refused.
    pub fn secure(appid: impl Into<AppId>, token: impl Into<PushToken>, key: EncodingAesKey) -> Self {
        Self::new(appid.into(), Security::Sealed { token: token.into(), key, plain_too: false })
    }

    /// Pushes that come both ways at once (兼容模式): what is encrypted is read, and nothing else where it is there. Of a push that has
    /// no encrypted part nothing proves that the body is what WeChat wrote; use this mode only while changing to [`secure`](Self::secure).
    pub fn compatible(appid: impl Into<AppId>, token: impl Into<PushToken>, key: EncodingAesKey) -> Self {
        Self::new(appid.into(), Security::Sealed { token: token.into(), key, plain_too: true })
    }

    /// Pushes that come in plain text (明文模式). Their signature covers the time only: whoever can change the body on its way
    /// can say anything.
    pub fn plain(appid: impl Into<AppId>, token: impl Into<PushToken>) -> Self {
        Self::new(appid.into(), Security::Plain(token.into()))
    }

    /// Pushes inside Cloud Run (云托管), which are neither signed nor encrypted: those are taken that have the header `x-wx-source`,
    /// which nobody outside can send.
    pub fn cloud_run(appid: impl Into<AppId>) -> Self {
        Self::new(appid.into(), Security::CloudRun)
    }

    fn new(appid: AppId, security: Security) -> Self {
        let config = Config {
            appid,
            security,
            max_age: Some(Duration::from_secs(300)),
            max_bytes: 1 << 20,
            dedup: Some(Arc::new(MemoryDedup::new())),
            keep: Duration::from_secs(24 * 60 * 60),
            lease: Duration::from_secs(10),
            tasks: TaskTracker::new(),
        };
        Self { config: Arc::new(config) }
    }

    fn with(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(Arc::make_mut(&mut self.config));
        self
    }

    /// How far a request's time may be from this server's; five minutes unless said. `None`: any time, for requests that were captured.
    #[must_use]
    pub fn max_age(self, max_age: impl Into<Option<Duration>>) -> Self {
        let max_age = max_age.into();
        self.with(|config| config.max_age = max_age)
    }

    /// How large a body may be; 1 MiB unless said.
    #[must_use]
    pub fn max_bytes(self, max_bytes: usize) -> Self {
        self.with(|config| config.max_bytes = max_bytes)
    }

    /// Where is remembered which pushes were seen: this process alone unless said. Several servers behind one address need one
    /// place: `RedisDedup`.
    #[must_use]
    pub fn deduplicate(self, dedup: impl Dedup) -> Self {
        self.with(|config| config.dedup = Some(Arc::new(dedup)))
    }

    /// Gives every push to a handler, however often it comes.
    #[must_use]
    pub fn no_dedup(self) -> Self {
        self.with(|config| config.dedup = None)
    }

    /// How long a push is remembered; a day unless said. The last of WeChat's tries comes within a day.
    #[must_use]
    pub fn remember(self, keep: Duration) -> Self {
        self.with(|config| config.keep = keep)
    }

    /// Takes a request as it came: with its query, headers and whole body. Under whatever path.
    pub async fn take<B: AsRef<[u8]>>(&self, request: &Request<B>) -> Result<Incoming, PushError> {
        let query = request.uri().query().unwrap_or_default();
        self.receive(request.method(), query, request.headers(), request.body().as_ref()).await
    }

    /// Waits for the work that [`Push::later`] has left to be done. For the end of a server, after it has stopped to take requests.
    pub async fn finish(&self) {
        self.config.tasks.close();
        self.config.tasks.wait().await;
        self.config.tasks.reopen();
    }

    #[cfg(feature = "axum")]
    pub(super) fn limit(&self) -> usize {
        self.config.max_bytes
    }

    /// Not generic: compiled once.
    async fn receive(
        &self,
        method: &Method,
        query: &str,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Incoming, PushError> {
        let taken = match self.open(method, query, headers, body, SystemTime::now()) {
            Ok(Incoming::Push(push)) => self.first(push).await,
            other => other,
        };
        match &taken {
            Ok(Incoming::Push(push)) => {
                tracing::debug!(push = push.name(), "a push was taken");
                metrics::push(push.name(), "taken");
            }
            Ok(Incoming::Answered(_)) | Err(PushError::UnderWay) => {}
            Err(error) => {
                tracing::warn!(%error, "a request was refused, it is no push");
                metrics::push("", "refused");
            }
        }
        taken
    }

    /// What is in a request, whether or not it was seen before.
    pub(super) fn open(
        &self,
        method: &Method,
        query: &str,
        headers: &HeaderMap,
        body: &[u8],
        now: SystemTime,
    ) -> Result<Incoming, PushError> {
        let config = &self.config;
        let verifies = match *method {
            Method::GET | Method::HEAD => true,
            Method::POST => false,
            _ => return Err(PushError::Method),
        };
        if body.len() > config.max_bytes {
            return Err(PushError::TooLarge { limit: config.max_bytes });
        }
        let query = Query::read(query)?;
        if verifies {
            return config.verification(&query, now).map(Incoming::Answered);
        }
        let (format, fields, sealed) = match &config.security {
            Security::CloudRun => {
                let (format, fields) = push::read(body)?;
                if is_probe(&fields) {
                    return Ok(Incoming::Answered(PushReply::success()));
                }
                // The page of message push has the plural, those of Cloud Run the singular.
                if !["x-wx-source", "x-wx-sources"].iter().any(|name| headers.contains_key(*name)) {
                    return Err(PushError::NotCloudRun);
                }
                (format, fields, None)
            }
            Security::Plain(token) => {
                query.verify(token)?;
                query.is_fresh(now, config.max_age)?;
                let (format, fields) = push::read(body)?;
                if push::encrypted(&fields).is_some() && !fields.contains_key("MsgType") {
                    return Err(PushError::Encrypted);
                }
                (format, fields, None)
            }
            Security::Sealed { token, key, plain_too } => {
                let (format, fields) = push::read(body)?;
                match push::encrypted(&fields) {
                    Some(encrypted) => {
                        query.verify_body(token, encrypted)?;
                        query.is_fresh(now, config.max_age)?;
                        let message = push::decrypt(key, &config.appid, encrypted)?;
                        let (_, fields) = push::read(&message)?;
                        (format, fields, Some(query.nonce()?.to_owned()))
                    }
                    None if *plain_too => {
                        query.verify(token)?;
                        query.is_fresh(now, config.max_age)?;
                        (format, fields, None)
                    }
                    None => return Err(PushError::NotEncrypted),
                }
            }
        };
        self.push(format, fields, sealed).map(Incoming::Push)
    }

    fn push(
        &self,
        format: Format,
        mut fields: Map<String, Value>,
        sealed: Option<String>,
    ) -> Result<Push, PushError> {
        let header = PushHeader::take(&mut fields)?;
        let key = claim::key(&self.config.appid, &header, &fields);
        Ok(Push { header, fields, format, sealed, config: Arc::clone(&self.config), key, claimed: None })
    }

    /// Claims a push. If it cannot be told whether it was seen, it is handled: twice is better than never.
    async fn first(&self, mut push: Push) -> Result<Incoming, PushError> {
        let Some(dedup) = &self.config.dedup else {
            return Ok(Incoming::Push(push));
        };
        match dedup.claim(&push.key, self.config.lease).await {
            Ok(Claim::Done) => {
                tracing::debug!(push = push.name(), "a push came again, it was handled before");
                metrics::push(push.name(), "again");
                Ok(Incoming::Answered(PushReply::success()))
            }
            Ok(Claim::UnderWay) => {
                metrics::push(push.name(), "again");
                Err(PushError::UnderWay)
            }
            Ok(Claim::Yours) => {
                push.claimed = Some(Claimed::new(Arc::clone(dedup), push.key.clone(), self.config.keep));
                Ok(Incoming::Push(push))
            }
            Err(error) => {
                tracing::warn!(%error, "it cannot be told whether a push was seen before, it is handled");
                Ok(Incoming::Push(push))
            }
        }
    }
}

impl Config {
    /// The answer to WeChat's question whether the address knows the Token.
    fn verification(&self, query: &Query, now: SystemTime) -> Result<PushReply, PushError> {
        let (Security::Plain(token) | Security::Sealed { token, .. }) = &self.security else {
            return Err(PushError::Method);
        };
        query.verify(token)?;
        query.is_fresh(now, self.max_age)?;
        let echo = query.echostr.clone().ok_or(PushError::Missing { parameter: "echostr" })?;
        Ok(PushReply::text(StatusCode::OK, echo))
    }

    /// Encrypts and signs a reply.
    pub(super) fn seal(&self, format: Format, nonce: &str, message: &[u8]) -> Vec<u8> {
        match &self.security {
            Security::Sealed { token, key, .. } => {
                push::sealed_reply(format, token, key, &self.appid, nonce, UnixSeconds::now(), message)
            }
            Security::Plain(_) | Security::CloudRun => message.to_vec(),
        }
    }
}

/// What Cloud Run sends when a push to a path is configured.
fn is_probe(fields: &Map<String, Value>) -> bool {
    fields.len() == 1 && fields.get("action").is_some_and(|action| text(action) == "CheckContainerPath")
}
