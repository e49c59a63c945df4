//! Subscribe messages (订阅消息).

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use wx_core::{OpenId, TemplateId, Type, View, Wire, wx_endpoint, wx_type};

/// 发送订阅消息 — a message to a user who asked for it, once for each time they did.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/message/subscribe/send",
    response = empty,
    errors = [40003, 40037, 43101, 43107, 43108, 45168, 47003],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_sendmessage.html",
)]
pub struct SendMessage {
    /// The user.
    pub touser: OpenId,
    /// The template the user subscribed to.
    pub template_id: TemplateId,
    /// The values for the template's keywords.
    pub data: TemplateData,
    /// The page a tap opens, parameters included: `index?foo=bar`; left out: none.
    pub page: Option<String>,
    /// The version a tap opens.
    #[wx(default)]
    pub miniprogram_state: MiniprogramState,
    /// The language of the page that a tap opens.
    #[wx(default)]
    pub lang: Lang,
}

/// The values of a subscribe message, in the order they are given: `TemplateData::new().with("thing1", "Coffee")`.
///
/// A key's letters say what its value may be: `thing` 20 characters, `phrase` 5 Chinese characters, `number` 32 digits,
/// `character_string` 32 letters, digits or signs, `name` 10 Chinese characters or 20 letters, `amount` a currency sign
/// and 10 digits, `date` and `time` as the template shows them. WeChat answers 47003 for a value that is not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TemplateData(IndexMap<String, TemplateValue>);

/// One value of a subscribe message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct TemplateValue {
    value: String,
}

impl TemplateData {
    /// No values yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more value; the same key again replaces it in its place.
    pub fn with(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.insert(key.into(), TemplateValue { value: value.into() });
        self
    }

    /// The values in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.value.as_str()))
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for TemplateData {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(values: I) -> Self {
        values.into_iter().fold(Self::new(), |data, (key, value)| data.with(key, value))
    }
}

impl<K: Into<String>, V: Into<String>, const N: usize> From<[(K, V); N]> for TemplateData {
    fn from(values: [(K, V); N]) -> Self {
        values.into_iter().collect()
    }
}

impl Wire for TemplateData {
    const TYPE: &'static Type = <IndexMap<String, IndexMap<String, String>>>::TYPE;

    fn view(&self) -> View<'_> {
        View::Items(self.0.len())
    }
}

/// Which version of the mini program a message opens (miniprogram_state).
#[wx_type(request)]
#[derive(Default)]
pub enum MiniprogramState {
    /// The released one (正式版).
    #[default]
    Formal,
    /// The one for trial (体验版).
    Trial,
    /// The one in development (开发版).
    Developer,
}

/// The language of the page that a message opens (lang).
#[wx_type(request)]
#[derive(Default)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh_CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en_US")]
    EnUs,
    /// Traditional Chinese of Hong Kong.
    #[serde(rename = "zh_HK")]
    ZhHk,
    /// Traditional Chinese of Taiwan.
    #[serde(rename = "zh_TW")]
    ZhTw,
}
