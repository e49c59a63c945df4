//! Setting up a client.

use std::{fmt, sync::Arc, time::Duration};

use tokio::sync::Semaphore;
use wx_core::{AppId, AppSecret};

#[cfg(feature = "secure")]
use wx_core::secure::ApiSecurity;

#[cfg(feature = "secure")]
use crate::sealed::Seal;
use crate::{
    Error, Keys, RetryPolicy,
    address::Addresses,
    client::{Client, Inner, Options, Tokens},
    issuer::Issuer,
    service::Service,
    token::{Fetch, Kind, MemoryStore, TokenSource, TokenStore, authority::Authority},
    transport::Transport,
};

mod base_url;
mod error;

pub use base_url::BadBaseUrl;
use base_url::BaseUrl;
pub use error::SetupError;

/// WeChat's own address.
const BASE_URL: &str = "https://api.weixin.qq.com";
/// The same inside Cloud Run, where plain HTTP does not leave the container.
const CLOUD_RUN_URL: &str = "http://api.weixin.qq.com";

/// Sets up a [`Client`].
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder {
    appid: AppId,
    secret: Option<AppSecret>,
    base_url: Option<String>,
    source: TokenSource,
    store: Option<Arc<dyn TokenStore>>,
    options: Options,
    keys: Keys,
    #[cfg(feature = "secure")]
    security: Option<ApiSecurity>,
    connect_timeout: Duration,
    max_body: usize,
    max_json: usize,
    transport: Option<Arc<dyn Transport>>,
    gate: Option<Arc<Semaphore>>,
}

impl ClientBuilder {
    pub(crate) fn new(appid: AppId, secret: Option<AppSecret>) -> Self {
        Self {
            appid,
            secret,
            base_url: None,
            source: TokenSource::stable(),
            store: None,
            options: Options { timeout: Duration::from_secs(15), retry: RetryPolicy::default() },
            keys: Keys::new(),
            #[cfg(feature = "secure")]
            security: None,
            connect_timeout: Duration::from_secs(5),
            max_body: 32 << 20,
            max_json: 8 << 20,
            transport: None,
            gate: None,
        }
    }

    /// Calls another address: the fake WeChat, a proxy, `https://api2.weixin.qq.com`. A path in it comes before each
    /// endpoint's.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Where access tokens come from: `stable_token` unless said.
    pub fn token_source(mut self, source: TokenSource) -> Self {
        self.source = source;
        self
    }

    /// Where the servers of a fleet share their access token; this process alone has it unless said.
    pub fn token_store(mut self, store: impl TokenStore) -> Self {
        self.store = Some(Arc::new(store));
        self
    }

