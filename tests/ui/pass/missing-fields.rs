//! What an answer means that leaves fields out.
#![deny(warnings)]

extern crate wx_core as wx_api;

use serde_json::{Value, json};
use wx_core::{OpenId, RawJson, UnixSeconds, from_value, wx_event, wx_type};

/// An answer.
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Never missing.
    #[wx(essential)]
    pub order_id: String,
    /// Empty.
    pub name: String,
    /// Unknown.
    pub state: State,
    /// Unknown.
    pub advice: Advice,
    /// Made of its fields.
    pub inner: Inner,
    /// With a default, under two names.
    #[wx(default)]
    #[serde(alias = "long", default = "seven")]
    pub length: u32,
    /// Beside the others.
    #[serde(flatten)]
    pub beside: Inner,
    /// Beside the others, if at all.
    #[serde(flatten)]
    pub perhaps: Option<Perhaps>,
}

fn seven() -> u32 {
    7
}

/// Inside.
#[wx_type(response)]
pub struct Inner {
    /// When.
    pub time: UnixSeconds,
    /// Any.
    pub any: Value,
    /// A text of any shape.
    pub text: RawJson,
    /// Who, if anybody.
    pub openid: Option<OpenId>,
}

/// Perhaps.
#[wx_type(response)]
pub struct Perhaps {
    /// Whose.
    pub owner: String,
}

/// Codes; 0 is one.
#[wx_type(response)]
pub enum State {
    /// 0
    Open = 0,
    /// -1
    Lost = -1,
    /// Anything else.
    #[wx(other)]
    Other(i64),
}

/// Words.
#[wx_type(response)]
pub enum Advice {
    /// `pass`
    Pass,
    /// Anything else.
    #[wx(other)]
    Other(String),
}

/// 推送 — a push.
#[wx_event(event = "x")]
pub struct Pushed {
    /// Never missing.
    pub openid: OpenId,
    /// Empty.
    pub list: Vec<Inner>,
}

fn main() {
    let answer: Answer = from_value(&json!({ "orderId": "1" })).unwrap();
    assert_eq!((answer.order_id.as_str(), answer.name.as_str(), answer.length), ("1", "", 7));
    assert_eq!((answer.state, answer.advice), (State::Other(-2), Advice::Other(String::new())));
    assert!(answer.inner.time.0 == 0 && answer.inner.any.is_null() && answer.inner.openid.is_none());
    assert!(answer.perhaps.is_none() && answer.inner.text.as_str().is_empty());
    let answer: Answer = from_value(&json!({ "orderId": "1", "time": "9", "owner": 1, "long": 3, "state": 0 })).unwrap();
    assert_eq!((answer.beside.time.0, answer.perhaps.unwrap().owner.as_str(), answer.length), (9, "1", 3));
    assert_eq!(answer.state, State::Open);
    assert_eq!(from_value::<Answer>(&json!({})).unwrap_err().to_string(), "`orderId` is missing");

    let pushed: Pushed = from_value(&json!({ "openid": "o" })).unwrap();
    assert!(pushed.list.is_empty() && pushed.openid == "o");
    assert_eq!(from_value::<Pushed>(&json!({})).unwrap_err().to_string(), "`openid` is missing");
}
