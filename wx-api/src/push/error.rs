//! Why a push is not taken, or cannot be read.

use std::{fmt, time::Duration};

use wx_core::{
    Misfit,
    http::StatusCode,
    push::{EnvelopeError, SyntaxError},
};

/// Why a request is no push that can be taken, or a push not what it was read as.
///
/// None of it shows a token, a key or what the push says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PushError {
    /// The request is neither the GET that verifies the address nor the POST of a push.
    Method,
    /// The query cannot be read.
    Query(String),
    /// A parameter is not in the query: whoever sent this is not WeChat, or something on the way has dropped it.
    Missing {
        /// Which.
        parameter: &'static str,
    },
    /// The signature in the query is not made with this Token.
    Signature,
    /// The signature of the encrypted body is not made with this Token, or the body is not the one that was signed.
    BodySignature,
    /// The request was signed too long ago, or in the future.
    Stale {
        /// How far its time is from this server's.
        off: Duration,
        /// How far it may be.
        allowed: Duration,
    },
    /// The body is larger than what is taken.
    TooLarge {
        /// The most that is taken, in bytes.
        limit: usize,
    },
    /// The body could not be received.
    Body(String),
    /// The body is neither JSON nor XML as WeChat writes it.
    Syntax(SyntaxError),
    /// A push came in plain text, where pushes are encrypted (安全模式).
    NotEncrypted,
    /// A push came encrypted, where none is expected to be.
    Encrypted,
    /// The encrypted body cannot be opened.
    Envelope(EnvelopeError),
    /// A field that every push has is not there, or a push is not of the shape that it was read as.
    Shape(Misfit),
    /// The request did not come through Cloud Run (云托管).
    NotCloudRun,
    /// The same push is being handled right now. WeChat is to ask again.
    UnderWay,
    /// The reply cannot be written.
    Reply(String),
}

impl PushError {
    /// The HTTP status to answer with.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Signature
            | Self::BodySignature
            | Self::Stale { .. }
            | Self::NotEncrypted
            | Self::NotCloudRun => StatusCode::FORBIDDEN,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnderWay => StatusCode::SERVICE_UNAVAILABLE,
            Self::Reply(_) => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

impl fmt::Display for PushError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Method => write!(f, "a push is a POST, the verification of its address a GET"),
            Self::Query(problem) => write!(f, "the query cannot be read: {problem}"),
            Self::Missing { parameter } => write!(
                f,
                "`{parameter}` is not in the query: every request of WeChat has it, so this is none, or a proxy has dropped it"
            ),
            Self::Signature => write!(
                f,
                "the signature does not fit: the Token given here must be the one in the console, under 消息推送"
            ),
            Self::BodySignature => write!(
                f,
                "the msg_signature does not fit: the body was changed on the way, or the Token given here is not the one in the \
                 console, under 消息推送"
            ),
            Self::Stale { off, allowed } => write!(
                f,
                "the request was signed {} seconds from now, {} are allowed: it was sent before, or a clock is wrong",
                off.as_secs(),
                allowed.as_secs()
            ),
            Self::TooLarge { limit } => write!(f, "the body is larger than {limit} bytes"),
            Self::Body(problem) => write!(f, "the body could not be received: {problem}"),
            Self::Syntax(error) => write!(f, "the body cannot be read: {error}"),
            Self::NotEncrypted => write!(
                f,
                "the push is not encrypted: choose 安全模式 in the console, under 消息推送, or set the receiver up with \
                 `Receiver::compatible` or `Receiver::plain`"
            ),
            Self::Encrypted => write!(
                f,
                "the push is encrypted: set the receiver up with `Receiver::secure` and the EncodingAESKey of the console"
            ),
            Self::Envelope(error) => write!(f, "the push cannot be opened: {error}"),
            Self::Shape(misfit) => write!(f, "the push has another shape: {misfit}"),
            Self::NotCloudRun => write!(
                f,
                "the request has no header `x-wx-source`, which Cloud Run adds: it came from somewhere else"
            ),
            Self::UnderWay => write!(f, "the same push is being handled right now, send it again later"),
            Self::Reply(problem) => write!(f, "the reply cannot be written: {problem}"),
        }
    }
}

impl std::error::Error for PushError {
    // `Display` says what these say; a chain would say it twice.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        None
    }
}

impl From<SyntaxError> for PushError {
    fn from(error: SyntaxError) -> Self {
        Self::Syntax(error)
    }
}

impl From<EnvelopeError> for PushError {
    fn from(error: EnvelopeError) -> Self {
        Self::Envelope(error)
    }
}

impl From<Misfit> for PushError {
    fn from(misfit: Misfit) -> Self {
        Self::Shape(misfit)
    }
}
