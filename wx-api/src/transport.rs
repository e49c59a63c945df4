//! The seam between the client and the network.

#[cfg(any(feature = "hyper", feature = "reqwest"))]
use std::time::Duration;
use std::{error::Error as StdError, fmt, pin::Pin};

use wx_core::{
    Bytes,
    http::{Request, Response},
};

#[cfg(feature = "hyper")]
pub(crate) mod hyper;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod per_runtime;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
#[cfg(all(feature = "rustls", any(feature = "hyper", feature = "redis-rustls")))]
pub(crate) mod tls;

/// WeChat's gateway drops idle connections after about a minute; a call must not find that out.
#[cfg(any(feature = "hyper", feature = "reqwest"))]
pub(crate) const IDLE: Duration = Duration::from_secs(45);
/// The `User-Agent`.
#[cfg(any(feature = "hyper", feature = "reqwest"))]
pub(crate) const AGENT: &str = concat!("wx-api/", env!("CARGO_PKG_VERSION"));

/// An answer on its way.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, TransportError>> + Send + 'a>>;

/// Sends one request and brings back one response.
///
/// A transport does not follow redirects, does not try again and does not look into bodies. The request's URL and body
/// may hold the appid's secret and its access token: whoever logs them gives them away.
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends the request. A body longer than `max_body` bytes is refused as soon as that shows, not when it is read.
    fn send(&self, request: Request<Bytes>, max_body: usize) -> Sending<'_>;

    /// Called when a client is built that is going to send requests to `https://` addresses. An error is the client's
    /// [`SetupError::Transport`](crate::SetupError::Transport).
    fn prepare_tls(&self) -> Result<(), TransportError> {
        Ok(())
    }
}

impl Transport for std::sync::Arc<dyn Transport> {
    fn send(&self, request: Request<Bytes>, max_body: usize) -> Sending<'_> {
        (**self).send(request, max_body)
    }

    fn prepare_tls(&self) -> Result<(), TransportError> {
        (**self).prepare_tls()
    }
}

/// A body that arrives, up to a limit. One that comes in one piece, as nearly every one does, is taken as it is; others are
/// copied once.
#[cfg(any(feature = "hyper", feature = "reqwest"))]
pub(crate) struct Pieces {
    first: Bytes,
    all: Vec<u8>,
    announced: usize,
    limit: usize,
}

#[cfg(any(feature = "hyper", feature = "reqwest"))]
impl Pieces {
    /// A body of so many bytes, if that is known.
    pub(crate) fn new(announced: Option<u64>, limit: usize) -> Result<Self, TransportError> {
        match usize::try_from(announced.unwrap_or(0)) {
            Ok(announced) if announced <= limit => {
                Ok(Self { first: Bytes::new(), all: Vec::new(), announced, limit })
            }
            _ => Err(TransportError::new(TransportErrorKind::TooLarge { limit })),
        }
    }

    pub(crate) fn push(&mut self, piece: Bytes) -> Result<(), TransportError> {
        let length = self.first.len().max(self.all.len()) + piece.len();
        if length > self.limit {
            return Err(TransportError::new(TransportErrorKind::TooLarge { limit: self.limit }));
        }
        if self.first.is_empty() {
            self.first = piece;
            return Ok(());
        }
        if self.all.is_empty() {
            self.all.reserve(self.announced.max(length));
            self.all.extend_from_slice(&self.first);
        }
        self.all.extend_from_slice(&piece);
        Ok(())
    }

    pub(crate) fn whole(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.into() }
    }
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
                write!(
                    f,
                    "the answer is longer than the limit of {limit} bytes; `max_json` and `max_body` of the \
                     `ClientBuilder` set another"
                )?;
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
