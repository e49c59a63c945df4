//! The client: one appid, its token, and the way of a call.

use std::{fmt, sync::Arc, time::Duration};

use tokio::time::{Instant, sleep, timeout_at};
use tracing::Span;
use wx_core::{
    AccessToken, Answer, AppId, AppSecret, Auth, Caller, Endpoint, Meta, Parts, Reply, Unexpected,
};

use crate::{
    ClientBuilder, Error, Keys, RetryPolicy, SetupError, TokenError, metrics,
    outgoing::Outgoing,
    raw::{Keep, RawReply},
    service::{Service, deadline, strange, write},
    token::{
        Fetch, Token,
        authority::{Authority, Held, Recovery},
    },
};

/// A mini program's client. Cloning it is cheap; clones share the token and the connections.
///
/// Several runtimes may use it; each has connections of its own. The token is fetched by a task on the runtime of the call that needs
/// it first. If that runtime shuts down, the runtime of another call takes over at once; if it is merely not driven any more (its
/// `block_on` has returned), after three seconds.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
    options: Options,
    keys: Arc<Keys>,
}

pub(crate) struct Inner {
    pub(crate) service: Arc<Service>,
    /// None in Cloud Run, where calls carry no token.
    pub(crate) tokens: Option<Tokens>,
}

/// Who gives out the token, and who fetches it.
pub(crate) struct Tokens {
    pub(crate) authority: Arc<Authority>,
    pub(crate) fetch: Arc<dyn Fetch>,
}

/// What can be another for each call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
}

impl Client {
    /// A client with everything else as it comes.
    pub fn new(appid: impl Into<AppId>, secret: impl Into<AppSecret>) -> Result<Self, Error> {
        Self::builder(appid, secret).build()
    }

    /// A client to be set up further.
    pub fn builder(appid: impl Into<AppId>, secret: impl Into<AppSecret>) -> ClientBuilder {
        ClientBuilder::new(appid.into(), Some(secret.into()))
    }

    /// A client without the AppSecret, whose tokens come from a [`TokenSource`](crate::TokenSource) that needs none: a
    /// central token server, a closure, Cloud Run. It cannot call what is called with the AppSecret, such as
    /// `code2Session`.
    pub fn secretless(appid: impl Into<AppId>) -> ClientBuilder {
        ClientBuilder::new(appid.into(), None)
    }

    /// The mini program it speaks for.
    pub fn appid(&self) -> &AppId {
        &self.inner.service.appid
    }

