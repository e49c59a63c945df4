//! Why a push did not arrive.

use std::{fmt, time::Duration};

use http::StatusCode;
use wx_core::push::ReplyError;

/// Why a push cannot be sent, or is sent again by WeChat.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PushProblem {
    /// There is no such push.
    Unknown {
        /// The name that was given.
        name: String,
        /// One that may have been meant.
        near: Option<&'static str>,
    },
    /// What it is to say is not what such a push says.
    Message(String),
    /// The address is no URL that can be pushed to.
    Url(String),
    /// The backend could not be reached, or gave no whole answer.
    Connection(String),
    /// The backend gave no answer in the time that WeChat waits.
    TooLate(Duration),
    /// The backend answered with another status than 200.
    Status {
        /// The status.
        status: StatusCode,
        /// The beginning of the body.
        body: String,
    },
    /// The answer is not what WeChat understands.
    Reply(String),
    /// The answer had to be encrypted, and cannot be opened.
    Sealed(ReplyError),
    /// The backend says itself that it failed: `ErrCode` is not 0.
    Failed {
        /// `ErrCode`.
        code: i64,
        /// `ErrMsg`.
        message: String,
    },
    /// The address did not return what it was asked to.
    Echo {
        /// What came instead, its beginning.
        body: String,
    },
}

impl PushProblem {
    /// Whether the push was sent, so that WeChat would send it again.
    pub fn comes_again(&self) -> bool {
        match self {
            Self::Unknown { .. } | Self::Message(_) | Self::Url(_) | Self::Echo { .. } => false,
            Self::Connection(_)
            | Self::TooLate(_)
            | Self::Status { .. }
            | Self::Reply(_)
            | Self::Sealed(_)
            | Self::Failed { .. } => true,
        }
    }
}

impl fmt::Display for PushProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, near } => {
                write!(f, "there is no push `{name}`")?;
                if let Some(near) = near {
                    write!(f, "; did you mean `{near}`?")?;
                }
                Ok(())
            }
            Self::Message(problem) => write!(f, "this is not what such a push says: {problem}"),
            Self::Url(problem) => write!(f, "this address cannot be pushed to: {problem}"),
            Self::Connection(problem) => write!(f, "the backend does not answer: {problem}"),
            Self::TooLate(waited) => {
                write!(
                    f,
                    "the backend gave no answer within {} seconds, as long as WeChat waits",
                    waited.as_secs()
                )
            }
            Self::Status { status, body } => {
                write!(f, "the backend answered HTTP {status}, WeChat wants 200")?;
                if body.is_empty() { Ok(()) } else { write!(f, ": {body}") }
            }
            Self::Reply(problem) => write!(f, "WeChat does not understand the answer: {problem}"),
            Self::Sealed(error) => write!(f, "WeChat cannot open the answer: {error}"),
            Self::Failed { code, message } => {
                write!(f, "the backend says that it failed: ErrCode {code}")?;
                if message.is_empty() { Ok(()) } else { write!(f, ", {message}") }
            }
            Self::Echo { body } => write!(
                f,
                "the address must answer the verification with `echostr` as it came, and nothing else; it answered: {body}"
            ),
        }
    }
}

impl std::error::Error for PushProblem {}
