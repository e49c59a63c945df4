extern crate wx_core as wx_api;

use wx_core::wx_event;

/// 推送 — a push.
#[wx_event(event = "one")]
#[serde(rename_all = "UPPERCASE")]
pub struct One {
    /// An id.
    pub id: String,
}

/// 推送 — a push.
#[wx_event(event = "two")]
#[serde(rename_all = "PascalCase")]
pub struct Two {
    /// An id.
    pub trace_id: String,
    /// The same.
    #[serde(rename = "TraceId")]
    pub id: String,
}

fn main() {}