    /// The same client, whose calls may take so long: the token and the retries included.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use wx_api::prelude::*;
    /// # async fn handler(client: Client) -> Result<(), wx_api::Error> {
    /// let quick = Duration::from_secs(2);
    /// let phone = client.with_timeout(quick).get_phone_number(GetPhoneNumber::new("code")).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        Self { options: Options { timeout, ..self.options }, ..self.clone() }
    }

    /// The same client, whose calls are made again as this policy says.
    #[must_use]
    pub fn with_retry(&self, retry: RetryPolicy) -> Self {
        Self { options: Options { retry, ..self.options }, ..self.clone() }
    }

    /// The same client, whose calls are signed with these keys.
    #[must_use]
    pub fn with_keys(&self, keys: Keys) -> Self {
        Self { keys: Arc::new(keys), ..self.clone() }
    }

    /// The access token in hand, or a new one. For calls that go past this client; when WeChat refuses one of them with
    /// 40001, 40014 or 42001, say so with [`token_refused`](Self::token_refused).
    pub async fn access_token(&self) -> Result<AccessToken, Error> {
        let deadline = deadline(self.options.timeout);
        let tokens = self.tokens()?;
        Ok(tokens.get(None, deadline).await?.token.clone())
    }

    /// The access token and how long it is still good.
    pub async fn token(&self) -> Result<Token, Error> {
        let tokens = self.tokens()?;
        let held = tokens.get(None, deadline(self.options.timeout)).await?;
        Ok(Token::new(held.token.clone(), held.expires_in()))
    }

    /// Another token in place of one that WeChat refused, in a call that went past this client. If it is not the current
    /// one any more, the current one. If WeChat hands out no other, the same one: it was not the token then.
    pub async fn token_refused(&self, refused: &AccessToken) -> Result<Token, Error> {
        let tokens = self.tokens()?;
        let held = tokens.renewed(None, refused, deadline(self.options.timeout)).await?;
        Ok(Token::new(held.token.clone(), held.expires_in()))
    }

    fn tokens(&self) -> Result<&Tokens, Error> {
        self.inner.tokens.as_ref().ok_or_else(|| SetupError::NoTokens.into())
    }

    /// Calls an endpoint and hands out the answer as it came, for what its type does not know or cannot read. The token, the
    /// retries and the errors are those of any other call: an `errcode` is [`Error::Api`].
    ///
    /// ```no_run
    /// # use wx_api::prelude::*;
    /// # async fn handler(client: Client) -> Result<(), wx_api::Error> {
    /// let reply = client.call_raw(Code2Session::new("code")).await?;
    /// let session: wx_api::login::Session = reply.answer()?;
    /// let everything: serde_json::Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    /// # Ok(())
    /// # }
    /// ```
    pub async fn call_raw<E: Endpoint>(&self, request: E) -> Result<RawReply, Error> {
        let parts = write(&request)?;
        drop(request);
        let (raw, ended) = self.send_raw(E::META, parts).await;
        ended?;
        raw.ok_or_else(|| strange(E::META, Unexpected::Empty))
    }

    /// The same for an endpoint that is known only at run time: the answer to the last attempt as it came, if one came, also
    /// where it is a refusal; and how the call ended.
    #[cfg(feature = "registry")]
    pub async fn call_row_raw(
        &self,
        row: &wx_core::registry::Row,
        json: &[u8],
    ) -> (Option<RawReply>, Result<(), Error>) {
        match row.encode(json) {
            Ok(parts) => self.send_raw(row.meta, parts).await,
            Err(cause) => (None, Err(crate::service::bad_request(row.meta, cause))),
        }
    }

    /// Calls an endpoint that is known only at run time: its request as JSON, its answer as its type shows it, secrets
    /// masked.
    #[cfg(feature = "registry")]
    pub async fn call_row(&self, row: &wx_core::registry::Row, json: &[u8]) -> Result<Reply, Error> {
        let meta = row.meta;
        let parts = row.encode(json).map_err(|cause| crate::service::bad_request(meta, cause))?;
        let reply = self.send(meta, parts).await?;
        row.show(reply).map_err(|cause| strange(meta, cause))
    }

    pub(crate) fn service(&self) -> &Service {
        &self.inner.service
    }

    pub(crate) fn from_parts(inner: Inner, options: Options, keys: Keys) -> Self {
        Self { inner: Arc::new(inner), options, keys: Arc::new(keys) }
    }

    /// Not generic: compiled once, not once an endpoint.
    async fn send(&self, meta: &'static Meta, parts: Parts) -> Result<Reply, Error> {
        let outgoing = self.inner.service.outgoing(meta, parts, &self.keys)?;
        self.inner.call(meta, outgoing, self.options, None).await
    }

    /// The same for the answer as it came, and how the call ended.
    async fn send_raw(&self, meta: &'static Meta, parts: Parts) -> (Option<RawReply>, Result<(), Error>) {
        let outgoing = match self.inner.service.outgoing(meta, parts, &self.keys) {
            Ok(outgoing) => outgoing,
            Err(error) => return (None, Err(error)),
        };
        let mut raw = None;
        match self.inner.call(meta, outgoing, self.options, Some(&mut raw)).await {
            Ok(_) => (raw, Ok(())),
            Err(Error::Answer(answer)) if raw.is_some() && is_body_wrong(&answer.cause) => (raw, Ok(())),
            Err(error) => (raw, Err(error)),
        }
    }
}

/// Whether an answer can be handed out though nobody can read it: what is wrong with it is its body alone.
fn is_body_wrong(cause: &Unexpected) -> bool {
    !matches!(cause, Unexpected::Status { .. } | Unexpected::Redirect { .. } | Unexpected::Unsealed(_))
}

impl Caller for Client {
    type Error = Error;

    async fn call<E: Endpoint>(&self, request: E) -> Result<E::Response, Error> {
        let parts = write(&request)?;
        drop(request);
        let reply = self.send(E::META, parts).await?;
        E::Response::from_reply(reply).map_err(|cause| strange(E::META, cause))
    }
}

// Nothing below is generic: it is compiled once, not once an endpoint.

impl Inner {
    /// Makes a call. The last answer to it is left in `raw`, if that is wanted.
    async fn call(
        &self,
        meta: &'static Meta,
        outgoing: Outgoing,
        options: Options,
        raw: Keep<'_>,
    ) -> Result<Reply, Error> {
        let deadline = deadline(options.timeout);
        let call = |span| self.attempts(meta, outgoing, options.retry, deadline, span, raw);
        self.service.traced(meta, call).await
    }

