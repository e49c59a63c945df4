//! The client a command calls with.

use std::{env, time::Duration};

use serde_json::{Map, Value};
use wx_api::{Client, ClientBuilder, Keys, http::Uri};
use wx_mock::MockWechat;

use crate::{cli::Global, stop::Stop};

impl Global {
    /// The client for the appid, the secret and the address that were given.
    pub(crate) fn client(&self, timeout: Duration) -> Result<Client, Stop> {
        let (appid, secret) = self.credentials()?;
        let builder = self.at_base_url(Client::builder(appid, secret)).timeout(timeout);
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

    /// The keys that sign a request, for the merchant and the shop it names; on this very machine, what was not given is the
    /// fake WeChat's.
    pub(crate) fn keys(&self, request: &[u8]) -> Result<Keys, Stop> {
        let request: Map<String, Value> = serde_json::from_slice(request).unwrap_or_default();
        let named = |name: &str| request.get(name).and_then(Value::as_str).filter(|name| !name.is_empty());
        let here = self.base_url().is_some_and(is_loopback);
        let key = |name: &str, fake: &str| {
            in_environment(name).map(|given| given.or_else(|| here.then(|| fake.to_owned())))
        };
        let mut keys = Keys::new();
        if let Some(key) = key("WX_APP_KEY", MockWechat::APP_KEY)? {
            keys = match named("mchid") {
                Some(mchid) => keys.merchant(mchid, key),
                None => keys.pay(key),
            };
        }
        if let Some(key) = key("WX_SANDBOX_APP_KEY", MockWechat::SANDBOX_KEY)? {
            keys = keys.pay_sandbox(key);
        }
        if let (Some(shopid), Some(secret)) =
            (named("shopid"), key("WX_DELIVERY_SECRET", MockWechat::DELIVERY_SECRET)?)
        {
            keys = keys.shop(shopid, secret);
        }
        Ok(keys)
    }

    pub(crate) fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref().filter(|url| !url.is_empty())
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
