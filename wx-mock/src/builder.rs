//! What can be chosen before the start.

use std::{fmt, io, net::Ipv4Addr, time::Duration};

use tokio::net::TcpListener;

use crate::{
    keys::Keys,
    mock::MockWechat,
    server, token,
    world::{App, Shared},
};

/// How a fake WeChat is to be: from [`MockWechat::builder`].
#[must_use = "nothing is started before `.start().await`"]
pub struct Builder {
    apps: Vec<App>,
    port: u16,
    strict_codes: bool,
    token_lifetime: Duration,
    legacy_grace: Duration,
    cloud_run: bool,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self {
            apps: Vec::new(),
            port: 0,
            strict_codes: false,
            token_lifetime: token::LIFETIME,
            legacy_grace: token::GRACE,
            cloud_run: false,
        }
    }

    /// A mini program of this appid and secret, in place of the usual one. Called again: another one beside it; the
    /// first is the one [`MockWechat::appid`] names.
    pub fn app(mut self, appid: impl Into<String>, secret: impl Into<String>) -> Self {
        let (appid, secret) = (appid.into(), secret.into());
        self.apps.retain(|app| app.appid != appid);
        self.apps.push(App {
            appid,
            secret,
            keys: Keys::default(),
            #[cfg(feature = "secure")]
            platform: None,
        });
        self
    }

    /// The AppKey of virtual payment of the mini program named last, and that of its sandbox; left out:
    /// [`MockWechat::APP_KEY`] and [`MockWechat::SANDBOX_KEY`].
    pub fn pay_keys(self, live: impl Into<String>, sandbox: impl Into<String>) -> Self {
        self.keys(|keys| (keys.pay, keys.pay_sandbox) = (Some(live.into()), Some(sandbox.into())))
    }

    /// The AppKey of a merchant of B2b payment; left out: that of virtual payment.
    pub fn merchant_key(self, mchid: impl Into<String>, key: impl Into<String>) -> Self {
        self.keys(|keys| drop(keys.merchants.insert(mchid.into(), key.into())))
    }

    /// The AppSecret that a carrier gave to a shop; left out: [`MockWechat::DELIVERY_SECRET`].
    pub fn shop_secret(self, shopid: impl Into<String>, secret: impl Into<String>) -> Self {
        self.keys(|keys| drop(keys.shops.insert(shopid.into(), secret.into())))
    }

    /// WeChat's other end of sealed calls (服务端 API 签名加密) for the mini program named last: endpoints that can be sealed
    /// refuse plain calls from then on. [`TestKeys`](wx_core::secure::TestKeys) make a pair of both ends.
    #[cfg(feature = "secure")]
    pub fn api_security(self, platform: wx_core::secure::Platform) -> Self {
        self.last_app(|app| app.platform = Some(std::sync::Arc::new(platform)))
    }

    fn keys(self, change: impl FnOnce(&mut Keys)) -> Self {
        self.last_app(|app| change(&mut app.keys))
    }

    fn last_app(mut self, change: impl FnOnce(&mut App)) -> Self {
        if self.apps.is_empty() {
            self = self.app(MockWechat::APPID, MockWechat::SECRET);
        }
        if let Some(app) = self.apps.last_mut() {
            change(app);
        }
        self
    }

    /// The port; left out: any that is free.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Whether only codes work that were issued here, by [`MockWechat::js_code`] and [`MockWechat::phone_code`]; left
    /// out: any code works once.
    pub fn strict_codes(mut self, strict: bool) -> Self {
        self.strict_codes = strict;
        self
    }

    /// How long access tokens live; left out: two hours, as WeChat's.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.token_lifetime = lifetime;
        self
    }

    /// How long a token of `/cgi-bin/token` goes on working when another was fetched; left out: five minutes. With none at
    /// all, servers that fetch behind each other's back lock each other out at once.
    pub fn legacy_grace(mut self, grace: Duration) -> Self {
        self.legacy_grace = grace;
        self
    }

    /// Whether calls without an access token are taken, as in WeChat Cloud Run: they are for the first mini program, or
    /// for the one that the query names as `from_appid`.
    pub fn cloud_run(mut self, cloud_run: bool) -> Self {
        self.cloud_run = cloud_run;
        self
    }

    /// Starts it on 127.0.0.1, in the background of the current Tokio runtime.
    ///
    /// # Panics
    ///
    /// If the port cannot be had; [`try_start`](Self::try_start) returns the error instead.
    pub async fn start(self) -> MockWechat {
        let port = self.port;
        match self.try_start().await {
            Ok(wechat) => wechat,
            Err(error) => panic!("the fake WeChat cannot listen on 127.0.0.1:{port}: {error}"),
        }
    }

    /// Starts it, or says why not: the port is taken, say.
    pub async fn try_start(mut self) -> io::Result<MockWechat> {
        if self.apps.is_empty() {
            self = self.app(MockWechat::APPID, MockWechat::SECRET);
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let shared = Shared::new(base_url, self.apps, self.cloud_run);
        {
            let mut world = shared.world();
            world.logins.strict = self.strict_codes;
            world.phones.strict = self.strict_codes;
            world.tokens.lifetime = self.token_lifetime;
            world.tokens.grace = self.legacy_grace;
        }
        let task = tokio::spawn(server::serve(listener, shared.clone(), shared.stop.subscribe()));
        Ok(MockWechat::new(shared, task))
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let appids: Vec<_> = self.apps.iter().map(|app| &app.appid).collect();
        f.debug_struct("Builder")
            .field("apps", &appids)
            .field("port", &self.port)
            .field("strict_codes", &self.strict_codes)
            .field("token_lifetime", &self.token_lifetime)
            .field("legacy_grace", &self.legacy_grace)
            .field("cloud_run", &self.cloud_run)
            .finish()
    }
}
