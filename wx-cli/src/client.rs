//! The client a command calls with.

use std::{env, time::Duration};

use serde_json::{Map, Value};
use wx_api::{Client, ClientBuilder, Keys, MissingKey, http::Uri};
use wx_mock::MockWechat;

use crate::{cli::Global, stop::Stop};

impl Global {
    /// The client for the appid, the secret and the address that were given, with the keys that may sign `request`.
    pub(crate) fn client(&self, timeout: Duration, request: &Map<String, Value>) -> Result<Client, Stop> {
        let keys = self.keys(request)?;
        let (appid, secret) = self.credentials()?;
        let builder = self.at_base_url(Client::builder(appid, secret)).timeout(timeout).keys(keys);
        builder.build().map_err(|error| Stop::Usage(error.to_string()))
    }

    /// The builder, with the address that was given.
    pub(crate) fn at_base_url(&self, builder: ClientBuilder) -> ClientBuilder {
        match self.base_url() {
            Some(base_url) => builder.base_url(base_url),
            None => builder,
        }
    }

    /// The appid and the secret; on this very machine and without either, those of the fake WeChat.
    pub(crate) fn credentials(&self) -> Result<(String, String), Stop> {
        let appid = self.appid.clone().filter(|appid| !appid.is_empty());
        match (appid, secret()?) {
            (Some(appid), Some(secret)) => Ok((appid, secret)),
            (None, None) if self.base_url().is_some_and(is_loopback) => {
                Ok((MockWechat::APPID.to_owned(), MockWechat::SECRET.to_owned()))
            }
            (appid, secret) => Err(Stop::Usage(format!(
                "{}. To try without an account, start `wx mock` and add its --base-url",
                missing(appid.is_none(), secret.is_none())
            ))),
        }
    }

    /// The keys of the environment; on this very machine and without any credential, those of the fake WeChat.
    fn keys(&self, request: &Map<String, Value>) -> Result<Keys, Stop> {
        let given = keys()?;
        let nobody = self.appid.as_deref().unwrap_or("").is_empty() && secret()?.is_none();
        match given {
            Some(keys) => Ok(keys),
            None if nobody && self.base_url().is_some_and(is_loopback) => Ok(of_the_fake(request)),
            None => Ok(Keys::new()),
        }
    }

    pub(crate) fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref().filter(|url| !url.is_empty())
    }
}

/// The keys in the environment, if there is any.
fn keys() -> Result<Option<Keys>, Stop> {
    let (pay, sandbox) = (in_environment("WX_APP_KEY")?, in_environment("WX_SANDBOX_KEY")?);
    let (merchants, shops) = (pairs("WX_MERCHANT_KEYS")?, pairs("WX_SHOP_SECRETS")?);
    if pay.is_none() && sandbox.is_none() && merchants.is_empty() && shops.is_empty() {
        return Ok(None);
    }
    let mut keys = Keys::new();
    if let Some(key) = pay {
        keys = keys.pay(key);
    }
    if let Some(key) = sandbox {
        keys = keys.pay_sandbox(key);
    }
    keys = merchants.into_iter().fold(keys, |keys, (mchid, key)| keys.merchant(mchid, key));
    keys = shops.into_iter().fold(keys, |keys, (shopid, secret)| keys.shop(shopid, secret));
    Ok(Some(keys))
}

/// `id=key,id=key`. What is wrong with it is said without quoting it.
fn pairs(name: &str) -> Result<Vec<(String, String)>, Stop> {
    let text = in_environment(name)?.unwrap_or_default();
    let pair = |pair: &str| {
        let (id, key) = pair.split_once('=')?;
        let (id, key) = (id.trim(), key.trim());
        (!id.is_empty() && !key.is_empty()).then(|| (id.to_owned(), key.to_owned()))
    };
    let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
    let wrong = || Stop::Usage(format!("{name} is a list like `id=key,id=key`, which this is not"));
    items.map(|item| pair(item).ok_or_else(wrong)).collect()
}

/// The keys that the fake WeChat has unless it is told others: the same for every merchant and every shop.
fn of_the_fake(request: &Map<String, Value>) -> Keys {
    let text = |name: &str| request.get(name).and_then(Value::as_str);
    let sandbox = request.get("env").and_then(Value::as_i64) == Some(1);
    let mut keys = Keys::new().pay(MockWechat::APP_KEY).pay_sandbox(MockWechat::SANDBOX_KEY);
    if let Some(mchid) = text("mchid") {
        keys = keys.merchant(mchid, if sandbox { MockWechat::SANDBOX_KEY } else { MockWechat::APP_KEY });
    }
    match text("shopid") {
        Some(shopid) => keys.shop(shopid, MockWechat::DELIVERY_SECRET),
        None => keys,
    }
}

/// What to do about a key that is missing.
pub(crate) fn missing_key(key: MissingKey) -> &'static str {
    match key {
        MissingKey::Pay => "set WX_APP_KEY",
        MissingKey::PaySandbox => "set WX_SANDBOX_KEY",
        MissingKey::Merchant => "set WX_MERCHANT_KEYS to `mchid=key`, several separated by commas",
        MissingKey::Shop => "set WX_SHOP_SECRETS to `shopid=secret`, several separated by commas",
        _ => "put `session_key` into --data, which may be a file or stdin",
    }
}

/// The AppSecret; never a flag.
pub(crate) fn secret() -> Result<Option<String>, Stop> {
    in_environment("WX_SECRET")
}

/// What only the environment tells, because a flag shows in `ps`. Empty counts as not there.
pub(crate) fn in_environment(name: &str) -> Result<Option<String>, Stop> {
    match env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(Stop::Usage(format!("{name} is not UTF-8 text"))),
    }
}

/// What to say when a credential is missing.
pub(crate) fn missing(appid: bool, secret: bool) -> &'static str {
    match (appid, secret) {
        (true, true) => "there is no appid and no AppSecret: set WX_APPID (or --appid) and WX_SECRET",
        (true, false) => "there is no appid: set WX_APPID, or add --appid",
        _ => "there is no AppSecret: set WX_SECRET",
    }
}

fn is_loopback(url: &str) -> bool {
    let host = url.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
    host.is_some_and(|host| host == "localhost" || host == "[::1]" || host.starts_with("127."))
}
