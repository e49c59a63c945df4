//! What was pushed.

use serde_json::{Map, Value, json};

use super::{PushProblem, Pushed, PushedReply};

/// One try of the fake WeChat to push something, and how it ended.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PushLog {
    /// The event, or the type of the message.
    pub name: String,
    /// The whole message, before it was encrypted; empty where none could be written.
    pub message: Map<String, Value>,
    /// What came of it.
    pub outcome: Result<Pushed, PushProblem>,
}

impl PushLog {
    /// As `GET /__mock/pushes` tells it.
    pub(crate) fn to_json(&self) -> Value {
        let reply = self.outcome.as_ref().ok().map(|pushed| match &pushed.reply {
            PushedReply::Success => Value::from("success"),
            PushedReply::Fields(fields) => Value::Object(fields.clone()),
        });
        json!({
            "name": self.name,
            "message": self.message,
            "reply": reply,
            "problem": self.outcome.as_ref().err().map(ToString::to_string),
        })
    }
}
