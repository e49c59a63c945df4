extern crate wx_core as wx_api;

use wx_core::wx_event;

/// 推送 — a push.
#[wx_event(name = "wxa_media_check", id = [trace_id], response = success, timeout = 3, root = "Check")]
pub struct Pushed {
    /// An id.
    pub trace_id: String,
}

fn main() {}
