//! Subscribe messages (订阅消息).

use wx_core::{Joined, OpenId, TemplateId, wx_endpoint, wx_type};

mod template_data;
mod template_rules;

pub use template_data::TemplateData;

/// 发送订阅消息 — a message to a user who asked for it, once for each time they did.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/message/subscribe/send",
    response = json(SentMessage),
    errors = [40001, 40003, 40014, 40037, 43101, 43107, 43108, 45168, 47003],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_sendmessage.html",
)]
pub struct SendMessage {
    /// The user.
    pub touser: OpenId,
    /// The template the user subscribed to.
    pub template_id: TemplateId,
    /// The values for the template's keywords. The letters of a key say what its value may be: `thing` 20 characters, `number`
    /// 32 digits, `letter` 32 letters, `symbol` 5 signs, `character_string` 32 letters, digits or signs, `time` and `date`
    /// as in `2019年10月1日 15:01`, `amount` 10 digits with a currency sign or `元`, `phone_number` 17 digits or signs,
    /// `car_number` 8 letters or digits, `name` 10 Chinese characters or 20 letters, `phrase` 5 Chinese characters.
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

/// The answer to [`SendMessage`].
#[wx_type(response)]
pub struct SentMessage {
    /// The id of the message: `MsgID` of the event `subscribe_msg_sent_event`, which tells whether the message has arrived. Not on
    /// the official page, but sent.
    pub msgid: Option<String>,
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

/// 获取类目下的公共模板 — the public templates of some categories, to choose from.
#[wx_endpoint(
    method = GET,
    path = "/wxaapi/newtmpl/getpubtemplatetitles",
    name = "getPubNewTemplatetitles",
    response = json(PublicTemplates),
    errors = [404, 40001, 200001, 200016, 200017, 200018, 200019],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_getpubnewtemplatetitles.html",
)]
pub struct GetPubNewTemplateTitles {
    /// The categories (类目); those of this mini program are told by getCategory.
    #[wx(min_items = 1)]
    pub ids: Joined<u32>,
    /// How many templates are skipped.
    pub start: u32,
    /// How many come back.
    #[wx(range = ..=30)]
    pub limit: u32,
}

/// The answer to [`GetPubNewTemplateTitles`].
#[wx_type(response)]
pub struct PublicTemplates {
    /// How many there are in all.
    pub count: u32,
    /// The templates.
    pub data: Vec<PublicTemplate>,
}

/// A public template.
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct PublicTemplate {
    /// The template, among the public ones.
    pub tid: u64,
    /// Its title.
    pub title: String,
    /// How often a user may be written to.
    pub r#type: TemplateType,
    /// Its category; it arrives as a string.
    pub category_id: u32,
}

/// How often a user who subscribed may be written to (type).
#[wx_type(response)]
pub enum TemplateType {
    /// Once (一次性订阅).
    Once = 2,
    /// Time and again (长期订阅).
    LongTerm = 3,
    /// A type WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// 获取模板中的关键词 — the keywords of a public template, to choose from.
#[wx_endpoint(
    method = GET,
    path = "/wxaapi/newtmpl/getpubtemplatekeywords",
    name = "getpubnewtemplatekeywords",
    response = json(TemplateKeywords),
    errors = [20001, 40001, 200002, 200014],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_getpubnewtemplatekeywords.html",
)]
pub struct GetPubNewTemplateKeywords {
    /// The template, among the public ones.
    pub tid: String,
}

/// The answer to [`GetPubNewTemplateKeywords`].
#[wx_type(response)]
pub struct TemplateKeywords {
    /// How many there are.
    pub count: Option<u32>,
    /// The keywords.
    pub data: Vec<TemplateKeyword>,
}

/// A keyword of a public template.
#[wx_type(response)]
pub struct TemplateKeyword {
    /// The keyword.
    pub kid: u32,
    /// What it is called.
    pub name: String,
    /// A value it could have.
    pub example: String,
    /// What its value may be, the letters of its key: `thing`.
    pub rule: String,
}

/// 选用模板 — makes a template of this mini program's own out of a public one.
#[wx_endpoint(
    method = POST,
    path = "/wxaapi/newtmpl/addtemplate",
    name = "addwxanewtemplate",
    response = json(AddedTemplate),
    errors = [-1, 40001, 40400, 200001, 200011, 200012, 200013, 200014, 200020, 200021, 200022, 200100],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_addwxanewtemplate.html",
)]
#[serde(rename_all = "camelCase")]
pub struct AddWxaNewTemplate {
    /// The template, among the public ones.
    pub tid: String,
    /// The keywords, in the order in which they are to stand.
    #[wx(min_items = 2, max_items = 5)]
    pub kid_list: Vec<u32>,
    /// What the messages are for.
    #[wx(max_chars = 15)]
    pub scene_desc: String,
}

/// The answer to [`AddWxaNewTemplate`].
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct AddedTemplate {
    /// The new template, for [`SendMessage`].
    #[wx(essential)]
    pub pri_tmpl_id: TemplateId,
}

/// 获取已有模板列表 — the templates of this mini program.
#[wx_endpoint(
    method = GET,
    path = "/wxaapi/newtmpl/gettemplate",
    name = "getwxapubnewtemplate",
    response = json(OwnTemplates),
    errors = [-1, 404, 40001, 200100],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_getwxapubnewtemplate.html",
)]
pub struct GetWxaPubNewTemplate {}

/// The answer to [`GetWxaPubNewTemplate`].
#[wx_type(response)]
pub struct OwnTemplates {
    /// The templates.
    pub data: Vec<OwnTemplate>,
}

/// A template of this mini program.
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct OwnTemplate {
    /// The template, for [`SendMessage`].
    pub pri_tmpl_id: TemplateId,
    /// Its title.
    pub title: String,
    /// Its lines, each with the key of its value: `{{date2.DATA}}`.
    pub content: String,
    /// The same with values.
    pub example: String,
    /// How often a user may be written to.
    pub r#type: TemplateType,
    /// The keys that take only certain values.
    pub keyword_enum_value_list: Vec<KeywordValues>,
}

/// The values that a key of a template takes.
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct KeywordValues {
    /// The key: `enum_string2.DATA`.
    pub keyword_code: String,
    /// The values.
    pub enum_value_list: Vec<String>,
}