    /// Calls, and calls again: with another token if WeChat refused the one that was sent, which it does before it acts and
    /// so is safe for every endpoint; and as the policy says.
    async fn attempts(
        &self,
        meta: &'static Meta,
        outgoing: Outgoing,
        policy: RetryPolicy,
        deadline: Instant,
        span: Span,
        mut raw: Keep<'_>,
    ) -> Result<Reply, Error> {
        let mut token = match &self.tokens {
            Some(tokens) if meta.auth == Auth::AccessToken => {
                Some((tokens, tokens.get(Some(meta.name), deadline).await?))
            }
            _ => None,
        };
        // A try that never got past the token is none of those that the policy counts.
        let (mut tries, mut attempts, mut recovery) = (1, 0, Recovery::default());
        // How a try failed that may have been carried out: who is told that the last one was not sent must not think so of all.
        let mut doubt = None;
        loop {
            attempts += 1;
            span.record("attempts", attempts);
            let until = match policy.time_for(tries, meta.idempotent) {
                Some(time) => deadline.min(self::deadline(time)),
                None => deadline,
            };
            let sent = token.as_ref().map(|(_, held)| &held.token);
            let answered = self.service.exchange_keeping(meta, &outgoing, sent, until, raw.as_deref_mut());
            let error = match answered.await {
                Ok(reply) => return Ok(reply),
                Err(error) => error,
            };
            match (&error, &mut token) {
                (Error::Api(refusal), Some((tokens, held)))
                    if refusal.is_stale_token() && recovery.may_renew(held) =>
                {
                    tracing::debug!(errcode = refusal.code.0, "WeChat refused the access token");
                    let renewed = tokens.renewed(Some(meta.name), &held.token, deadline).await;
                    let other = renewed.map_err(|no_token| doubt.take().unwrap_or(no_token))?;
                    if other.is(&held.token) {
                        // WeChat stands by it: what it refuses is something else.
                        return Err(in_doubt(error, doubt.is_some()));
                    }
                    *held = other;
                }
                _ => match policy.pause_after(&error, tries, meta.idempotent) {
                    Some(pause) if pause < deadline.saturating_duration_since(Instant::now()) => {
                        tracing::debug!(%error, ?pause, "trying again");
                        sleep(pause).await;
                        tries += 1;
                        doubt = Some(error).filter(Error::may_have_been_sent).or(doubt);
                    }
                    _ if error.was_not_sent() => return Err(doubt.unwrap_or(error)),
                    _ => return Err(in_doubt(error, doubt.is_some())),
                },
            }
            metrics::retry(meta);
        }
    }
}

/// An error after other attempts, one of which may have been carried out.
fn in_doubt(error: Error, doubt: bool) -> Error {
    if doubt { error.after_doubtful_attempt() } else { error }
}

impl Tokens {
    /// The token for a call of an endpoint, or for itself: in hand, if there is one.
    async fn get(&self, endpoint: Option<&'static str>, deadline: Instant) -> Result<Arc<Held>, Error> {
        match self.authority.at_hand() {
            Some(held) => Ok(held),
            None => self.in_time(endpoint, deadline, self.authority.get()).await,
        }
    }

    async fn renewed(
        &self,
        endpoint: Option<&'static str>,
        refused: &AccessToken,
        deadline: Instant,
    ) -> Result<Arc<Held>, Error> {
        self.in_time(endpoint, deadline, self.authority.renewed(refused)).await
    }

    async fn in_time(
        &self,
        endpoint: Option<&'static str>,
        deadline: Instant,
        token: impl Future<Output = Result<Arc<Held>, Arc<Error>>>,
    ) -> Result<Arc<Held>, Error> {
        let cause = match timeout_at(deadline, token).await {
            Ok(Ok(held)) => return Ok(held),
            Ok(Err(cause)) => cause,
            Err(_) => Arc::new(self.fetch.late()),
        };
        Err(Error::Token(TokenError { endpoint, cause }))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Service { appid, base, transport, .. } = &*self.inner.service;
        f.debug_struct("Client")
            .field("appid", appid)
            .field("base_url", base)
            .field("timeout", &self.options.timeout)
            .field("retry", &self.options.retry)
            .field("transport", transport)
            .finish_non_exhaustive()
    }
}
