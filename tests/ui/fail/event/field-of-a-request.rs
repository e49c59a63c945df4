extern crate wx_core as wx_api;

use wx_core::{wx_event, wx_type};

/// What is only sent.
#[wx_type(request)]
pub struct Sent {
    /// A number.
    pub number: i64,
}

/// 推送 — a push.
#[wx_event(event = "one")]
pub struct One {
    /// What is only sent.
    pub sent: Sent,
}

fn main() {}
