//! The way of a parcel, as WeChat asks its carrier (运力方) for it.

use wx_core::{UnixSeconds, wx_event, wx_type};

/// 查询订单状态 — WeChat was told that a parcel went on (微信收件人消息), and asks whether that is so.
#[wx_event(
    event = "waybill_notify_query",
    reply = beside(WaybillNotifyReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/check_order_status.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct WaybillNotifyQuery {
    /// The waybill.
    #[wx(essential)]
    pub waybill_id: String,
    /// The sender's mobile.
    pub sender_phone: Option<String>,
    /// The receiver's mobile.
    pub receiver_phone: Option<String>,
}

/// The reply to [`WaybillNotifyQuery`].
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct WaybillNotifyReply {
    /// 0 where all went well; other numbers are the carrier's own.
    pub result_code: i64,
    /// What went wrong, for people.
    pub result_msg: String,
    /// The whole way of the parcel.
    pub path: Vec<WaybillStep>,
    /// When the waybill was made.
    pub waybill_create_time: UnixSeconds,
}

/// One step of a parcel's way.
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct WaybillStep {
    /// When.
    pub action_time: UnixSeconds,
    /// What.
    pub action_type: CarrierAction,
    /// What, as users read it. A mobile number in it is written as its 11 digits.
    pub action_msg: String,
    /// Who picks it up, once that is known.
    pub pickup_courier_name: Option<String>,
    /// The number of that person.
    pub pickup_courier_phone: Option<String>,
    /// Who delivers it, once that is known.
    pub delivery_courier_name: Option<String>,
    /// The number of that person.
    pub delivery_courier_phone: Option<String>,
}

/// The way of a parcel (PathInfo), whose fields are written otherwise than those of [`WaybillNotifyReply`].
#[wx_type(request)]
pub struct CarrierPath {
    /// The steps.
    pub path_info: Vec<CarrierStep>,
}

/// One step of a parcel's way.
#[wx_type(request)]
pub struct CarrierStep {
    /// When.
    pub action_time: UnixSeconds,
    /// What.
    pub action_type: CarrierAction,
    /// What, as users read it. A mobile number in it is written as its 11 digits.
    pub action_msg: String,
    /// Who picks it up, once that is known.
    pub pickup_courier_name: Option<String>,
    /// The number of that person.
    pub pickup_courier_phone: Option<String>,
    /// Who delivers it, once that is known.
    pub delivery_courier_name: Option<String>,
    /// The number of that person.
    pub delivery_courier_phone: Option<String>,
}

/// What happens to a parcel, as a carrier says it (action_type).
#[wx_type(request)]
pub enum CarrierAction {
    /// The branch has the order (网点接单).
    Accepted = 90_001,
    /// A courier has it (分配业务员).
    Assigned = 90_002,
    /// Another courier has it (重新分配业务员).
    Reassigned = 90_003,
    /// It is to be paid for (待支付).
    Unpaid = 90_010,
    /// It is paid for (已支付).
    Paid = 90_011,
    /// It was picked up (揽件成功).
    PickedUp = 100_001,
    /// It could not be picked up (揽件失败).
    PickUpFailed = 100_002,
    /// It moved on (更新运输轨迹).
    Moved = 200_001,
    /// It is out for delivery (派送中).
    OutForDelivery = 300_002,
    /// It was delivered (签收成功).
    Delivered = 300_003,
    /// It could not be delivered (签收失败).
    DeliveryFailed = 300_004,
    /// Somebody keeps it for the receiver (第三方代收入库).
    Kept = 300_005,
    /// The courier took it back from there (第三方代收快递员取出).
    KeptNoLonger = 300_006,
    /// Somebody else took it for the receiver (代签收).
    DeliveredToAnother = 300_007,
    /// The order was canceled (订单取消).
    Canceled = 400_001,
    /// It is stuck (订单滞留).
    Stuck = 400_002,
    /// It goes back (订单退回).
    GoesBack = 400_003,
    /// The receiver does not take it (订单拒收).
    Rejected = 400_004,
    /// Something is wrong with it (问题件).
    Trouble = 400_005,
    /// Anything else (其他未分类状态).
    Misc = 500_001,
}
