//! The keys that a mini program signs calls with.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::mock::MockWechat;

/// The keys of one mini program. What was not chosen is one of the usual ones.
#[derive(Clone, Default)]
pub(crate) struct Keys {
    pub(crate) pay: Option<String>,
    pub(crate) pay_sandbox: Option<String>,
    pub(crate) merchants: BTreeMap<String, String>,
    pub(crate) shops: BTreeMap<String, String>,
}

impl Keys {
    /// The AppKey that signs a payment with this body.
    pub(crate) fn pay(&self, mchid: &str, body: &Map<String, Value>) -> &str {
        let sandbox = body.get("env").and_then(Value::as_i64) == Some(1);
        let usual = if sandbox { &self.pay_sandbox } else { &self.pay };
        let usual =
            usual.as_deref().unwrap_or(if sandbox { MockWechat::SANDBOX_KEY } else { MockWechat::APP_KEY });
        self.merchants.get(mchid).map_or(usual, String::as_str)
    }

    /// The AppSecret that the carrier gave to a shop.
    pub(crate) fn shop(&self, shopid: &str) -> &str {
        self.shops.get(shopid).map_or(MockWechat::DELIVERY_SECRET, String::as_str)
    }
}
