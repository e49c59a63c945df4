extern crate wx_core as wx_api;

use wx_core::wx_event;

/// 推送 — a push.
#[wx_event(event = "wxa_media_check", message = "text")]
pub struct Pushed {
    /// An id.
    pub trace_id: String,
}

fn main() {}
