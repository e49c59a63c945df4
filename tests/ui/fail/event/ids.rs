extern crate wx_core as wx_api;

use std::collections::BTreeMap;

use wx_core::{SessionKey, wx_event, wx_type};

/// More.
#[wx_type(response)]
pub struct More {
    /// A number.
    pub number: i64,
}

/// 推送 — a push.
#[wx_event(event = "one", ids = [trace, MerchantNo, list, pass, map, more, key, trace_id, trace_id])]
pub struct One {
    /// An id.
    pub trace_id: String,
    /// The shop.
    #[serde(rename = "MerchantNo")]
    pub shop: String,
    /// A list.
    pub list: Vec<u8>,
    /// Yes or no.
    pub pass: Option<bool>,
    /// A map.
    pub map: BTreeMap<String, u8>,
    /// What stands beside.
    #[serde(flatten)]
    pub more: More,
    /// A secret.
    #[wx(secret)]
    pub key: SessionKey,
}

fn main() {}
