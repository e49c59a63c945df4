//! What was bought of the platform's own services (付费管理).

use wx_core::{AppId, wx_event};

/// 付费管理订单用量告警事件 — of what was bought, 20 %, 10 %, 5 % or nothing is left.
#[wx_event(
    event = "charge_mp_service_quota_notify",
    ids = [spu_id, total_used_quota],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/charge/charge_mp_service_quota_notify.html"
)]
pub struct ChargeMpServiceQuotaNotify {
    /// The kind of warning: always 3.
    pub event_type: i64,
    /// The mini program.
    pub appid: AppId,
    /// What was bought.
    pub spu_id: i64,
    /// Its name.
    pub spu_name: String,
    /// How much was bought.
    pub total_quota: i64,
    /// How much of it is used.
    pub total_used_quota: i64,
}

/// 付费管理订单有效期告警事件 — what was bought is over in 15, 7, 3 or 1 days, or today.
///
/// Each of the five warnings says the same but for when it comes, so no field tells them apart.
#[wx_event(
    event = "charge_mp_service_validity_notify",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/charge/charge_mp_service_validity_notify.html"
)]
pub struct ChargeMpServiceValidityNotify {
    /// The kind of warning: always 4.
    pub event_type: i64,
    /// The mini program.
    pub appid: AppId,
    /// What was bought.
    pub spu_id: i64,
    /// Its name.
    pub spu_name: String,
    /// When it is over, as WeChat writes it.
    pub validity_end_time: String,
}
