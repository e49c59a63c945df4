//! Messages of the platform (平台通知): users who take back what they allowed, penalties, tests.

use wx_core::{AppId, OpenId, RawJson, UnixSeconds, wx_event, wx_type};

/// 授权用户资料变更 — WeChat cleared the name and picture of a user who had allowed you to have them.
///
/// Take yours away too. It comes for users of the last 30 days.
#[wx_event(
    event = "user_info_modified",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/platform/authorized_user_information_changes.html"
)]
pub struct UserInfoModified {
    /// The user. Another SDK reads `openid`, and `appid` below.
    #[serde(rename = "OpenID", alias = "openid")]
    pub openid: OpenId,
    /// The mini program.
    #[serde(rename = "AppID", alias = "appid")]
    pub appid: AppId,
    /// What it is about.
    #[serde(rename = "RevokeInfo")]
    pub revoke_info: Option<RevokeInfo>,
}

/// 授权用户资料撤回 — a user takes back what you were allowed to know. Delete it.
#[wx_event(
    event = "user_authorization_revoke",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/platform/authorized_user_information_changes.html"
)]
pub struct UserAuthorizationRevoke {
    /// The user.
    #[serde(rename = "OpenID")]
    pub openid: OpenId,
    /// The mini program.
    #[serde(rename = "AppID")]
    pub appid: AppId,
    /// What is taken back.
    #[serde(rename = "RevokeInfo")]
    pub revoke_info: Option<RevokeInfo>,
    /// The plugin that had been allowed, if it was one.
    #[serde(rename = "PluginID")]
    pub plugin_id: Option<AppId>,
    /// The user as that plugin knows them.
    #[serde(rename = "OpenPID")]
    pub open_pid: Option<String>,
}

/// 授权用户完成注销 — a user has closed their WeChat account. The law may want you to delete what you know of them.
#[wx_event(
    event = "user_authorization_cancellation",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/platform/authorized_user_information_changes.html"
)]
pub struct UserAuthorizationCancellation {
    /// The user.
    #[serde(rename = "OpenID")]
    pub openid: OpenId,
    /// The mini program.
    #[serde(rename = "AppID")]
    pub appid: AppId,
    /// What it is about.
    #[serde(rename = "RevokeInfo")]
    pub revoke_info: Option<RevokeInfo>,
    /// The plugin that had been allowed, if it was one.
    #[serde(rename = "PluginID")]
    pub plugin_id: Option<AppId>,
    /// The user as that plugin knows them.
    #[serde(rename = "OpenPID")]
    pub open_pid: Option<String>,
}

/// What a user had allowed (RevokeInfo).
#[wx_type(response)]
pub enum RevokeInfo {
    /// The number of the car (车牌号).
    CarNumber = 1,
    /// The address (地址).
    Address = 2,
    /// Whom invoices are for (发票信息).
    Invoice = 3,
    /// Bluetooth (蓝牙).
    Bluetooth = 4,
    /// The microphone (麦克风).
    Microphone = 5,
    /// Name and picture (昵称和头像).
    Profile = 6,
    /// The camera (摄像头).
    Camera = 7,
    /// The phone number (手机号).
    Phone = 8,
    /// The steps of WeRun (微信运动步数).
    Steps = 12,
    /// Where the user is (位置信息).
    Location = 13,
    /// Pictures and videos that were chosen (选中的图片或视频).
    ChosenMedia = 14,
    /// Files that were chosen (选中的文件).
    ChosenFiles = 15,
    /// The mail address (邮箱地址).
    Email = 16,
    /// A place that was chosen (选择的位置信息).
    ChosenPlace = 18,
    /// The name, chosen at the keyboard for names (昵称输入键盘).
    ChosenName = 19,
    /// The picture, chosen with the component for pictures (获取用户头像组件).
    ChosenPicture = 20,
    /// Something WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// 小程序违规处罚信息通知 — the mini program broke a rule, and what follows from it.
#[wx_event(
    event = "wxa_punish_event",
    ids = [punish_id],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/platform/Penalty_for_Violation.html"
)]
pub struct WxaPunishEvent {
    /// What follows.
    pub event_type: PunishKind,
    /// The id of the offence.
    #[wx(essential)]
    pub punish_id: String,
    /// The mini program.
    pub appid: AppId,
    /// When it happened.
    pub punish_time: UnixSeconds,
    /// What was done.
    pub illegal_reason: Option<String>,
    /// Where it was seen.
    pub illegal_content: Vec<String>,
    /// The rule.
    pub rule_name: Option<String>,
    /// Where the rule can be read.
    pub rule_url: Option<String>,
    /// Where it says how to appeal and what to change.
    pub adjust_guide_url: Option<String>,
    /// How long and what; which fields are there depends on `event_type`.
    pub detail: Option<RawJson<PunishDetail>>,
}

/// What follows from an offence (event_type).
#[wx_type(response)]
pub enum PunishKind {
    /// A warning: it will follow unless something is changed.
    Warning = 1,
    /// Functions are taken away for a while.
    FunctionsBanned = 2,
    /// The mini program is taken down for a while.
    Suspended = 3,
    /// The account is closed for a while.
    AccountBanned = 4,
    /// A page is closed.
    PageBanned = 5,
    /// A page is closed, as the examples of the official page have it.
    PageBannedToo = 10,
    /// A kind WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// How long and what (detail).
#[wx_type(response)]
pub struct PunishDetail {
    /// Of a warning: what it warns of.
    pub warned_type: Option<PunishWarning>,
    /// Of a warning: until when something is to be changed.
    pub rectify_deadline: Option<UnixSeconds>,
    /// Of a warning: the functions that would be taken away.
    pub warned_function_names: Option<Vec<String>>,
    /// Of a warning: for how many days each; one number where it is no function.
    pub warned_ban_days: Option<Vec<i64>>,
    /// The functions that are taken away.
    pub banned_function_names: Option<Vec<String>>,
    /// For how many days each; one number for the account.
    pub banned_days: Option<Vec<i64>>,
    /// For how many days the mini program is taken down.
    pub suspended_days: Option<i64>,
    /// The page that is closed.
    pub path: Option<String>,
}

/// What a warning warns of (warned_type).
#[wx_type(response)]
pub enum PunishWarning {
    /// The account will be closed.
    AccountBan = 1,
    /// Functions will be taken away.
    FunctionsBan = 2,
    /// The mini program will be taken down.
    Suspension = 3,
    /// A warning WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// 调试事件 — sent by the console's tool for trying out message push.
#[wx_event(
    event = "debug_demo",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
pub struct DebugDemo {
    /// A text.
    pub debug_str: Option<String>,
}
