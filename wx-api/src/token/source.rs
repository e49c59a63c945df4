//! Where tokens come from.

use std::{error::Error as StdError, fmt, pin::Pin, sync::Arc};

use wx_core::{AccessToken, AppId, AppSecret, http::Uri};

use crate::token::Token;

type BoxError = Box<dyn StdError + Send + Sync>;
type Closure =
    dyn Fn(TokenRequest) -> Pin<Box<dyn Future<Output = Result<Token, BoxError>> + Send>> + Send + Sync;

/// Where access tokens come from; for [`ClientBuilder::token_source`](crate::ClientBuilder::token_source).
///
/// # Time
///
/// An attempt to fetch a token gets three seconds. If it fails and another one can help, there are up to three more, 0.4 seconds or
/// more apart, whatever the [`RetryPolicy`](crate::RetryPolicy) of the calls is; the last one gets ten seconds. So a connection
/// that hangs loses no call whose timeout is five seconds. An attempt that was given up is forgotten: its answer is never used, even
/// if it comes. A forced refresh is sent once.
///
/// A token server gets three seconds for the first attempt and ten for each other one. A closure gets ten seconds and is called once.
/// No attempt takes longer than the [timeout](crate::ClientBuilder::timeout) of the client, except a closure's.
#[derive(Clone)]
pub struct TokenSource(pub(crate) Kind);

#[derive(Clone)]
pub(crate) enum Kind {
    Stable,
    Legacy,
    Custom(Arc<Closure>),
    Server { url: String, key: AppSecret },
    CloudRun { from_appid: bool },
}

/// What a closure is asked for by the client.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The mini program.
    pub appid: AppId,
    /// The token that WeChat refused, if that is why another is asked for. Handing the same one back says that there is
    /// no other.
    pub refused: Option<AccessToken>,
}

impl TokenRequest {
    /// A request, to try a closure with.
    pub fn new(appid: impl Into<AppId>, refused: Option<AccessToken>) -> Self {
        Self { appid: appid.into(), refused }
    }
}

impl TokenSource {
    /// `POST /cgi-bin/stable_token`, the default: whoever asks gets the same token, so servers cannot take it from each
    /// other.
    pub fn stable() -> Self {
        Self(Kind::Stable)
    }

    /// `GET /cgi-bin/token`: every fetch replaces the token, the old one lives five minutes on. For a fleet, only together
    /// with a [`TokenStore`](crate::token::TokenStore) that all its servers share; while that cannot be reached,
    /// `stable_token` is asked instead, which replaces nobody's token.
    pub fn legacy() -> Self {
        Self(Kind::Legacy)
    }

    /// A closure of your own. It is called when a token is needed, about to expire or refused, by one caller at a time.
    ///
    /// It may take ten seconds, and must not block its thread. A failure, a panic too, is the error of all who wait for it; the closure is not called again at
    /// once, whatever is to be tried again it does itself.
    ///
    /// ```
    /// use std::{sync::Arc, time::Duration};
    /// use wx_api::token::{Token, TokenRequest, TokenSource};
    /// # struct Vault;
    /// # impl Vault {
    /// #     async fn token(&self, _: &str, _: bool) -> std::io::Result<(String, u64)> { Ok((String::new(), 0)) }
    /// # }
    ///
    /// fn from(vault: Arc<Vault>) -> TokenSource {
    ///     TokenSource::custom(move |request: TokenRequest| {
    ///         let vault = Arc::clone(&vault);
    ///         async move {
    ///             let (token, seconds) = vault.token(request.appid.as_str(), request.refused.is_some()).await?;
    ///             Ok::<_, std::io::Error>(Token::new(token, Duration::from_secs(seconds)))
    ///         }
    ///     })
    /// }
    /// ```
    pub fn custom<F, P, E>(fetch: F) -> Self
    where
        F: Fn(TokenRequest) -> P + Send + Sync + 'static,
        P: Future<Output = Result<Token, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self(Kind::Custom(Arc::new(move |request| {
            let token = fetch(request);
            Box::pin(async move { token.await.map_err(Into::into) })
        })))
    }

    /// The central token server (中控服务器) of `wx token serve` at this address, or anything that answers as it does.
    /// `key` is its bearer key.
    ///
    /// The client needs no AppSecret then; see [`Client::secretless`](crate::Client::secretless).
    pub fn server(url: impl Into<String>, key: impl Into<String>) -> Self {
        Self(Kind::Server { url: url.into(), key: AppSecret::new(key) })
    }

    /// No token: WeChat Cloud Run (微信云托管) with its open interface service (开放接口服务) puts the credential in.
    /// Calls go to `http://api.weixin.qq.com` unless another base URL is said, and carry no token.
    pub fn cloud_run() -> Self {
        Self(Kind::CloudRun { from_appid: false })
    }

    /// The same in an environment that another account shares with this mini program: calls say `from_appid`.
    pub fn cloud_run_shared() -> Self {
        Self(Kind::CloudRun { from_appid: true })
    }

    /// Whether tokens are paid for with the AppSecret.
    pub(crate) fn needs_secret(&self) -> bool {
        matches!(self.0, Kind::Stable | Kind::Legacy)
    }

    /// Whether a token server is asked over TLS.
    pub(crate) fn needs_tls(&self) -> bool {
        let Kind::Server { url, .. } = &self.0 else { return false };
        url.parse::<Uri>().is_ok_and(|uri| uri.scheme_str() == Some("https"))
    }

    /// Why it cannot work, if it cannot.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        let Kind::Server { url, key } = &self.0 else { return None };
        if key.expose().is_empty() || !key.expose().bytes().all(|byte| byte.is_ascii_graphic()) {
            return Some("the key of the token server is empty, or holds what cannot stand in a header");
        }
        let fits = url.parse::<Uri>().is_ok_and(|uri| {
            matches!(uri.scheme_str(), Some("http" | "https"))
                && uri.query().is_none()
                && uri.authority().is_some_and(|authority| !authority.as_str().contains('@'))
        });
        (!fits)
            .then_some("the address of the token server is to be `http://host:port`, without user and query")
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Stable => f.write_str("TokenSource::stable"),
            Kind::Legacy => f.write_str("TokenSource::legacy"),
            Kind::Custom(_) => f.write_str("TokenSource::custom"),
            // The address may have a password in it that `problem` has not seen yet.
            Kind::Server { .. } => f.write_str("TokenSource::server"),
            Kind::CloudRun { from_appid: false } => f.write_str("TokenSource::cloud_run"),
            Kind::CloudRun { from_appid: true } => f.write_str("TokenSource::cloud_run_shared"),
        }
    }
}

/// Why a token source of your own gave no token.
#[derive(Debug)]
pub struct SourceError(Option<BoxError>);

impl SourceError {
    pub(crate) fn because(cause: BoxError) -> Self {
        Self(Some(cause))
    }

    pub(crate) fn panicked() -> Self {
        Self(None)
    }

    /// The error that your closure gave; `None` if it panicked.
    pub fn cause(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        self.0.as_deref()
    }
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(cause) => write!(f, "the token source failed: {cause}"),
            None => write!(f, "the token source panicked"),
        }
    }
}

impl StdError for SourceError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.as_ref()?.source()
    }
}
