//! Parcels of shops that have an account with a carrier (电子面单), as the carrier (运力方) hears of them.
//!
//! A carrier repeats in its reply what the push says of the order.

use wx_core::{AppId, SecretText, ZeroOne, wx_event, wx_type};

/// 审核商户事件 — a shop wants to use its account with the carrier: does it exist, and is the password right?
#[wx_event(
    event = "check_biz",
    reply = beside(WaybillQuotaReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/Review_merchant_events.html"
)]
pub struct CheckBiz {
    /// The account: the customer's code, or the name for monthly payment.
    #[serde(rename = "BizID")]
    #[wx(essential)]
    pub biz_id: String,
    /// Its password.
    #[serde(rename = "BizPwd")]
    #[wx(secret)]
    pub biz_pwd: Option<SecretText>,
    /// The shop's mini program.
    #[serde(rename = "ShopAppID")]
    pub shop_app_id: Option<AppId>,
    /// Its name; this and what follows is for EMS only.
    #[serde(rename = "ShopName")]
    pub shop_name: Option<String>,
    /// Where the shop can be reached (sic: `ShopTelphone`).
    #[serde(rename = "ShopTelphone")]
    pub shop_telephone: Option<String>,
    /// Who answers there.
    #[serde(rename = "ShopContact")]
    pub shop_contact: Option<String>,
    /// The service that the shop wants.
    #[serde(rename = "ServiceName")]
    pub service_name: Option<String>,
    /// Where the parcels come from.
    #[serde(rename = "SenderAddress")]
    pub sender_address: Option<String>,
    /// The province of that.
    #[serde(rename = "SenderProvince")]
    pub sender_province: Option<String>,
    /// The city of that.
    #[serde(rename = "SenderCity")]
    pub sender_city: Option<String>,
    /// The district of that.
    #[serde(rename = "SenderArea")]
    pub sender_area: Option<String>,
}

// The page calls it `get_quota`, which is an endpoint's name too.
/// 查询商户余额 — a shop asks how much its account with the carrier still holds.
#[wx_event(
    event = "get_quota",
    reply = beside(WaybillQuotaReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/Query_merchant_balance_events.html"
)]
pub struct GetQuotaEvent {
    /// The account.
    #[serde(rename = "BizID")]
    #[wx(essential)]
    pub biz_id: String,
    /// Its password.
    #[serde(rename = "BizPwd")]
    #[wx(secret)]
    pub biz_pwd: Option<SecretText>,
    /// The shop's mini program.
    #[serde(rename = "ShopAppID")]
    pub shop_app_id: Option<AppId>,
}

/// The reply to [`CheckBiz`] and to [`GetQuotaEvent`].
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct WaybillQuotaReply {
    /// The account, as the push says it.
    #[serde(rename = "BizID")]
    pub biz_id: String,
    /// 0 where all is well; 10001: there is no such account, 10002: the password is wrong, -1: something else.
    pub result_code: i64,
    /// What is wrong, for people.
    pub result_msg: String,
    /// How many waybills the account still pays for; 0: none.
    pub quota: i64,
}

