//! The seam between the client and the network.

use std::{error::Error as StdError, fmt, pin::Pin};

use wx_core::{
    Bytes,
    http::{Request, Response},
};

#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;

/// An answer on its way.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, TransportError>> + Send + 'a>>;

/// Sends one request and brings back one response.
///
/// A transport does not follow redirects, does not try again and does not look into bodies. The request's URL and body
/// may hold the appid's secret and its access token: whoever logs them gives them away.
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends the request. A body longer than `max_body` bytes is refused as soon as that shows, not when it is read.
    fn send(&self, request: Request<Bytes>, max_body: usize) -> Sending<'_>;
}

/// Why no answer came. Nothing in it shows a URL.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    cause: Option<Box<dyn StdError + Send + Sync>>,
}

/// What happened to a request that got no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about. Nothing was sent.
    Connect,
    /// The time was up before the answer was complete.
    Timeout,
    /// The connection broke before the answer was complete.
    Broken,
    /// The answer is longer than the limit.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The request could not be put on the wire as it is.
    Unsendable,
}

impl TransportError {
    /// An error without a deeper cause.
    pub fn new(kind: TransportErrorKind) -> Self {
        Self { kind, cause: None }
    }

    /// An error with its cause, whose text must show no URL.
    pub fn because(kind: TransportErrorKind, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, cause: Some(cause.into()) }
    }

    /// What happened.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether WeChat may have got the request.
    pub fn may_have_been_sent(&self) -> bool {
        !matches!(self.kind, TransportErrorKind::Connect | TransportErrorKind::Unsendable)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TransportErrorKind::Connect => write!(f, "no connection, nothing was sent")?,
            TransportErrorKind::Timeout => {
                write!(f, "no answer in time; the request may have been carried out")?
            }
            TransportErrorKind::Broken => {
                write!(
                    f,
                    "the connection broke before the answer was complete; the request may have been carried out"
                )?;
            }
            TransportErrorKind::TooLarge { limit } => {
                write!(f, "the answer is longer than the limit of {limit} bytes")?;
            }
            TransportErrorKind::Unsendable => write!(f, "the request cannot be put on the wire")?,
        }
        self.cause.as_deref().map_or(Ok(()), |cause| write!(f, ": {}", root(cause)))
    }
}

/// The end of a chain of causes, which is what people need: `Connection refused`, `dns error`.
pub(crate) fn root<'a>(mut cause: &'a (dyn StdError + 'static)) -> &'a (dyn StdError + 'static) {
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| cause as &dyn StdError)
    }
}
