//! Open data (开放数据): what a front end has from WeChat about its user, signed or encrypted.
//!
//! `wx_api::open_data` checks the signature and opens the encryption; these are the shapes inside. A phone number is
//! [`PhoneInfo`](crate::phone_number::PhoneInfo).

use wx_core::{OpenId, UnionId, UnixSeconds, wx_type};

use crate::phone_number::Watermark;

/// 用户信息 — what `rawData` of `wx.getUserInfo` and `wx.getUserProfile` says: nothing that must be kept secret.
///
/// WeChat does not tell gender and place any more, and gives everybody the same name and picture (微信用户) to
/// `wx.getUserInfo`.
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct UserInfo {
    /// The nickname.
    pub nick_name: String,
    /// The picture; absent for a user without one. The number at the end of the URL is its size: 0, 46, 64, 96, 132.
    pub avatar_url: Option<String>,
    /// The gender. Not told any more.
    pub gender: Option<Gender>,
    /// The country. Not told any more.
    pub country: Option<String>,
    /// The province. Not told any more.
    pub province: Option<String>,
    /// The city. Not told any more.
    pub city: Option<String>,
    /// The language of country, province and city: `en`, `zh_CN`, `zh_TW`.
    pub language: Option<String>,
}

/// 完整用户信息 — what `encryptedData` of `wx.getUserInfo` and `wx.getUserProfile` holds.
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct FullUserInfo {
    /// The user within this mini program; `wx.getUserProfile` leaves it out. Compare it with that of the session.
    pub open_id: Option<OpenId>,
    /// The user across the apps of one open-platform account; `wx.getUserProfile` leaves it out.
    pub union_id: Option<UnionId>,
    /// The nickname.
    pub nick_name: String,
    /// The picture, as in [`UserInfo`].
    pub avatar_url: Option<String>,
    /// The gender. Not told any more.
    pub gender: Option<Gender>,
    /// The country. Not told any more.
    pub country: Option<String>,
    /// The province. Not told any more.
    pub province: Option<String>,
    /// The city. Not told any more.
    pub city: Option<String>,
    /// The language of country, province and city: `en`, `zh_CN`, `zh_TW`.
    pub language: Option<String>,
    /// When and for which mini program the data was issued.
    pub watermark: Watermark,
}

/// A user's gender (gender).
#[wx_type(response)]
pub enum Gender {
    /// Not known, or not told (未知).
    Unknown = 0,
    /// Male (男性).
    Male = 1,
    /// Female (女性).
    Female = 2,
    /// A number WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// 微信运动步数 — what `encryptedData` of `wx.getWeRunData` holds: the steps of the past thirty-one days.
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct WeRunData {
    /// The days.
    pub step_info_list: Vec<StepInfo>,
    /// When and for which mini program the data was issued.
    pub watermark: Watermark,
}

/// The steps of one day.
#[wx_type(response)]
pub struct StepInfo {
    /// The day: the instant at which it began.
    pub timestamp: UnixSeconds,
    /// How many steps.
    pub step: u64,
}

/// 群聊信息 — what `encryptedData` of `wx.getGroupEnterInfo` and of `wx.getChatToolInfo` holds: the chat that a user comes
/// from.
#[wx_type(response)]
pub struct GroupEnterInfo {
    /// The chat, if it is a group.
    pub opengid: Option<String>,
    /// The chat, if it is one of two people.
    pub open_single_roomid: Option<String>,
    /// The user within this chat.
    pub group_openid: Option<String>,
    /// What kind of chat it is.
    pub chat_type: Option<ChatType>,
    /// When and for which mini program the data was issued.
    pub watermark: Watermark,
}

/// What kind of chat it is (chat_type).
#[wx_type(response)]
pub enum ChatType {
    /// Two people of WeChat (微信联系人单聊).
    Single = 1,
    /// With a person of WeCom (企业微信联系人单聊).
    WecomSingle = 2,
    /// A group (普通微信群聊).
    Group = 3,
    /// A group with people of WeCom in it (企业微信互通群聊).
    WecomGroup = 4,
    /// A number WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// 转发信息 — what `encryptedData` of `wx.getShareInfo` holds, which [`GroupEnterInfo`] has replaced.
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct ShareInfo {
    /// The group that the card was opened in.
    #[serde(rename = "openGId")]
    #[wx(essential)]
    pub open_gid: String,
    /// When and for which mini program the data was issued.
    pub watermark: Watermark,
}

/// 私密消息 — what `encryptedData` of `wx.authPrivateMessage` holds.
///
/// `valid`, which stands beside it, can be made up; only if the activity is the one that was shared did this user get the
/// message.
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct PrivateMessage {
    /// The activity, as `createActivityId` named it.
    #[wx(essential)]
    pub activity_id: String,
    /// When and for which mini program the data was issued.
    pub watermark: Watermark,
}
