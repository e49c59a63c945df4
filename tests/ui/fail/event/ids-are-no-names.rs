extern crate wx_core as wx_api;

use wx_core::wx_event;

/// 推送 — a push.
#[wx_event(event = "one", ids = ["trace_id", result.label])]
pub struct One {
    /// An id.
    pub trace_id: String,
}

/// 推送 — a push.
#[wx_event(event = "two", ids = trace_id)]
pub struct Two {
    /// An id.
    pub trace_id: String,
}

/// 推送 — a push.
#[wx_event(event = "three", ids = [])]
pub struct Three;

/// 推送 — a push.
#[wx_event(event = "four", ids = [trace_id])]
pub struct Four;

fn main() {}
