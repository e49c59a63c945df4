//! The keys that calls are signed with beside the access token.

use std::collections::BTreeMap;

use wx_core::{AppKey, DeliverySecret};

/// The keys that calls are signed with: AppKeys of virtual payment and B2b payment, the secrets of carriers.
///
/// A client is given them by [`ClientBuilder::keys`](crate::ClientBuilder::keys), single calls by
/// [`Client::with_keys`](crate::Client::with_keys). Which one signs a call is said by its body: `env`, `mchid`, `shopid`.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    pub(crate) pay: Option<AppKey>,
    pub(crate) pay_sandbox: Option<AppKey>,
    pub(crate) merchants: BTreeMap<String, AppKey>,
    pub(crate) shops: BTreeMap<String, DeliverySecret>,
}

impl Keys {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The AppKey of virtual payment (虚拟支付 现网 AppKey): calls whose `env` is 0 or that have none.
    #[must_use]
    pub fn pay(mut self, key: impl Into<AppKey>) -> Self {
        self.pay = Some(key.into());
        self
    }

    /// The AppKey of virtual payment's sandbox (沙箱 AppKey): calls whose `env` is 1.
    #[must_use]
    pub fn pay_sandbox(mut self, key: impl Into<AppKey>) -> Self {
        self.pay_sandbox = Some(key.into());
        self
    }

    /// The AppKey of a merchant of B2b payment (B2b 门店助手): calls with this `mchid`.
    #[must_use]
    pub fn merchant(mut self, mchid: impl Into<String>, key: impl Into<AppKey>) -> Self {
        self.merchants.insert(mchid.into(), key.into());
        self
    }

    /// The AppSecret that a carrier gave to a shop (即时配送): calls with this `shopid`.
    #[must_use]
    pub fn shop(mut self, shopid: impl Into<String>, secret: impl Into<DeliverySecret>) -> Self {
        self.shops.insert(shopid.into(), secret.into());
        self
    }
}
