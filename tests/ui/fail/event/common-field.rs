extern crate wx_core as wx_api;

use wx_core::{UnixSeconds, wx_event};

/// 推送 — a push.
#[wx_event(event = "one")]
#[serde(rename_all = "PascalCase")]
pub struct One {
    /// Who pushes.
    pub from_user_name: String,
    /// When.
    pub create_time: UnixSeconds,
    /// What.
    pub event: String,
    /// An id.
    pub trace_id: String,
}

fn main() {}
