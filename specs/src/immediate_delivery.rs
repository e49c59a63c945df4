//! Immediate delivery (即时配送): riders who carry something across the town within the hour.
//!
//! Calls about an order are signed with the AppSecret that the carrier gave to the shop (`shopid`). A carrier that refuses
//! says why in `resultcode` and `resultmsg`; the call is then an error. Money is in yuan.

use wx_core::{wx_endpoint, wx_type};

mod goods;

pub use self::goods::*;
pub use crate::shared::{CancelReason, LocalOrderStatus};

/// 添加配送单 — lets a carrier fetch something and bring it to somebody.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/express/local/business/order/add",
    sign = [delivery_sign],
    response = json(LocalOrder),
    errors = [40001, 930555, 930556, 930557, 930558, 930559, 930560, 930561, 930562, 930563, 930564, 930565, 9300535],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/immediate-delivery/deliver-by-business/api_addlocalorder.html",
)]
pub struct AddLocalOrder {
    /// The order.
    #[serde(flatten)]
    pub order: LocalDraft,
    /// The answer's `delivery_token` of [`PreAddOrder`]: the fee told there holds for a while. The page wants it always;
    /// only Dada (达达) gives one.
    pub delivery_token: Option<String>,
}

/// An order that a carrier took. Carriers leave out what they do not count.
#[wx_type(response)]
pub struct LocalOrder {
    /// What it costs, the coupon taken off, in yuan.
    pub fee: Option<f64>,
    /// What the way costs, in yuan.
    pub deliverfee: Option<f64>,
    /// What the coupon is worth, in yuan. The page of [`PreAddOrder`] also writes `couponFee`.
    #[serde(alias = "couponFee")]
    pub couponfee: Option<f64>,
    /// The tip in yuan.
    pub tips: Option<f64>,
    /// What the insurance costs, in yuan. The page writes `insurancfee`, that of [`PreAddOrder`] also `insurancefee`.
    #[serde(alias = "insurancefee")]
    pub insurancfee: Option<f64>,
    /// The way in metres.
    pub distance: Option<f64>,
    /// The order, the carrier's number.
    #[wx(essential)]
    pub waybill_id: String,
    /// How far it is.
    pub order_status: LocalOrderStatus,
    /// The code of the receiver (收货码).
    pub finish_code: Option<String>,
    /// The code of the shop (取货码).
    pub pickup_code: Option<String>,
    /// In how many seconds a rider will have taken it; 0: nobody knows.
    pub dispatch_duration: Option<f64>,
}

/// 预下配送单 — whether a carrier would take an order, when, and for how much. Nothing is ordered by it.
///
/// How much a carrier tells differs: Meituan (美团) says yes or no, only Dada (达达) gives a `delivery_token`.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/express/local/business/order/pre_add",
    sign = [delivery_sign],
    response = json(LocalOffer),
    errors = [40001],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/immediate-delivery/deliver-by-business/api_preaddorder.html",
)]
pub struct PreAddOrder {
    /// The order, as it would be.
    #[serde(flatten)]
    pub order: LocalDraft,
}

/// What a carrier would take for an order. It leaves out what it does not tell.
#[wx_type(response)]
pub struct LocalOffer {
    /// What it would cost, the coupon taken off, in yuan.
    pub fee: Option<f64>,
    /// What the way would cost, in yuan.
    pub deliverfee: Option<f64>,
    /// What the coupon is worth, in yuan. The page's table writes `couponFee`, its example `couponfee`.
    #[serde(alias = "couponFee")]
    pub couponfee: Option<f64>,
    /// The tip in yuan.
    pub tips: Option<f64>,
    /// What the insurance would cost, in yuan. The page's table writes `insurancefee`, its example `insurancfee`.
    #[serde(alias = "insurancefee")]
    pub insurancfee: Option<f64>,
    /// The way in metres.
    pub distance: Option<f64>,
    /// With it in [`AddLocalOrder`], this fee holds for a while; Dada's for three minutes.
    pub delivery_token: Option<String>,
    /// In how many seconds a rider would have taken it; 0: nobody knows.
    pub dispatch_duration: Option<f64>,
}

/// 拉取配送单信息 — how far an order is, and where its rider.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/express/local/business/order/get",
    sign = [delivery_sign],
    response = json(LocalOrderState),
    errors = [40001, 930555, 930556, 930557, 930558, 930559, 930560, 930561, 930562, 930563, 930564, 930565, 9300535],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/immediate-delivery/deliver-by-business/api_getlocalorder.html",
)]
pub struct GetLocalOrder {
    /// The shop: the appkey that the carrier gave it.
    pub shopid: String,
    /// The order, a number of your own.
    pub shop_order_id: String,
    /// The branch of the shop; not needed where there is only one.
    pub shop_no: Option<String>,
}

/// How far an order is, and where its rider.
#[wx_type(response)]
pub struct LocalOrderState {
    /// How far it is.
    #[wx(essential)]
    pub order_status: LocalOrderStatus,
    /// The order, the carrier's number.
    pub waybill_id: String,
    /// The rider's name.
    pub rider_name: Option<String>,
    /// The rider's phone number.
    pub rider_phone: Option<String>,
    /// The longitude of the rider, on the way.
    pub rider_lng: Option<f64>,
    /// The latitude of the rider, on the way.
    pub rider_lat: Option<f64>,
    /// In how many seconds it will arrive, on the way.
    pub reach_time: Option<f64>,
}

/// 取消配送单 — cancels an order: until it arrived, with Dada (达达) until the rider has the goods.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/express/local/business/order/cancel",
    sign = [delivery_sign],
    response = json(CanceledLocalOrder),
    errors = [-1, 930555, 930556, 930557, 930558, 930559, 930560, 930561, 930562, 930563, 930564, 930565, 9300535],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/immediate-delivery/deliver-by-business/api_cancellocalorder.html",
)]
pub struct CancelLocalOrder {
    /// The shop: the appkey that the carrier gave it.
    pub shopid: String,
    /// The order, a number of your own.
    pub shop_order_id: String,
    /// The carrier.
    pub delivery_id: String,
    /// The order, the carrier's number; SF (顺丰同城) needs it.
    pub waybill_id: Option<String>,
    /// Why.
    pub cancel_reason_id: CancelReason,
    /// Why, in words; needed for [`CancelReason::Misc`].
    pub cancel_reason: Option<String>,
    /// The branch of the shop; Shansong (闪送) needs it.
    pub shop_no: Option<String>,
}

/// The answer to [`CancelLocalOrder`].
#[wx_type(response)]
pub struct CanceledLocalOrder {
    /// What it costs all the same, in yuan.
    pub deduct_fee: Option<f64>,
    /// What the carrier says to it.
    pub desc: Option<String>,
}

/// 获取已支持的配送公司列表 — the carriers there are.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/express/local/business/delivery/getall",
    response = json(LocalCarriers),
    errors = [40001],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/immediate-delivery/deliver-by-business/api_getallimmedelivery.html",
)]
pub struct GetAllImmeDelivery {}

/// The answer to [`GetAllImmeDelivery`].
#[wx_type(response)]
pub struct LocalCarriers {
    /// The carriers.
    pub list: Vec<LocalCarrier>,
}

/// A carrier of immediate delivery (配送公司).
#[wx_type(response)]
pub struct LocalCarrier {
    /// What other calls name it by: `SFTC`.
    pub delivery_id: String,
    /// Its name.
    pub delivery_name: String,
}
