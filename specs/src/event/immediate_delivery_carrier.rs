//! Immediate delivery (即时配送), as its carriers (运力方) hear of it: a shop asks, the carrier's reply is the answer.
//!
//! `delivery_sign` is made with the AppSecret that the carrier gave to the shop: a carrier checks it before anything else.

use wx_core::{UnixSeconds, wx_event, wx_type};

use super::DeliveryReply;
pub use crate::shared::CancelReason;
use crate::shared::LocalOrderStatus;

/// 模拟更新订单状态 — a shop that tries things out wants an order of the sandbox to go on.
#[wx_event(
    event = "mock_update_order_status",
    ids = [shopid, shop_order_id, order_status, action_time],
    reply = beside(DeliveryReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
pub struct MockUpdateOrderStatus {
    /// The shop: the `dev_id` or appkey that the carrier gave it.
    pub shopid: String,
    /// The shop's number of the order.
    pub shop_order_id: String,
    /// The branch, by the carrier's number.
    pub shop_no: Option<String>,
    /// The delivery.
    pub waybill_id: Option<String>,
    /// The signature.
    pub delivery_sign: String,
    /// How far the order is to be.
    pub order_status: LocalOrderStatus,
    /// When it got there.
    pub action_time: UnixSeconds,
    /// More about it.
    pub action_msg: Option<String>,
}

/// 取消订单操作 — a shop cancels an order, by the carrier's own rules.
#[wx_event(
    event = "transport_cancel_order",
    ids = [shopid, shop_order_id],
    reply = beside(DeliveryCancelReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
pub struct TransportCancelOrder {
    /// The shop: the `dev_id` or appkey that the carrier gave it.
    pub shopid: String,
    /// The shop's number of the order.
    #[wx(essential)]
    pub shop_order_id: String,
    /// The branch, by the carrier's number.
    pub shop_no: Option<String>,
    /// The delivery.
    pub waybill_id: Option<String>,
    /// The signature.
    pub delivery_sign: String,
    /// Why.
    pub cancel_reason_id: Option<CancelReason>,
    /// Why, in words; only where it is something else.
    pub cancel_reason: Option<String>,
}

/// 预取消订单操作 — a shop asks what it would cost to cancel an order; nothing is canceled by it.
#[wx_event(
    event = "transport_precancel_order",
    reply = beside(DeliveryCancelReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
pub struct TransportPrecancelOrder {
    /// The shop: the `dev_id` or appkey that the carrier gave it.
    pub shopid: String,
    /// The shop's number of the order.
    #[wx(essential)]
    pub shop_order_id: String,
    /// The branch, by the carrier's number.
    pub shop_no: Option<String>,
    /// The delivery.
    pub waybill_id: Option<String>,
    /// The signature.
    pub delivery_sign: String,
    /// Why it would be canceled.
    pub cancel_reason_id: Option<CancelReason>,
    /// Why, in words; only where it is something else.
    pub cancel_reason: Option<String>,
}

/// The reply to [`TransportCancelOrder`] and to [`TransportPrecancelOrder`].
#[wx_type(request)]
pub struct DeliveryCancelReply {
    /// 0 where all went well.
    pub resultcode: i64,
    /// What went wrong, for people.
    pub resultmsg: String,
    /// What the shop pays all the same, in yuan.
    pub deduct_fee: Option<f64>,
    /// What it pays that for.
    pub desc: String,
}

/// 异常妥投商户收货确认 — a shop has the goods back that could not be delivered. For Dada (达达), Shansong (闪送) and Rrkuaisong (人人快送).
#[wx_event(
    event = "transport_confirm_return_to_biz",
    ids = [shopid, shop_order_id],
    reply = beside(DeliveryReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
pub struct TransportConfirmReturnToBiz {
    /// The shop: the `dev_id` or appkey that the carrier gave it.
    pub shopid: String,
    /// The shop's number of the order.
    #[wx(essential)]
    pub shop_order_id: String,
    /// The branch, by the carrier's number.
    pub shop_no: Option<String>,
    /// The delivery.
    pub waybill_id: Option<String>,
    /// The signature.
    pub delivery_sign: String,
}

/// 查询订单状态操作 — a shop asks how far an order is.
#[wx_event(
    event = "transport_query_order_status",
    reply = beside(DeliveryStatusReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html"
)]
pub struct TransportQueryOrderStatus {
    /// The shop: the `dev_id` or appkey that the carrier gave it.
    pub shopid: String,
    /// The shop's number of the order.
    #[wx(essential)]
    pub shop_order_id: String,
    /// The branch, by the carrier's number.
    pub shop_no: Option<String>,
    /// The delivery.
    pub waybill_id: Option<String>,
    /// The signature.
    pub delivery_sign: String,
}

/// The reply to [`TransportQueryOrderStatus`].
#[wx_type(request)]
pub struct DeliveryStatusReply {
    /// 0 where all went well.
    pub resultcode: i64,
    /// What went wrong, for people.
    pub resultmsg: String,
    /// How far the order is.
    pub order_status: LocalOrderStatus,
    /// More about it.
    pub action_msg: Option<String>,
    /// The delivery.
    pub waybill_id: String,
}
