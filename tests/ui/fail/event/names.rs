extern crate wx_core as wx_api;

use wx_core::wx_event;

/// 推送 — a push.
#[wx_event(event = "two words")]
pub struct One;

/// 推送 — a push.
#[wx_event(message = "文本")]
pub struct Two;

/// 推送 — a push.
#[wx_event(message = "event")]
pub struct Three;

/// 推送 — a push.
#[wx_event(event = wxa_media_check)]
pub struct Four;

/// 推送 — a push.
#[wx_event(event = "four", wrapper = "a b")]
pub struct Five;

fn main() {}
