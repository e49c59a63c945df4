//! The client a command calls with.

use std::{env, time::Duration};

use wx_api::{Client, ClientBuilder, http::Uri};
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
