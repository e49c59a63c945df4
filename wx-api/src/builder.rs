//! Setting up a client.

use std::{fmt, sync::Arc, time::Duration};

use tokio::sync::Semaphore;
use wx_core::{
    AppId, AppSecret,
    http::{HeaderValue, Uri, uri},
};

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
    transport::{Transport, root},
};

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

    /// The longest answer that is taken, in bytes; 32 MiB unless said.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
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
        let base = self.base();
        let uri: Uri = base.parse().map_err(|_| SetupError::BaseUrl(shown(base)))?;
        let plain = match uri.scheme_str() {
            Some("http") => true,
            Some("https") => false,
            _ => return Err(SetupError::BaseUrl(shown(base)).into()),
        };
        let (host, host_header) = match uri.authority() {
            // `user:password@` would travel to every log that shows the host.
            Some(authority) if !authority.as_str().contains('@') && uri.query().is_none() => {
                let header = HeaderValue::try_from(usual_port(&uri, authority));
                (authority.to_string(), header.map_err(|_| SetupError::BaseUrl(shown(base)))?)
            }
            _ => return Err(SetupError::BaseUrl(shown(base)).into()),
        };
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
        let base = base.to_owned();
        let plain = plain && !self.source.needs_tls();
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(plain, self.connect_timeout)?,
        };
        let service = Arc::new(Service {
            appid: self.appid.clone(),
            secret: self.secret,
            base,
            host,
            host_header,
            from_appid: matches!(self.source.0, Kind::CloudRun { from_appid: true }),
            max_body: self.max_body,
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
        self.base_url.as_deref().unwrap_or(usual).trim_end_matches('/')
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("appid", &self.appid)
            .field("base_url", &shown(self.base()))
            .field("token_source", &self.source)
            .field("token_store", &self.store)
            .field("timeout", &self.options.timeout)
            .field("retry", &self.options.retry)
            .field("keys", &self.keys)
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}

/// The host as requests name it: without a port that goes without saying.
fn usual_port<'a>(uri: &Uri, authority: &'a uri::Authority) -> &'a str {
    match (uri.scheme_str(), authority.port_u16()) {
        (Some("http"), Some(80)) | (Some("https"), Some(443)) => authority.host(),
        _ => authority.as_str(),
    }
}

/// A wrong base URL as far as it can be shown: never what stands before an `@`.
fn shown(base: &str) -> String {
    base.rsplit_once('@').map_or(base, |(_, host)| host).to_owned()
}

/// hyper's, where there is one: whoever turns it on wants it.
#[cfg(feature = "hyper")]
fn default_transport(plain: bool, connect_timeout: Duration) -> Result<Arc<dyn Transport>, SetupError> {
    if plain {
        return Ok(Arc::new(crate::HyperTransport::plain(connect_timeout)));
    }
    let transport = crate::HyperTransport::new(connect_timeout);
    transport
        .map(|it| Arc::new(it) as Arc<dyn Transport>)
        .map_err(|error| SetupError::Transport(error.into()))
}

#[cfg(all(feature = "reqwest", not(feature = "hyper")))]
fn default_transport(plain: bool, connect_timeout: Duration) -> Result<Arc<dyn Transport>, SetupError> {
    let transport = crate::ReqwestTransport::usual(plain, connect_timeout);
    transport
        .map(|it| Arc::new(it) as Arc<dyn Transport>)
        .map_err(|error| SetupError::Transport(error.into()))
}

#[cfg(not(any(feature = "hyper", feature = "reqwest")))]
fn default_transport(_: bool, _: Duration) -> Result<Arc<dyn Transport>, SetupError> {
    Err(SetupError::NoTransport)
}

/// Why a client cannot be set up.
#[derive(Debug)]
#[non_exhaustive]
pub enum SetupError {
    /// The base URL is no `http://` or `https://` address, or has a user, a password or a query in it.
    BaseUrl(String),
    /// The appid is empty.
    NoAppId,
    /// The secret is empty.
    NoSecret,
    /// There is no secret, and the token source needs one.
    SecretNeeded,
    /// The token source cannot work.
    TokenSource(&'static str),
    /// In Cloud Run there are no access tokens.
    NoTokens,
    /// There is no transport: neither one of your own nor a feature that brings one.
    NoTransport,
    /// The default transport could not be set up: no certificates on this system, say.
    Transport(Box<dyn std::error::Error + Send + Sync>),
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl(base) => write!(
                f,
                "`{base}` cannot be the base URL: write `https://host` or `http://host:port`, without user and query"
            ),
            Self::NoAppId => write!(f, "the appid is empty"),
            Self::NoSecret => write!(f, "the AppSecret is empty"),
            Self::SecretNeeded => write!(
                f,
                "there is no AppSecret, which access tokens are paid for with: hand it in with `Client::builder`, or choose \
                 another `token_source`"
            ),
            Self::TokenSource(problem) => f.write_str(problem),
            Self::NoTokens => {
                write!(
                    f,
                    "there is no access token: this client was set up for Cloud Run, where calls carry none"
                )
            }
            Self::NoTransport => write!(
                f,
                "there is no transport: turn on the feature `reqwest` or `hyper`, or hand one in with `transport`"
            ),
            Self::Transport(cause) => {
                write!(f, "the HTTP client could not be set up: {}", root(cause.as_ref()))
            }
        }
    }
}

impl std::error::Error for SetupError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(cause) => cause.source(),
            _ => None,
        }
    }
}
