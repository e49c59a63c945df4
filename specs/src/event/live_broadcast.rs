//! Live broadcasts (小程序直播).

use wx_core::{OpenId, UnixSeconds, wx_event, wx_type};

pub use crate::shared::LiveStatus;

/// 长期订阅状态通知 — a user follows the broadcasts of the mini program, or does not any more.
#[wx_event(
    event = "wxalive_follow_notify",
    wrapper = "FollowNotify",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/liveplayer/status_synchronization.html"
)]
pub struct WxaliveFollowNotify {
    /// The room the user was in.
    pub room_id: i64,
    /// The user.
    pub user_openid: OpenId,
    /// When.
    pub time: UnixSeconds,
    /// The state of the broadcast then.
    pub live_status: Option<LiveStatus>,
    /// Which of the two.
    #[wx(essential)]
    pub action: FollowAction,
}

/// Whether a user follows broadcasts (action).
#[wx_type(response)]
pub enum FollowAction {
    /// From now on (订阅).
    AddFollow,
    /// Not any more (取消订阅).
    DelFollow,
    /// A word WeChat added later.
    #[wx(other)]
    Other(String),
}

/// 长期订阅群发结果通知 — a message to those who follow the broadcasts was sent.
#[wx_event(
    event = "wxalive_push_message_notify",
    wrapper = "PushMessageApiNotify",
    ids = [message_id],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/liveplayer/longterm_subscription.html"
)]
pub struct WxalivePushMessageNotify {
    /// The message.
    #[wx(essential)]
    pub message_id: String,
    /// The room.
    pub room_id: i64,
    /// To how many users.
    pub total_count: i64,
    /// How many it reached.
    pub success_count: i64,
    /// How many openids were wrong.
    pub openid_error_count: Option<i64>,
    /// How many users do not follow.
    pub relation_error_count: Option<i64>,
    /// How many users had had too many messages.
    pub user_recv_limit_count: Option<i64>,
    /// How many failed otherwise.
    pub internal_error_count: Option<i64>,
}
