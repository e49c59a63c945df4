extern crate wx_core as wx_api;

use wx_core::wx_event;

/// 推送 — a push.
#[wx_event(event = "one")]
pub enum One {
    /// A word.
    Word,
}

/// 推送 — a push.
#[wx_event(event = "two")]
pub struct Two(String);

/// 推送 — a push.
#[wx_event(event = "three")]
fn three() {}

fn main() {}
