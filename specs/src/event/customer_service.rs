//! Messages of users to customer service (客服消息).

use wx_core::{AppId, MediaId, wx_event};

/// 文本消息 — a user wrote to customer service.
#[wx_event(
    message = "text",
    ids = [msg_id],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/customer-message/receive.html",
)]
#[serde(rename_all = "PascalCase")]
pub struct UserTextMessage {
    /// What the user wrote.
    pub content: String,
    /// The id of the message.
    pub msg_id: i64,
    /// The sub-merchant (客服子商户) the user wrote to, if it was one. Not on the official page, but sent.
    pub business_id: Option<String>,
}

/// 图片消息 — a user sent an image to customer service.
#[wx_event(
    message = "image",
    ids = [msg_id],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/customer-message/receive.html",
)]
#[serde(rename_all = "PascalCase")]
pub struct UserImageMessage {
    /// The address of the image.
    pub pic_url: String,
    /// The image as a temporary medium, for three days: see `getMedia`.
    pub media_id: MediaId,
    /// The id of the message.
    pub msg_id: i64,
    /// The sub-merchant (客服子商户) the user wrote to, if it was one. Not on the official page, but sent.
    pub business_id: Option<String>,
}

/// 小程序卡片消息 — a user sent a card that opens a page of a mini program.
#[wx_event(
    message = "miniprogrampage",
    ids = [msg_id],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/customer-message/receive.html",
)]
#[serde(rename_all = "PascalCase")]
pub struct UserMiniProgramPageMessage {
    /// The title of the card.
    pub title: String,
    /// The mini program.
    pub app_id: AppId,
    /// The page.
    pub page_path: String,
    /// The address of the card's picture.
    pub thumb_url: Option<String>,
    /// The picture as a temporary medium.
    pub thumb_media_id: Option<MediaId>,
    /// The id of the message.
    pub msg_id: i64,
}

/// 进入会话事件 — a user opened the conversation with customer service.
///
/// A message may be sent to the user within the next minute.
#[wx_event(
    event = "user_enter_tempsession",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/customer-message/receive.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct UserEnterTempsession {
    /// What the button that opened it was given as `session-from`.
    pub session_from: Option<String>,
}
