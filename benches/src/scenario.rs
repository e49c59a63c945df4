//! The calls that are made, and what the server answers to them.

use clap::ValueEnum;

/// One kind of call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Scenario {
    /// `getPhoneNumber`: a small body, a nested answer.
    Phone,
    /// `sendMessage` of subscribe messages: a larger body, an answer without fields.
    Subscribe,
    /// `getUnlimitedQRCode`: an image.
    Image,
    /// `code2Session`: GET, four fields in the query, no access token.
    Get,
}

impl Scenario {
    pub(crate) const ALL: [Self; 4] = [Self::Phone, Self::Subscribe, Self::Image, Self::Get];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Subscribe => "subscribe",
            Self::Image => "image",
            Self::Get => "get",
        }
    }

    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Phone => "/wxa/business/getuserphonenumber",
            Self::Subscribe => "/cgi-bin/message/subscribe/send",
            Self::Image => "/wxa/getwxacodeunlimit",
            Self::Get => "/sns/jscode2session",
        }
    }

    /// Of a path, or none.
    pub(crate) fn of(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scenario| scenario.path() == path)
    }
}

pub(crate) const APPID: &str = "wx0123456789abcdef";
pub(crate) const SECRET: &str = "0123456789abcdef0123456789abcdef";
pub(crate) const OPENID: &str = "oGZUI0egBJY1zhBYw2KhdUfwVJJE";
pub(crate) const TEMPLATE: &str = "TqP6vYTRrqE0lJcTNqAGdW4SlMYFDuGTe2uAlwHbnLk";
pub(crate) const CODE: &str = "e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144";
pub(crate) const SCENE: &str = "id=123";
pub(crate) const PAGE: &str = "pages/index/index";
pub(crate) const WIDTH: u32 = 430;
/// The fields of a subscribe message.
pub(crate) const DATA: [(&str, &str); 3] =
    [("thing1", "一杯咖啡"), ("amount2", "¥18.50"), ("time3", "2026年11月30日 15:01")];

/// As long as WeChat's.
pub(crate) fn token(generation: u64) -> String {
    format!("{generation:08}{}", "a1B2c3D4e5".repeat(13))
}

/// As large as a code of 430 pixels.
pub(crate) const IMAGE: &[u8] = &[0xFF; 60 * 1024];

/// Whose answers: WeChat's, or what another SDK takes for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// As it is documented, and as it is.
    Wechat,
    /// wechat-mp-sdk 0.3.0 reads `phone_number`, where WeChat says `phoneNumber`.
    MpSdk,
    /// wechat-minapp 3.4.3 reads the fields of `phone_info` beside it, `app_id` for `appid`, and `msgid` as a text.
    Minapp,
}

impl Dialect {
    pub(crate) const ALL: [Self; 3] = [Self::Wechat, Self::MpSdk, Self::Minapp];
}

const JSON: &str = "application/json; encoding=utf-8";

/// What is answered, with its content type.
pub(crate) fn answer(scenario: Scenario, dialect: Dialect) -> (&'static str, &'static [u8]) {
    match (scenario, dialect) {
        (Scenario::Phone, Dialect::Wechat) => (
            JSON,
            br#"{"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"13800138000","purePhoneNumber":"13800138000","countryCode":"86","watermark":{"timestamp":1637744274,"appid":"wx0123456789abcdef"}}}"#,
        ),
        (Scenario::Phone, Dialect::MpSdk) => (
            JSON,
            br#"{"errcode":0,"errmsg":"ok","phone_info":{"phone_number":"13800138000","pure_phone_number":"13800138000","country_code":"86","watermark":{"timestamp":1637744274,"appid":"wx0123456789abcdef"}}}"#,
        ),
        (Scenario::Phone, Dialect::Minapp) => (
            JSON,
            br#"{"errcode":0,"errmsg":"ok","phone_number":"13800138000","pure_phone_number":"13800138000","country_code":"86","watermark":{"timestamp":1637744274,"app_id":"wx0123456789abcdef"}}"#,
        ),
        (Scenario::Subscribe, Dialect::Minapp) => {
            (JSON, br#"{"errcode":0,"errmsg":"ok","msgid":"2258312987624824834"}"#)
        }
        (Scenario::Subscribe, _) => (JSON, br#"{"errcode":0,"errmsg":"ok","msgid":2258312987624824834}"#),
        (Scenario::Image, _) => ("image/jpeg", IMAGE),
        (Scenario::Get, _) => (
            "text/plain",
            br#"{"session_key":"HyVFkGl5F5OQWJZZaNzBBg==","openid":"oGZUI0egBJY1zhBYw2KhdUfwVJJE","unionid":"oABCD1234567890abcdefghijk"}"#,
        ),
    }
}
