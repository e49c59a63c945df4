//! The fake WeChat as the one who pushes (消息推送): events and messages, signed and encrypted, to a backend's address.

mod log;
mod message;
mod own;
mod problem;
mod pusher;
mod sending;

use serde_json::{Map, Value};

pub(crate) use self::own::{Due, Pushing, once, start};
pub use self::{log::PushLog, problem::PushProblem, pusher::Pusher};

/// A push that arrived.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Pushed {
    /// What the backend said.
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
