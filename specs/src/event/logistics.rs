//! Parcels and deliveries (物流助手, 即时配送), as the shop hears of them.

use wx_core::{UnixSeconds, wx_event, wx_type};

pub use crate::shared::LocalOrderStatus;

/// 运单轨迹更新事件 — a parcel went on.
#[wx_event(
    event = "add_express_path",
    ids = [way_bill_id, version],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/logistics.onPathUpdate.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct AddExpressPath {
    /// The carrier: `SF`.
    #[serde(rename = "DeliveryID")]
    pub delivery_id: String,
    /// The waybill.
    #[wx(essential)]
    pub way_bill_id: String,
    /// Your number of the order.
    pub order_id: String,
    /// The version of the path, which grows.
    pub version: i64,
    /// How many steps it has.
    pub count: Option<i64>,
    /// The steps.
    pub actions: Vec<ExpressStep>,
}

/// One step of a parcel's way.
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct ExpressStep {
    /// When.
    pub action_time: UnixSeconds,
    /// What.
    pub action_type: ExpressAction,
    /// What, in words.
    pub action_msg: Option<String>,
}

/// What happened to a parcel (ActionType).
#[wx_type(response)]
pub enum ExpressAction {
    /// Picked up (揽件成功).
    PickedUp = 100_001,
    /// Could not be picked up (揽件失败).
    PickUpFailed = 100_002,
    /// Somebody is on the way to pick it up (分配业务员).
    Assigned = 100_003,
    /// Moved on (更新运输轨迹).
    Moved = 200_001,
    /// Out for delivery (开始派送).
    OutForDelivery = 300_002,
    /// Delivered (签收成功).
    Delivered = 300_003,
    /// Could not be delivered (签收失败).
    DeliveryFailed = 300_004,
    /// The order was cancelled (订单取消).
    Cancelled = 400_001,
    /// It is stuck (订单滞留).
    Stuck = 400_002,
    /// A step WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// 绑定审核结果 — a carrier has decided about the shop's account with it.
#[wx_event(
    event = "update_business_bind_result",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
pub struct UpdateBusinessBindResult {
    /// 0 if it was accepted.
    pub errcode: i64,
    /// Why it was not.
    pub errmsg: Option<String>,
    /// The carrier.
    pub delivery_id: String,
    /// The account.
    #[wx(essential)]
    pub biz_id: String,
}

/// 理赔结果推送 — a claim on the insurance of freight is decided.
#[wx_event(
    event = "wxainsurance_claim_result",
    wrapper = "upload_event",
    ids = [order_no, status],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct WxainsuranceClaimResult {
    /// The number of the payment.
    #[wx(essential)]
    pub order_no: String,
    /// How it was decided.
    #[wx(essential)]
    pub status: ClaimStatus,
    /// When it was paid.
    pub finish_time: Option<UnixSeconds>,
    /// Why it was not.
    pub pay_fail_reason: Option<String>,
}

/// How a claim was decided (Status).
#[wx_type(response)]
pub enum ClaimStatus {
    /// Paid (理赔成功).
    Paid = 5,
    /// Refused (理赔失败).
    Refused = 6,
    /// A state WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// 配送单配送状态更新通知 — an immediate delivery (即时配送) went on.
#[wx_event(
    event = "update_waybill_status",
    ids = [shop_order_id, order_status, action_time],
    reply = beside(DeliveryReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
pub struct UpdateWaybillStatus {
    /// The shop, by the carrier's number.
    pub shopid: String,
    /// Your number of the order.
    #[wx(essential)]
    pub shop_order_id: String,
    /// The branch, by the carrier's number.
    pub shop_no: Option<String>,
    /// The delivery.
    pub waybill_id: Option<String>,
    /// When.
    pub action_time: UnixSeconds,
    /// How far it is.
    #[wx(essential)]
    pub order_status: LocalOrderStatus,
    /// More about it.
    pub action_msg: Option<String>,
    /// Who brings it.
    pub agent: Option<DeliveryAgent>,
}

/// Who brings a delivery.
#[wx_type(response)]
pub struct DeliveryAgent {
    /// The name.
    pub name: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// When they will be there, while it is under way.
    pub reach_time: Option<UnixSeconds>,
}

/// The reply to a push about an immediate delivery.
#[wx_type(request)]
pub struct DeliveryReply {
    /// 0 where all went well.
    pub resultcode: i64,
    /// What went wrong, for people.
    pub resultmsg: String,
}