/// 请求下单事件 — a shop hands a parcel to the carrier.
///
/// It can come more than once: the same account and order must get the same waybill. Shops write what they like, so a carrier
/// checks it all.
#[wx_event(
    event = "add_waybill",
    ids = [biz_id, order_id],
    reply = beside(AddWaybillReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/Request_an_order_event.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct AddWaybill {
    /// The order's token: keep it, the updates of the parcel's way (updatePath) want it.
    pub token: String,
    /// The shop's number of the order.
    #[serde(rename = "OrderID")]
    #[wx(essential)]
    pub order_id: String,
    /// The account: the customer's code, or the name for monthly payment.
    #[serde(rename = "BizID")]
    pub biz_id: String,
    /// Its password.
    #[wx(secret)]
    pub biz_pwd: Option<SecretText>,
    /// The shop's mini program.
    #[serde(rename = "ShopAppID")]
    pub shop_app_id: Option<AppId>,
    /// The waybill, out of the numbers that WeChat holds; `0`: the carrier is to choose one.
    #[serde(rename = "WayBillID")]
    pub waybill_id: Option<String>,
    /// What is to stand on the label: `易碎物品`.
    pub remark: Option<String>,
    /// Who sends.
    pub sender: Option<WaybillContact>,
    /// Who receives.
    pub receiver: Option<WaybillContact>,
    /// The parcel.
    pub cargo: Option<WaybillCargo>,
    /// The insurance.
    pub insured: Option<WaybillInsurance>,
    /// The service of the carrier.
    pub service: Option<WaybillService>,
}

/// The reply to [`AddWaybill`].
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct AddWaybillReply {
    /// The token, as the push says it.
    pub token: String,
    /// The order, as the push says it.
    #[serde(rename = "OrderID")]
    pub order_id: String,
    /// The account, as the push says it.
    #[serde(rename = "BizID")]
    pub biz_id: String,
    /// The waybill.
    #[serde(rename = "WayBillID")]
    pub waybill_id: String,
    /// 0 where the order is taken. 10001 and 10002: account and password; 20001: the waybill; 20002 and 20003: the sender,
    /// incomplete or out of reach; 20004 and 20005: the receiver likewise; 20006: the parcel; 20007: the account is empty;
    /// 20008: the insurance; 20009: the service; -1: something else.
    pub result_code: i64,
    /// What is wrong, for people.
    pub result_msg: String,
    /// What stands on the label, `##key##value##` after each other: the sorting center, the routing code.
    pub waybill_data: String,
}

/// 取消电子面单事件 — a shop takes a parcel back from the carrier.
#[wx_event(
    event = "cancel_waybill",
    ids = [biz_id, order_id],
    reply = beside(CancelWaybillReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/express/provider/Cancel_order_event.html"
)]
#[serde(rename_all = "PascalCase")]
pub struct CancelWaybill {
    /// The shop's number of the order.
    #[serde(rename = "OrderID")]
    #[wx(essential)]
    pub order_id: String,
    /// The account.
    #[serde(rename = "BizID")]
    pub biz_id: String,
    /// Its password.
    #[wx(secret)]
    pub biz_pwd: Option<SecretText>,
    /// The shop's mini program.
    #[serde(rename = "ShopAppID")]
    pub shop_app_id: Option<AppId>,
    /// The waybill.
    #[serde(rename = "WayBillID")]
    pub waybill_id: Option<String>,
}

/// The reply to [`CancelWaybill`].
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct CancelWaybillReply {
    /// The account, as the push says it.
    #[serde(rename = "BizID")]
    pub biz_id: String,
    /// The order, as the push says it.
    #[serde(rename = "OrderID")]
    pub order_id: String,
    /// The waybill, as the push says it.
    #[serde(rename = "WayBillID")]
    pub waybill_id: String,
    /// 0 where it is canceled; 30001: there is no such order, 30002: it is picked up already, 30003: it is over, 30004: the
    /// carrier cancels none, -1: something else.
    pub result_code: i64,
    /// What is wrong, for people.
    pub result_msg: String,
}

/// Who sends or receives a parcel. Shops need not fill in all of it.
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct WaybillContact {
    /// The name.
    pub name: Option<String>,
    /// The landline.
    pub tel: Option<String>,
    /// The mobile.
    pub mobile: Option<String>,
    /// The company.
    pub company: Option<String>,
    /// The postcode.
    pub post_code: Option<String>,
    /// The country: `中国`.
    pub country: Option<String>,
    /// The province: `广东省`.
    pub province: Option<String>,
    /// The city: `广州市`.
    pub city: Option<String>,
    /// The district: `海珠区`.
    pub area: Option<String>,
    /// The rest of the address.
    pub address: Option<String>,
}

/// A parcel (Cargo).
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct WaybillCargo {
    /// The weight in kilograms.
    pub weight: Option<f64>,
    /// The length in centimeters.
    #[serde(rename = "Space_X")]
    pub length: Option<f64>,
    /// The width in centimeters.
    #[serde(rename = "Space_Y")]
    pub width: Option<f64>,
    /// The height in centimeters.
    #[serde(rename = "Space_Z")]
    pub height: Option<f64>,
    /// How many there are; usually one.
    pub count: Option<i64>,
    /// What is in it. Only the examples of the page have it.
    pub detail_list: Vec<WaybillItem>,
}

/// Something in a parcel.
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct WaybillItem {
    /// What it is.
    pub name: Option<String>,
    /// How many of it.
    pub count: Option<i64>,
}

/// The service that a shop wants of a carrier.
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct WaybillService {
    /// The service, by the number it has with this carrier.
    pub service_type: Option<i64>,
    /// What it is called.
    pub service_name: Option<String>,
}

/// The insurance of a parcel.
#[wx_type(both)]
#[serde(rename_all = "PascalCase")]
pub struct WaybillInsurance {
    /// Whether there is one.
    pub use_insured: Option<ZeroOne>,
    /// What the parcel is worth, in fen.
    pub insured_value: Option<i64>,
}
