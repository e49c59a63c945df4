extern crate wx_core as wx_api;

use wx_core::{wx_event, wx_type};

/// A reply, marked as if it came from WeChat.
#[wx_type(response)]
pub struct Reply {
    /// A code.
    pub code: i64,
}

/// 推送 — a push.
#[wx_event(event = "wxa_media_check", reply = fields(Reply))]
pub struct Pushed {
    /// An id.
    pub trace_id: String,
}

fn main() {}
