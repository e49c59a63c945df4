extern crate wx_core as wx_api;

use wx_core::{SessionKey, wx_event};

/// 推送 — a push.
#[wx_event(event = "one")]
pub struct One {
    /// A text.
    #[wx(max_chars = 32)]
    pub text: String,
    /// A number.
    #[wx(range = 0..=9)]
    pub number: i64,
    /// What would travel in a query.
    #[wx(query, repeat)]
    pub list: Vec<u8>,
    /// A key.
    #[wx(key)]
    pub key: SessionKey,
    /// A secret.
    #[wx(secret)]
    pub password: String,
}

fn main() {}
