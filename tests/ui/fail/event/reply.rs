extern crate wx_core as wx_api;

use wx_core::{wx_event, wx_type};

/// A reply.
#[wx_type(request)]
pub struct Reply {
    /// A code.
    pub code: i64,
}

/// 推送 — a push.
#[wx_event(event = "one", reply = sucess)]
pub struct One;

/// 推送 — a push.
#[wx_event(event = "two", reply = "success")]
pub struct Two;

/// 推送 — a push.
#[wx_event(event = "three", reply = fields)]
pub struct Three;

/// 推送 — a push.
#[wx_event(event = "four", reply = beside())]
pub struct Four;

/// 推送 — a push.
#[wx_event(event = "five", reply = Reply)]
pub struct Five;

/// 推送 — a push.
#[wx_event(event = "six", reply = success(Reply))]
pub struct Six;

/// 推送 — a push.
#[wx_event(event = "seven", reply = json(Reply))]
pub struct Seven;

fn main() {}
