extern crate wx_core as wx_api;

use wx_core::wx_event;

/// 推送 — a push.
#[wx_event("wxa_media_check", [trace_id], fields(Reply), 3)]
pub struct Pushed {
    /// An id.
    pub trace_id: String,
}

/// 推送 — a message.
#[wx_event(message, "text", success)]
pub struct Text;

fn main() {}
