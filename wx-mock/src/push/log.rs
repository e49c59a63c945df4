//! What was pushed.

use super::{PushProblem, Pushed};

/// One try of the fake WeChat to push something by itself, and how it ended.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PushLog {
    /// The event, or the type of the message.
    pub name: &'static str,
    /// What came of it.
    pub outcome: Result<Pushed, PushProblem>,
}
