//! What became of subscribe messages (订阅消息).

use wx_core::{OpenId, TemplateId, wx_event, wx_type};

/// 用户操作订阅通知弹窗 — a user answered the dialogue of `wx.requestSubscribeMessage`.
#[wx_event(
    event = "subscribe_msg_popup_event",
    wrapper = "SubscribeMsgPopupEvent",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/subscribe-message.html"
)]
pub struct SubscribeMsgPopupEvent {
    /// What the user said to each template.
    #[serde(rename = "List")]
    pub list: Vec<SubscribePopup>,
}

/// The answer to one template.
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct SubscribePopup {
    /// The template.
    pub template_id: TemplateId,
    /// The answer.
    pub subscribe_status_string: SubscribeStatus,
    /// Where the dialogue was; 0: in a page of the mini program.
    pub popup_scene: Option<i64>,
}

/// Whether a user takes messages of a template (SubscribeStatusString).
#[wx_type(response)]
pub enum SubscribeStatus {
    /// One more of them.
    Accept,
    /// None.
    Reject,
    /// A word WeChat added later.
    #[wx(other)]
    Other(String),
}

/// 用户管理订阅通知 — a user changed in the settings which messages may come.
#[wx_event(
    event = "subscribe_msg_change_event",
    wrapper = "SubscribeMsgChangeEvent",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/subscribe-message.html"
)]
pub struct SubscribeMsgChangeEvent {
    /// The templates whose messages the user declines from now on.
    #[serde(rename = "List")]
    pub list: Vec<SubscribeChange>,
}

/// The change for one template.
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct SubscribeChange {
    /// The template.
    pub template_id: TemplateId,
    /// The state it has now.
    pub subscribe_status_string: SubscribeStatus,
}

/// 发送订阅通知结果 — a message that was sent has arrived, or has not.
#[wx_event(
    event = "subscribe_msg_sent_event",
    wrapper = "SubscribeMsgSentEvent",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/subscribe-message.html"
)]
pub struct SubscribeMsgSentEvent {
    /// The messages.
    #[serde(rename = "List")]
    pub list: Vec<SubscribeSent>,
}

/// What became of one message.
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct SubscribeSent {
    /// The template.
    pub template_id: TemplateId,
    /// The id of the message.
    #[serde(rename = "MsgID")]
    #[wx(essential)]
    pub msg_id: String,
    /// 0 if it arrived.
    pub error_code: i64,
    /// Why it did not, `success` if it did.
    pub error_status: Option<String>,
}

/// 订阅消息下发失败事件 — the state of a service card (`setUserNotify`) could not be told to the user.
#[wx_event(
    event = "notify_service_msg_send_result",
    ids = [notify_code, card_status],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/subscribe-message-2.html"
)]
pub struct NotifyServiceMsgSendResult {
    /// The user.
    pub openid: OpenId,
    /// The code of the card.
    #[wx(essential)]
    pub notify_code: String,
    /// The kind of card.
    pub notify_type: i64,
    /// The state that could not be told.
    pub card_status: i64,
    /// Why.
    pub fail_ret: NotifyFailure,
    /// Why, in words.
    pub fail_msg: Option<String>,
}

/// Why a card could not be told (fail_ret).
#[wx_type(response)]
pub enum NotifyFailure {
    /// WeChat is at fault (系统错误).
    System = -10001,
    /// The content is not fit to be seen (内容安全校验不通过).
    Content = -10002,
    /// The template is not among the mini program's own (未添加订阅消息模版).
    NoTemplate = -1003,
    /// The user declines it (用户拒收).
    Declined = -1004,
    /// Too many came in too short a time (下发过于频繁).
    TooOften = -1005,
    /// A code WeChat added later.
    #[wx(other)]
    Other(i64),
}
