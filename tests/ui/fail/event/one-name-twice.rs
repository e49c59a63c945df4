extern crate wx_core as wx_api;

use wx_core::wx_event;

/// 推送 — a push.
#[wx_event(event = "wxa_media_check")]
pub struct Pushed {
    /// An id.
    pub trace_id: String,
}

/// 推送 — the same.
#[wx_event(event = "WXA_Media_check")]
pub struct PushedToo {
    /// An id.
    pub trace_id: String,
}

fn main() {}
