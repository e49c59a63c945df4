//! Messages of users to customer service (客服消息).

use wx_core::wx_event;

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
}
