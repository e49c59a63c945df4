//! Why a client cannot be set up.

use std::fmt;

use super::base_url::BadBaseUrl;
use crate::transport::root;

/// Why a client cannot be set up.
#[derive(Debug)]
#[non_exhaustive]
pub enum SetupError {
    /// The base URL is no `http://` or `https://` address, or has a user, a password, a query or a fragment in it.
    BaseUrl(BadBaseUrl),
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
            Self::BaseUrl(bad) => bad.fmt(f),
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
