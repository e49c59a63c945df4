//! How a call fails, by what it means for the caller: not sent, perhaps sent, refused, not understood.

use std::{error::Error as StdError, fmt, sync::Arc};

use wx_core::{Meta, RequestError, Rid, Unexpected, http::StatusCode};
use wx_specs::errcode::{Category, ErrCode, Meaning, Retry};

use crate::{
    builder::SetupError,
    token::SourceError,
    transport::{TransportError, TransportErrorKind},
};

/// How a call fails.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The client could not be set up.
    Setup(SetupError),
    /// The request is outside the documented limits or cannot be written. It was not sent.
    Request(BadRequest),
    /// No access token could be had. The call was not sent, or refused for the token it was sent with.
    Token(TokenError),
    /// The token source of your own failed, or the central token server refuses this client. It is the cause in a
    /// [`TokenError`].
    Source(SourceError),
    /// No answer came. The error says whether the request may have been carried out.
    Transport(NoAnswer),
    /// WeChat answered with an `errcode`.
    Api(Box<ApiError>),
    /// An answer came that the endpoint cannot give. The request may have been carried out.
    Answer(Box<StrangeAnswer>),
}

impl Error {
    /// The official name of the endpoint that failed.
    pub fn endpoint(&self) -> Option<&'static str> {
        match self {
            Self::Setup(_) | Self::Source(_) => None,
            Self::Request(error) => Some(error.endpoint),
            Self::Token(error) => error.endpoint.or_else(|| error.cause.endpoint()),
            Self::Transport(error) => Some(error.endpoint),
            Self::Api(error) => Some(error.endpoint),
            Self::Answer(error) => Some(error.endpoint),
        }
    }

    /// What WeChat answered, if it refused the call or, before it, the access token.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            Self::Token(error) => error.cause.api(),
            _ => None,
        }
    }

    /// The `errcode` WeChat answered.
    pub fn errcode(&self) -> Option<ErrCode> {
        self.api().filter(|error| error.field == "errcode").map(|error| error.code)
    }

    /// The request id WeChat gave to the failed call.
    pub fn rid(&self) -> Option<&Rid> {
        self.api()?.rid.as_ref()
    }

    /// Whether the request may have been carried out although it failed. It is `false` only where nothing was sent, or WeChat
    /// is known to have refused the call before it did anything: for its `errcode`, that is for most kinds of failure in the
    /// table, and never for a code that nobody has heard of or that a service behind WeChat gave.
    pub fn may_have_been_sent(&self) -> bool {
        match self {
            Self::Setup(_) | Self::Request(_) | Self::Token(_) | Self::Source(_) => false,
            Self::Transport(error) => error.cause.may_have_been_sent(),
            Self::Api(error) => error.may_have_been_sent(),
            Self::Answer(_) => true,
        }
    }

    /// Whether the same call may succeed when it is made again. For a call that is not idempotent, ask
    /// [`may_have_been_sent`](Self::may_have_been_sent) too.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Setup(_) | Self::Request(_) => false,
            Self::Token(error) => error.cause.is_retryable(),
            Self::Source(_) => true,
            Self::Transport(error) => !matches!(
                error.cause.kind(),
                TransportErrorKind::TooLarge { .. } | TransportErrorKind::Unsendable
            ),
            Self::Api(error) => matches!(error.retry(), Retry::Backoff | Retry::NextMinute),
            Self::Answer(error) => {
                matches!(&error.cause, Unexpected::Status { status, .. }
                    if status.is_server_error() || *status == StatusCode::TOO_MANY_REQUESTS)
            }
        }
    }

    /// Whether nothing of the request left this server.
    pub(crate) fn was_not_sent(&self) -> bool {
        match self {
            Self::Setup(_) | Self::Request(_) | Self::Token(_) | Self::Source(_) => true,
            Self::Transport(error) => !error.cause.may_have_been_sent(),
            Self::Api(_) | Self::Answer(_) => false,
        }
    }

    /// The same error of a call that was made again, after an attempt that may have been carried out.
    pub(crate) fn after_doubtful_attempt(mut self) -> Self {
        if let Self::Api(error) = &mut self {
            error.after_doubtful_attempt = true;
        }
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setup(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Token(error) => error.fmt(f),
            Self::Source(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::Answer(error) => error.fmt(f),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Setup(error) => error.source(),
            Self::Token(error) => error.cause.source(),
            Self::Source(error) => error.source(),
            Self::Transport(error) => error.cause.source(),
            Self::Request(_) | Self::Api(_) | Self::Answer(_) => None,
        }
    }
}

impl From<SetupError> for Error {
    fn from(error: SetupError) -> Self {
        Self::Setup(error)
    }
}

/// A request that was not sent because of what is in it.
#[derive(Debug)]
#[non_exhaustive]
pub struct BadRequest {
    /// The official name of the endpoint.
    pub endpoint: &'static str,
    /// What is wrong with it.
    pub cause: RequestError,
}

