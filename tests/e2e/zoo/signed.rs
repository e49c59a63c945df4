//! Signed calls, and services whose status is not an errcode.

use std::time::Duration;

use wx_api::{Client, Keys, RetryPolicy};
use wx_mock::{MockWechat, Recorded};

mod carrier;
mod delivery;
mod payment;
mod session;

const OPENID: &str = "oXk3d5Jq9vR2nT7wLb0YcZ8mHfEs";
const MCHID: &str = "1230000109";
const SHOP: &str = "the-shop";

/// The keys of this fake, each of which is another.
const LIVE: &str = "the-live-key";
const SANDBOX: &str = "the-sandbox-key";
const MERCHANT: &str = "the-merchant-key";
const CARRIER: &str = "the-carrier-secret";

fn keys() -> Keys {
    Keys::new().pay(LIVE).pay_sandbox(SANDBOX).merchant(MCHID, MERCHANT).shop(SHOP, CARRIER)
}

/// A fake WeChat with keys of its own, and a client that has them and loses no time between its tries.
async fn world() -> (MockWechat, Client) {
    let builder = MockWechat::builder().pay_keys(LIVE, SANDBOX).merchant_key(MCHID, MERCHANT);
    let wechat = builder.shop_secret(SHOP, CARRIER).start().await;
    let millisecond = Duration::from_millis(1);
    let client = Client::builder(wechat.appid(), wechat.secret())
        .base_url(wechat.base_url())
        .keys(keys())
        .retry(RetryPolicy::default().pauses(millisecond, millisecond))
        .build()
        .unwrap();
    (wechat, client)
}

/// The last call of an endpoint.
#[track_caller]
fn last(wechat: &MockWechat, endpoint: &str) -> Recorded {
    wechat.calls_of(endpoint).pop().expect("it was called")
}

/// The code of a call that was refused.
#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, wx_api::Error>) -> i64 {
    result.unwrap_err().errcode().expect("an errcode").0
}
