//! The fake WeChat as the one who pushes (消息推送): events and messages, signed and encrypted, to a backend's address.

mod message;
mod pusher;
mod sending;

use std::fmt;

use http::StatusCode;
use serde_json::{Map, Value};
use wx_core::push::ReplyError;

pub use pusher::Pusher;

/// What a backend answered to a push.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Pushed {
    /// What it means to WeChat.
    pub reply: PushedReply,
    /// The whole message as it was sent, before it was encrypted.
    pub message: Map<String, Value>,
}

/// What an answer means to WeChat.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PushedReply {
    /// It arrived: `success`, or nothing.
    Success,
    /// It arrived, and the backend says these things; opened, if it had to be encrypted.
    Fields(Map<String, Value>),
}

/// Why a push cannot be sent, or is sent again by WeChat.
#[derive(Debug)]
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
    /// The backend could not be reached, or gave no answer.
    Connection(String),
    /// The backend gave no answer in the time that WeChat waits.
    TooLate(std::time::Duration),
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
    /// The address did not return what it was asked to.
    Echo {
        /// What came instead, its beginning.
        body: String,
    },
}

impl fmt::Display for PushProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, near } => {
                write!(f, "there is no push `{name}`")?;
                if let Some(near) = near {
                    write!(f, ", did you mean `{near}`?")?;
                }
                Ok(())
            }
            Self::Message(problem) => write!(f, "this is not what such a push says: {problem}"),
            Self::Url(problem) => write!(f, "this address cannot be pushed to: {problem}"),
            Self::Connection(problem) => write!(f, "the backend does not answer: {problem}"),
            Self::TooLate(waited) => {
                write!(f, "the backend gave no answer in {} seconds, WeChat would push again", waited.as_secs())
            }
            Self::Status { status, body } => {
                write!(f, "the backend answered HTTP {status}, WeChat would push again")?;
                if body.is_empty() { Ok(()) } else { write!(f, ": {body}") }
            }
            Self::Reply(problem) => write!(f, "WeChat does not understand the answer: {problem}"),
            Self::Sealed(error) => write!(f, "WeChat cannot open the answer: {error}"),
            Self::Echo { body } => write!(
                f,
                "the address must answer the verification with `echostr` as it came, and answered: {body}"
            ),
        }
    }
}

impl std::error::Error for PushProblem {}
