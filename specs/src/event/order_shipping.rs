//! Shipping of orders (小程序发货信息管理服务).

use wx_core::{UnixSeconds, wx_event, wx_type};

/// 提醒接入发货信息管理服务 — the mini program has orders, and does not report their shipping yet.
///
/// It comes when the service is turned on, with the first order, and then once a day until something was shipped.
#[wx_event(
    event = "trade_manage_remind_access_api",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html"
)]
pub struct TradeManageRemindAccessApi {
    /// What to do, for people.
    pub msg: String,
}

/// 提醒需要上传发货信息 — an order was paid for 48 hours ago, and its shipping is not reported yet.
#[wx_event(
    event = "trade_manage_remind_shipping",
    ids = [transaction_id],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html"
)]
pub struct TradeManageRemindShipping {
    /// WeChat Pay's number of the payment.
    #[wx(essential)]
    pub transaction_id: String,
    /// The merchant, by WeChat Pay's number.
    pub merchant_id: String,
    /// The merchant it was paid to, below that one; absent if there is none.
    pub sub_merchant_id: Option<String>,
    /// Your number of the order.
    pub merchant_trade_no: String,
    /// When the user paid.
    pub pay_time: UnixSeconds,
    /// What to do, for people.
    pub msg: Option<String>,
}

/// 订单将要结算或已经结算 — the money for an order is going to be yours, or is.
///
/// It comes when the order was shipped, with the time it will be settled at, and again when it was.
#[wx_event(
    event = "trade_manage_order_settlement",
    ids = [transaction_id, settlement_time],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html"
)]
pub struct TradeManageOrderSettlement {
    /// WeChat Pay's number of the payment.
    #[wx(essential)]
    pub transaction_id: String,
    /// The merchant, by WeChat Pay's number.
    pub merchant_id: String,
    /// The merchant it was paid to, below that one; absent if there is none.
    pub sub_merchant_id: Option<String>,
    /// Your number of the order.
    pub merchant_trade_no: String,
    /// When the user paid.
    pub pay_time: UnixSeconds,
    /// When it was shipped.
    pub shipped_time: Option<UnixSeconds>,
    /// When it will be settled, as far as is known; absent once it is.
    pub estimated_settlement_time: Option<UnixSeconds>,
    /// Who confirmed that it arrived; absent until somebody has.
    pub confirm_receive_method: Option<ConfirmReceiveMethod>,
    /// When that was.
    pub confirm_receive_time: Option<UnixSeconds>,
    /// When it was settled; absent until it is.
    pub settlement_time: Option<UnixSeconds>,
}

/// Who confirmed that an order arrived (confirm_receive_method).
#[wx_type(response)]
pub enum ConfirmReceiveMethod {
    /// The user (手动确认收货).
    User = 1,
    /// WeChat, after a while (自动确认收货).
    Automatic = 2,
    /// A way WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// 小程序需接入订单发货管理 — the mini program has to report the shipping of its orders from now on.
#[wx_event(
    event = "wxa_trade_controlled",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html"
)]
pub struct WxaTradeControlled {
    /// What to do, for people.
    pub msg: String,
}