impl fmt::Display for BadRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not sent: {}", self.endpoint, self.cause)
    }
}

/// A call that was not carried out because there was no access token for it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TokenError {
    /// The official name of the endpoint; `None` if the token itself was asked for.
    pub endpoint: Option<&'static str>,
    /// Why there is no token. Everybody who waited for the same fetch has the same one.
    pub cause: Arc<Error>,
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(endpoint) = self.endpoint {
            write!(f, "{endpoint} was not carried out, there is no access token for it: ")?;
        }
        self.cause.fmt(f)
    }
}

/// A call that nothing came back from.
#[derive(Debug)]
#[non_exhaustive]
pub struct NoAnswer {
    /// The official name of the endpoint.
    pub endpoint: &'static str,
    /// The host that was called.
    pub host: String,
    /// What happened on the way.
    pub cause: TransportError,
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.endpoint, self.cause, self.host)
    }
}

/// An answer with an `errcode`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ApiError {
    /// The official name of the endpoint.
    pub endpoint: &'static str,
    /// The `errcode`.
    pub code: ErrCode,
    /// The field it stood in. Nearly always `errcode`; the numbers of another, such as `resultcode`, are a carrier's own.
    pub field: &'static str,
    /// The `errmsg`, in one line and cut to about a kilobyte.
    pub message: String,
    /// The request id.
    pub rid: Option<Rid>,
    /// What the endpoint's own description says about the code, where the table does not know it.
    note: &'static str,
    /// Whether an attempt before this one may have been carried out.
    after_doubtful_attempt: bool,
}

impl ApiError {
    pub(crate) fn new(meta: &Meta, refusal: wx_core::Refusal) -> Self {
        // A note in words of its own is about this endpoint's status, whatever field that stands in.
        let note = meta
            .errors
            .iter()
            .find(|note| {
                note.code == refusal.code && (refusal.field == "errcode" || !note.meaning.is_empty())
            })
            .map_or("", |note| note.meaning);
        Self {
            endpoint: meta.name,
            code: ErrCode(refusal.code),
            field: refusal.field,
            message: refusal.message,
            rid: refusal.rid,
            note,
            after_doubtful_attempt: false,
        }
    }

    /// What the code means to this endpoint, if it is known.
    pub fn meaning(&self) -> Option<&'static Meaning> {
        if self.field == "errcode" { self.code.meaning_for(self.endpoint) } else { None }
    }

    /// Whether WeChat refuses the access token that was sent.
    pub fn is_stale_token(&self) -> bool {
        self.field == "errcode" && self.code.is_stale_token()
    }

    /// What kind of failure it is.
    pub fn category(&self) -> Category {
        self.meaning().map_or(Category::Unknown, |meaning| meaning.category)
    }

    /// Whether another try can help.
    pub fn retry(&self) -> Retry {
        self.meaning().map_or(Retry::Never, |meaning| meaning.retry)
    }

    fn may_have_been_sent(&self) -> bool {
        self.after_doubtful_attempt || !is_refused_before_acting(self.category())
    }
}

/// Whether WeChat refuses calls for such a reason before it does anything. Where that is not known, it is assumed to have
/// acted: an unknown code; WeChat itself failing on the way; a state that says that the step may be done already; a file that
/// was looked into, which some endpoints count.
fn is_refused_before_acting(category: Category) -> bool {
    match category {
        Category::Param
        | Category::Permission
        | Category::Quota
        | Category::RateLimit
        | Category::NotFound
        | Category::UserState
        | Category::Signature
        | Category::ContentRisk
        | Category::CredentialInvalid
        | Category::CredentialExpired => true,
        Category::Unknown | Category::SystemBusy | Category::StateConflict | Category::Resource => false,
        _ => false,
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { endpoint, code, field, message, note, .. } = self;
        write!(f, "{endpoint}: {field} {code}")?;
        match (self.meaning(), *note) {
            (_, note) if !note.is_empty() => write!(f, ", {note}")?,
            (Some(meaning), _) => write!(f, ", {} ({})", meaning.zh, meaning.en)?,
            (None, _) if *field != "errcode" => {
                write!(f, ", which is not WeChat's but the service's behind it")?
            }
            (None, _) => write!(f, ", a code nobody has heard of")?,
        }
        if !message.is_empty() {
            write!(f, "; WeChat says: {message}")?;
        }
        self.meaning().map_or(Ok(()), |meaning| write!(f, "; what to do: {}", meaning.advice()))
    }
}

/// An answer that the endpoint cannot give.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StrangeAnswer {
    /// The official name of the endpoint.
    pub endpoint: &'static str,
    /// What came.
    pub cause: Unexpected,
}

impl fmt::Display for StrangeAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was answered with {}", self.endpoint, self.cause)
    }
}

#[cfg(test)]
mod tests;
