extern crate wx_core as wx_api;

use wx_core::wx_event;

/// 推送 — a push.
#[wx_event(event = "one", within = 0)]
pub struct One;

/// 推送 — a push.
#[wx_event(event = "two", within = 30)]
pub struct Two;

/// 推送 — a push.
#[wx_event(event = "three", within = 3s)]
pub struct Three;

/// 推送 — a push.
#[wx_event(event = "four", within = "3")]
pub struct Four;

fn main() {}
