//! Parcels that users hand to a carrier one by one (散单), as the carrier (运力方) hears of them.
//!
//! The `Token` stands for the order in all of these; the shop's own number need not be there.

use wx_core::{AppId, SecretText, UnixSeconds, ZeroOne, wx_event, wx_type};

mod parts;

pub use parts::*;

use super::{CarrierPath, WaybillInsurance};

/// 运力下单 — a user orders a courier for a parcel.
#[wx_event(
    event = "add_single_waybill",
    ids = [token],
    reply = beside(AddSingleWaybillReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/shipping_capacity_order.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct AddSingleWaybill {
    /// The order, in up to 256 characters: keep it, the updates of the parcel's way want it.
    #[wx(essential)]
    pub token: String,
    /// The shop's mini program.
    #[serde(rename = "WXAppId")]
    pub wx_app_id: Option<AppId>,
    /// The shop's number of the order.
    #[serde(rename = "OrderID")]
    pub order_id: Option<String>,
    /// Who sends.
    pub sender: Option<SingleContact>,
    /// Who receives.
    pub receiver: Option<SingleContact>,
    /// What is in the parcel.
    pub good_detail: Option<SingleGoods>,
    /// The insurance.
    pub insured: Option<WaybillInsurance>,
    /// When a courier should come at the earliest.
    pub expect_start_time: Option<i64>,
    /// When at the latest. The page does not say in which unit.
    pub expect_end_time: Option<i64>,
    /// How it is paid (sic: `Settingment`).
    pub settingment: Option<SingleSettlement>,
    /// The customer's code with ZTO (中通), for monthly payment there.
    #[serde(rename = "CompanyID")]
    pub company_id: Option<String>,
    /// The account, for monthly payment.
    pub account: Option<String>,
    /// Its password.
    #[wx(secret)]
    pub account_pwd: Option<SecretText>,
    /// What the courier is told.
    pub remark: Option<String>,
    /// When the slot begins in which a courier comes.
    pub pick_up_start_time: Option<i64>,
    /// When it ends.
    pub pick_up_end_time: Option<i64>,
    /// Who orders.
    pub scene: Option<SingleScene>,
}

/// The reply to [`AddSingleWaybill`].
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct AddSingleWaybillReply {
    /// 0 where the order is taken.
    pub result_code: i64,
    /// What went wrong, for people.
    pub result_msg: Option<String>,
    /// The waybill; if it is not known yet, WeChat is told when the label is printed.
    #[serde(rename = "WayBillID")]
    pub waybill_id: Option<String>,
    /// The day it will arrive: `2026-01-09`.
    pub estimated_delivery_time: Option<String>,
    /// The page that the user is led to; its mini program must be known to WeChat.
    pub jump_path: Option<String>,
    /// The code by which the courier is known (取件码).
    pub pick_code: Option<String>,
}

/// 取消散单 — a user does not want the courier any more.
#[wx_event(
    event = "cancel_single_waybill",
    ids = [token],
    reply = beside(SingleReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/cancel_order.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct CancelSingleWaybill {
    /// The order.
    #[wx(essential)]
    pub token: String,
    /// The shop's mini program.
    #[serde(rename = "WXAppId")]
    pub wx_app_id: Option<AppId>,
    /// The shop's number of the order.
    #[serde(rename = "OrderID")]
    pub order_id: Option<String>,
    /// The waybill, if there is one already.
    #[serde(rename = "WayBillID")]
    pub waybill_id: Option<String>,
    /// Why.
    #[serde(rename = "CancelID")]
    pub cancel_id: Option<SingleCancelReason>,
    /// Why, in words.
    pub cancel_reason: Option<String>,
}

/// 支付完成通知 — a user paid online for a parcel.
#[wx_event(
    event = "notify_single_waybill_pay",
    ids = [pay_order_id],
    reply = beside(SingleReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/payment_completion_notification.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct NotifySingleWaybillPay {
    /// The order.
    pub token: String,
    /// The shop's mini program.
    #[serde(rename = "WXAppId")]
    pub wx_app_id: Option<AppId>,
    /// The shop's number of the order.
    #[serde(rename = "OrderID")]
    pub order_id: Option<String>,
    /// The waybill.
    #[serde(rename = "WayBillID")]
    pub waybill_id: Option<String>,
    /// What was paid, in fen.
    #[wx(essential)]
    pub fee: i64,
    /// What it cost before any reduction, in fen.
    pub original_fee: Option<i64>,
    /// The number of the payment.
    pub pay_order_id: String,
    /// When it was paid.
    pub pay_finish_time: Option<UnixSeconds>,
}

/// 用户催单 — a user asks where the courier is.
#[wx_event(
    event = "remind_waybill",
    reply = beside(RemindWaybillReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/User_reminder.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct RemindWaybill {
    /// The order.
    #[wx(essential)]
    pub token: String,
    /// The shop's mini program.
    #[serde(rename = "WXAppId")]
    pub wx_app_id: Option<AppId>,
    /// The shop's number of the order.
    #[serde(rename = "OrderID")]
    pub order_id: Option<String>,
}

/// The reply to [`RemindWaybill`].
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct RemindWaybillReply {
    /// 0 where all went well.
    pub result_code: i64,
    /// What went wrong, for people.
    pub result_msg: Option<String>,
    /// The waybill, if there is one already.
    #[serde(rename = "WayBillID")]
    pub waybill_id: Option<String>,
    /// The day it will arrive: `2026-01-09`.
    pub estimated_delivery_time: Option<String>,
}

/// 用户投诉 — a user complains about a parcel.
#[wx_event(
    event = "waybill_complaint",
    reply = beside(SingleReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/user_complaints.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct WaybillComplaint {
    /// The order.
    #[wx(essential)]
    pub token: String,
    /// The shop's mini program.
    #[serde(rename = "WXAppId")]
    pub wx_app_id: Option<AppId>,
    /// The shop's number of the order.
    #[serde(rename = "OrderID")]
    pub order_id: Option<String>,
    /// The waybill.
    #[serde(rename = "WayBillID")]
    pub waybill_id: Option<String>,
    /// What is wrong.
    pub complain_type: Option<WaybillComplaintType>,
    /// What the user says.
    pub content: Option<String>,
    /// Addresses of pictures, with `|` between them.
    pub pic: Option<String>,
    /// Who is to be called back.
    pub name: Option<String>,
    /// The number to call.
    pub phone: Option<String>,
}

/// 给小哥评价 — a user says how a courier was.
#[wx_event(
    event = "waybill_evaluate_agent",
    reply = beside(SingleReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/rate_my_brother.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct WaybillEvaluateAgent {
    /// The order.
    #[wx(essential)]
    pub token: String,
    /// The shop's mini program.
    #[serde(rename = "WXAppId")]
    pub wx_app_id: Option<AppId>,
    /// The shop's number of the order.
    #[serde(rename = "OrderID")]
    pub order_id: Option<String>,
    /// The waybill.
    #[serde(rename = "WayBillID")]
    pub waybill_id: Option<String>,
    /// Which courier.
    pub courier_type: Option<CourierType>,
    /// How good: 1 to 5.
    pub score: i64,
}

/// 查询运单 — a user looks at a parcel: tell what there is to show.
#[wx_event(
    event = "query_single_waybill",
    reply = beside(SingleWaybillReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/query_waybill.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct QuerySingleWaybill {
    /// The order.
    #[wx(essential)]
    pub token: String,
    /// The shop's mini program.
    #[serde(rename = "WXAppId")]
    pub wx_app_id: Option<AppId>,
    /// The waybill, if there is one already. Other pushes write `WayBillID`.
    #[serde(alias = "WayBillID")]
    pub waybill_id: Option<String>,
    /// The shop's number of the order.
    #[serde(rename = "OrderID")]
    pub order_id: Option<String>,
}

/// 通过收发件地址查询标准运费 — a user filled in the addresses: tell what a parcel would cost.
#[wx_event(
    event = "query_single_waybill_fee",
    reply = beside(SingleWaybillReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/check_standard_shipping.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct QuerySingleWaybillFee {
    /// Who sends.
    pub sender: Option<SingleContact>,
    /// Who receives.
    pub receiver: Option<SingleContact>,
    /// What is in the parcel.
    pub good_detail: Option<SingleGoods>,
    /// Who asks.
    pub scene: Option<SingleScene>,
}

/// The reply to [`QuerySingleWaybill`] and to [`QuerySingleWaybillFee`].
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct SingleWaybillReply {
    /// 0 where all went well.
    pub result_code: i64,
    /// What went wrong, for people.
    pub result_msg: Option<String>,
    /// The waybill, as soon as there is one.
    #[serde(rename = "WayBillID")]
    pub waybill_id: Option<String>,
    /// Who sends.
    pub sender: Option<SingleContact>,
    /// Who receives.
    pub receiver: Option<SingleContact>,
    /// What is in the parcel.
    pub good_detail: Option<SingleGoods>,
    /// The insurance.
    pub insured: Option<WaybillInsurance>,
    /// The way of the parcel.
    pub path_info: Option<CarrierPath>,
    /// What is to be paid, in fen, as soon as it is known.
    pub fee: Option<i64>,
    /// What it costs before any reduction, in fen.
    pub original_fee: Option<i64>,
    /// Whether it can be paid online.
    pub online_pay: ZeroOne,
    /// Whether it is paid.
    pub pay_result: SinglePayResult,
}

/// 查询所在城市的预约时间段 — a user wants to choose when a courier comes: tell when one can.
#[wx_event(
    event = "waybill_query_expect_time_range",
    reply = beside(ExpectTimeReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/check_reservation.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct WaybillQueryExpectTimeRange {
    /// The shop's mini program.
    #[serde(rename = "WXAppId")]
    pub wx_app_id: Option<AppId>,
    /// The province: `广东省`.
    pub province: Option<String>,
    /// The city: `广州市`.
    pub city: Option<String>,
    /// The district: `海珠区`.
    pub area: Option<String>,
    /// The street.
    pub street: Option<String>,
    /// The rest of the address.
    pub address: Option<String>,
    /// The address, by its id.
    pub id: Option<String>,
}
