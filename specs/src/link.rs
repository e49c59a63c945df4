//! Links that open the mini program from outside WeChat (URL Scheme, URL Link).

use wx_core::{Fixed, True, UnixSeconds, wx_endpoint, wx_type};

use crate::qrcode::EnvVersion;

/// 获取加密scheme码 — a `weixin://` address that opens the mini program from a browser, a mail or another app.
///
/// URL Schemes and URL Links together: 500,000 a day made; opened, 3,000,000 a day by this endpoint's page, 6,000,000 by
/// the guide (获取小程序链接).
#[wx_endpoint(
    method = POST,
    path = "/wxa/generatescheme",
    response = json(Scheme),
    errors = [-1, 40001, 40002, 40013, 40165, 40212, 44990, 44993, 85079, 85401, 85402, 85406, 85407, 85408],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/qrcode-link/url-scheme/api_generatescheme.html",
)]
pub struct GenerateScheme {
    /// Where it leads; left out: to the home page.
    pub jump_wxa: Option<JumpWxa>,
    /// Until when it works; left out: 30 days.
    #[serde(flatten)]
    pub expiry: Option<Expiry>,
}

/// Where a URL Scheme leads (jump_wxa).
#[wx_type(request)]
pub struct JumpWxa {
    /// A page of the released version, without parameters; left out or empty: the home page.
    #[wx(not_contains = "?")]
    pub path: Option<String>,
    /// The page's parameters.
    #[wx(max_chars = 1024, charset = "0-9A-Za-z!#$&'()*+,/:;=?@-._~%")]
    pub query: Option<String>,
    /// The version to open; left out: the released one. It counts only where the link is opened outside WeChat.
    pub env_version: Option<EnvVersion>,
}

/// The answer to [`GenerateScheme`].
#[wx_type(response)]
pub struct Scheme {
    /// The address: `weixin://dl/business/?t=…`.
    #[wx(essential)]
    pub openlink: String,
}

/// 获取加密URLLink — an `https://` address that opens the mini program, fit for a text message.
///
/// URL Schemes and URL Links together: 500,000 a day made; opened, 3,000,000 a day by this endpoint's page, 6,000,000 by
/// the guide (获取小程序链接).
#[wx_endpoint(
    method = POST,
    path = "/wxa/generate_urllink",
    response = json(UrlLink),
    errors = [-1, 40001, 40002, 40013, 40165, 40212, 44990, 44993, 85079, 85088, 85401, 85402, 85406, 85407, 85408],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/qrcode-link/url-link/api_generateurllink.html",
)]
pub struct GenerateUrlLink {
    /// A page of the released version, without parameters; left out or empty: the home page.
    #[wx(not_contains = "?")]
    pub path: Option<String>,
    /// The page's parameters.
    #[wx(max_chars = 1024, charset = "0-9A-Za-z!#$&'()*+,/:;=?@-._~%")]
    pub query: Option<String>,
    /// Until when it works; left out: 30 days.
    #[serde(flatten)]
    pub expiry: Option<Expiry>,
    /// The web page of your own that the link opens first.
    pub cloud_base: Option<CloudBase>,
    /// The version to open; left out: the released one. It counts only where the link is opened outside WeChat.
    pub env_version: Option<EnvVersion>,
}

/// A page on a cloud-development static site that opens the mini program (cloud_base).
#[wx_type(request)]
pub struct CloudBase {
    /// The cloud environment.
    pub env: String,
    /// The site's own domain; left out: the environment's.
    pub domain: Option<String>,
    /// The page on the site, which must begin with `/`, without parameters; left out: `/`.
    #[wx(not_contains = "?")]
    pub path: Option<String>,
    /// The page's parameters.
    #[wx(max_chars = 1024, charset = "0-9A-Za-z!#$&'()*+,/:;=?@-._~%")]
    pub query: Option<String>,
    /// The appid of the third-party platform that hosts the site.
    pub resource_appid: Option<String>,
}

/// The answer to [`GenerateUrlLink`].
#[wx_type(response)]
pub struct UrlLink {
    /// The address: `https://wxaurl.cn/…`.
    #[wx(essential)]
    pub url_link: String,
}

/// Until when a link works: an instant or a number of days, never both. 30 days at most.
///
/// `is_expire: true` is sent with both. The page of generateScheme requires it with an expiry, that of generateUrlLink shows
/// it in one example.
#[wx_type(request)]
pub enum Expiry {
    /// Until an instant; [`Expiry::at`] writes it.
    At {
        /// Always true.
        #[wx(default)]
        is_expire: True,
        /// Always 0.
        #[wx(default)]
        expire_type: Fixed<0>,
        /// The instant: a minute from now at least, 30 days at most.
        expire_time: UnixSeconds,
    },
    /// For a number of days; [`Expiry::after_days`] writes it.
    AfterDays {
        /// Always true.
        #[wx(default)]
        is_expire: True,
        /// Always 1.
        expire_type: Fixed<1>,
        /// The days, 30 at most.
        #[wx(range = 1..=30)]
        expire_interval: u32,
    },
}

impl Expiry {
    /// Until an instant: a minute from now at least, 30 days at most.
    pub fn at(instant: impl Into<UnixSeconds>) -> Self {
        Self::At { is_expire: True, expire_type: Fixed, expire_time: instant.into() }
    }

    /// For a number of days, 1 to 30.
    pub fn after_days(days: u32) -> Self {
        Self::AfterDays { is_expire: True, expire_type: Fixed, expire_interval: days }
    }
}
