extern crate wx_core as wx_api;

use wx_core::wx_event;

/// 推送 — a push.
#[wx_event(docs = "https://developers.weixin.qq.com/")]
pub struct Pushed {
    /// An id.
    pub trace_id: String,
}

/// 推送 — another.
#[wx_event]
pub struct PushedToo;

fn main() {}