    /// The time for one call, the token it may need and the retries included; 15 seconds unless said.
    /// [`Client::with_timeout`] is another for single calls. An attempt to fetch a token takes no longer than this, and usually no
    /// longer than three seconds: see [`TokenSource`].
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = timeout;
        self
    }

    /// How calls are made again that failed; up to three tries where that is safe unless said. [`Client::with_retry`] is
    /// another for single calls.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.options.retry = retry;
        self
    }

    /// The keys that calls are signed with, such as those of virtual payment; [`Client::with_keys`] has others for single
    /// calls.
    pub fn keys(mut self, keys: Keys) -> Self {
        self.keys = keys;
        self
    }

    /// Seals the calls of every endpoint that can be sealed (服务端 API 签名加密): each must be switched on at the page API 安全
    /// of the console. An answer that is not sealed is then an error.
    #[cfg(feature = "secure")]
    pub fn api_security(mut self, security: ApiSecurity) -> Self {
        self.security = Some(security);
        self
    }

    /// The time for one connection to come about; 5 seconds unless said. Not for a transport of your own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The longest answer, in bytes. The default is 32 MiB, which images, media and bills may take; JSON has a limit of its own,
    /// [`max_json`](Self::max_json).
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// The longest answer in JSON, in bytes. The default is 8 MiB: only what a cloud function or a database query of your own
    /// returns can be that long. Reading JSON takes up to nine times its length in memory.
    pub fn max_json(mut self, bytes: usize) -> Self {
        self.max_json = bytes;
        self
    }

    /// The most calls that are under way at a time, and with HTTP/1.1 the most connections; no limit unless said. Others wait for
    /// their turn, first come, first served, and fail without being sent when their time is up.
    pub fn max_connections(mut self, most: usize) -> Self {
        self.gate = Some(Arc::new(Semaphore::new(most.clamp(1, Semaphore::MAX_PERMITS))));
        self
    }

    /// Sends over the connections of another client, whose limit on them then counts for both. Where one process speaks for many
    /// mini programs, each has a client of its own and all share the connections.
    ///
    /// ```no_run
    /// # use wx_api::{Client, Error};
    /// # fn clients() -> Result<(Client, Client), Error> {
    /// let first = Client::builder("wx0123456789abcdef", "secret").max_connections(256).build()?;
    /// let second = Client::builder("wxfedcba9876543210", "secret").connections_of(&first).build()?;
    /// # Ok((first, second))
    /// # }
    /// ```
    pub fn connections_of(mut self, client: &Client) -> Self {
        let service = client.service();
        self.transport = Some(Arc::clone(&service.transport));
        self.gate.clone_from(&service.gate);
        self
    }

    /// Sends through a transport of your own.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sends through a reqwest client of your own, with its proxies and certificates. It must not follow redirects:
    /// `redirect(reqwest::redirect::Policy::none())`.
    #[cfg(feature = "reqwest")]
    pub fn reqwest(self, client: reqwest::Client) -> Self {
        self.transport(crate::ReqwestTransport::new(client))
    }

    /// The client.
    pub fn build(self) -> Result<Client, Error> {
        let base = BaseUrl::parse(self.base()).map_err(SetupError::BaseUrl)?;
        if self.appid.as_str().is_empty() {
            return Err(SetupError::NoAppId.into());
        }
        match &self.secret {
            Some(secret) if secret.expose().is_empty() => return Err(SetupError::NoSecret.into()),
            None if self.source.needs_secret() => return Err(SetupError::SecretNeeded.into()),
            _ => {}
        }
        if let Some(problem) = self.source.problem() {
            return Err(SetupError::TokenSource(problem).into());
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(self.connect_timeout)?,
        };
        if base.is_https || self.source.needs_tls() {
            transport.prepare_tls().map_err(|error| SetupError::Transport(error.into()))?;
        }
        let service = Arc::new(Service {
            appid: self.appid.clone(),
            secret: self.secret,
            base: base.url,
            host: base.host,
            host_header: base.host_header,
            from_appid: matches!(self.source.0, Kind::CloudRun { from_appid: true }),
            max_body: self.max_body,
            max_json: self.max_json,
            addresses: Addresses::default(),
            transport,
            gate: self.gate,
            #[cfg(feature = "secure")]
            seal: self.security.map(Seal::new),
        });
        let tokens = (!matches!(self.source.0, Kind::CloudRun { .. })).then(|| {
            let issuer = Issuer::new(Arc::clone(&service), self.source, self.options.timeout);
            let fetch: Arc<dyn Fetch> = Arc::new(issuer);
            let store = self.store.unwrap_or_else(|| Arc::new(MemoryStore::new()));
            Tokens { authority: Arc::new(Authority::new(self.appid, Arc::clone(&fetch), store)), fetch }
        });
        Ok(Client::from_parts(Inner { service, tokens }, self.options, self.keys))
    }

    fn base(&self) -> &str {
        let usual = match self.source.0 {
            Kind::CloudRun { .. } => CLOUD_RUN_URL,
            _ => BASE_URL,
        };
        self.base_url.as_deref().unwrap_or(usual)
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("appid", &self.appid)
            .field("base_url", &base_url::shown(self.base()))
            .field("token_source", &self.source)
            .field("token_store", &self.store)
            .field("timeout", &self.options.timeout)
            .field("retry", &self.options.retry)
            .field("keys", &self.keys)
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}

/// hyper's, where there is one: whoever turns it on wants it. It is made ready for TLS where that is needed: a system without
/// certificates can do without.
#[cfg(feature = "hyper")]
#[expect(clippy::unnecessary_wraps, reason = "the others can fail")]
fn default_transport(connect_timeout: Duration) -> Result<Arc<dyn Transport>, SetupError> {
    Ok(Arc::new(crate::HyperTransport::tls_on_demand(connect_timeout)))
}

#[cfg(all(feature = "reqwest", not(feature = "hyper")))]
fn default_transport(connect_timeout: Duration) -> Result<Arc<dyn Transport>, SetupError> {
    let transport = crate::ReqwestTransport::tls_on_demand(connect_timeout);
    transport
        .map(|it| Arc::new(it) as Arc<dyn Transport>)
        .map_err(|error| SetupError::Transport(error.into()))
}

#[cfg(not(any(feature = "hyper", feature = "reqwest")))]
fn default_transport(_: Duration) -> Result<Arc<dyn Transport>, SetupError> {
    Err(SetupError::NoTransport)
}
