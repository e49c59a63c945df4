//! What happened to orders of virtual goods (虚拟支付).

use wx_core::{AppId, OpenId, UnixSeconds, wx_event, wx_type};

/// 道具发货推送 — a user paid for goods, which are now to be delivered.
///
/// WeChat pushes again what got no reply it can read, up to 15 times: the same order can come more than once.
#[wx_event(
    event = "xpay_goods_deliver_notify",
    ids = [out_trade_no],
    reply = fields(XpayReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html",
)]
#[serde(rename_all = "PascalCase")]
pub struct XpayGoodsDeliverNotify {
    /// The user who paid.
    pub open_id: OpenId,
    /// Your number of the order.
    #[wx(essential)]
    pub out_trade_no: String,
    /// Where the order was made.
    pub env: XpayEnv,
    /// The payment; absent where it was not made with WeChat Pay.
    #[serde(rename = "WeChatPayInfo")]
    pub wechat_pay_info: Option<XpayPayment>,
    /// What was bought.
    pub goods_info: XpayGoods,
    /// The group that buys together, if one does.
    pub team_info: Option<XpayTeam>,
    /// The subscription, if it was paid for with Apple.
    pub apple_subscription_info: Option<XpayAppleSubscription>,
}

/// The reply to a push about virtual payment.
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct XpayReply {
    /// 0 where all went well; for anything else WeChat pushes again.
    pub err_code: i64,
    /// What went wrong, for people.
    pub err_msg: Option<String>,
}

/// Where an order was made (Env).
#[wx_type(response)]
pub enum XpayEnv {
    /// For real (现网环境).
    Live = 0,
    /// In the sandbox (沙箱环境).
    Sandbox = 1,
    /// An environment WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// A payment with WeChat Pay (WeChatPayInfo).
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct XpayPayment {
    /// The merchant's number of the payment.
    pub mch_order_no: String,
    /// WeChat Pay's number of the payment.
    pub transaction_id: String,
    /// When the user paid.
    pub paid_time: UnixSeconds,
}

/// What was bought (GoodsInfo).
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct XpayGoods {
    /// The goods.
    #[wx(essential)]
    pub product_id: String,
    /// How many of them.
    #[wx(essential)]
    pub quantity: i64,
    /// The price of one before any reduction, in fen.
    pub orig_price: i64,
    /// The price of one that was paid, in fen.
    pub actual_price: i64,
    /// What was handed in with the order.
    pub attach: Option<String>,
}

/// A group that buys together (TeamInfo).
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct XpayTeam {
    /// The campaign.
    pub activity_id: String,
    /// The group.
    pub team_id: String,
    /// How the group pays; 1: each pays all, and is paid back once the group is complete.
    pub team_type: i64,
    /// Whether the user founded the group, 0, or joined it, 1.
    pub team_action: i64,
}

/// A subscription paid for with Apple (AppleSubscriptionInfo).
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct XpayAppleSubscription {
    /// Apple's number of the first payment.
    pub original_transaction_id: String,
    /// Whether it renews itself: 1, or 0.
    pub auto_renew_status: i64,
    /// When it renews, in milliseconds since 1970.
    pub renewal_date: Option<i64>,
}

/// 代币支付推送 — a user paid with coins.
#[wx_event(
    event = "xpay_coin_pay_notify",
    ids = [out_trade_no],
    reply = fields(XpayReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html",
)]
#[serde(rename_all = "PascalCase")]
pub struct XpayCoinPayNotify {
    /// The user.
    pub open_id: OpenId,
    /// Your number of the order.
    #[wx(essential)]
    pub out_trade_no: String,
    /// Where the order was made.
    pub env: XpayEnv,
    /// The payment; absent where it was not made with WeChat Pay.
    #[serde(rename = "WeChatPayInfo")]
    pub wechat_pay_info: Option<XpayPayment>,
    /// The coins.
    pub coin_info: XpayCoins,
}

/// The coins of a payment (CoinInfo).
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct XpayCoins {
    /// How many.
    #[wx(essential)]
    pub quantity: i64,
    /// The price before any reduction, in fen.
    pub orig_price: i64,
    /// The price that was paid, in fen.
    pub actual_price: i64,
    /// What was handed in with the order.
    pub attach: Option<String>,
}

/// 退款推送 — a refund is over, well or not.
#[wx_event(
    event = "xpay_refund_notify",
    ids = [wx_refund_id],
    reply = fields(XpayReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html",
)]
#[serde(rename_all = "PascalCase")]
pub struct XpayRefundNotify {
    /// The user.
    pub open_id: OpenId,
    /// WeChat's number of the refund.
    #[wx(essential)]
    pub wx_refund_id: String,
    /// Your number of the refund.
    pub mch_refund_id: String,
    /// WeChat's number of the order.
    pub wx_order_id: String,
    /// Your number of the order.
    pub mch_order_id: String,
    /// What is paid back, in fen.
    #[wx(essential)]
    pub refund_fee: i64,
    /// 0 if it went well.
    #[wx(essential)]
    pub ret_code: i64,
    /// Why it did not.
    pub ret_msg: Option<String>,
    /// When it began.
    pub refund_start_timestamp: Option<UnixSeconds>,
    /// When it was over.
    pub refund_succ_timestamp: Option<UnixSeconds>,
    /// WeChat Pay's number of the refund.
    pub wxpay_refund_transaction_id: Option<String>,
    /// How often this was pushed before.
    pub retry_times: Option<i64>,
    /// The group that bought together, if one did.
    pub team_info: Option<XpayTeam>,
}

/// 用户投诉推送 — a user complains about an order.
#[wx_event(
    event = "xpay_complaint_notify",
    ids = [complaint_id],
    reply = fields(XpayReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html",
)]
#[serde(rename_all = "PascalCase")]
pub struct XpayComplaintNotify {
    /// The user.
    pub open_id: OpenId,
    /// WeChat's number of the order.
    pub wx_order_id: String,
    /// Your number of the order.
    pub mch_order_id: String,
    /// WeChat Pay's number of the payment.
    pub transaction_id: Option<String>,
    /// The number of the complaint.
    #[wx(essential)]
    pub complaint_id: String,
    /// What the user complains about.
    pub complaint_detail: Option<String>,
    /// When.
    pub complaint_time: Option<UnixSeconds>,
    /// How often this was pushed before.
    pub retry_times: Option<i64>,
    /// The id of the push.
    pub request_id: Option<String>,
}

/// 微信支付风控事件通知 — WeChat Pay wants to know more about a merchant, or restricts it.
#[wx_event(
    event = "xpay_wxpay_callback_notify",
    reply = fields(XpayReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html",
)]
#[serde(rename_all = "PascalCase")]
pub struct XpayWxpayCallbackNotify {
    /// The mini program.
    pub app_id: AppId,
    /// Its name.
    pub nick_name: Option<String>,
    /// The merchant, by WeChat Pay's number.
    pub merchant_code: Option<String>,
    /// The merchant's company.
    pub merchant_company_name: Option<String>,
    /// When it happened, as WeChat Pay writes it.
    pub business_time: Option<String>,
    /// The number of the matter.
    pub business_code: Option<String>,
    /// How the matter stands.
    pub business_state: Option<String>,
    /// More about it.
    pub remark: Option<String>,
    /// What it is.
    pub event_type: XpayRisk,
    /// How often this was pushed before.
    pub retry_times: Option<i64>,
}

/// What WeChat Pay wants (EventType).
#[wx_type(response)]
pub enum XpayRisk {
    /// To know more: due diligence (尽职调查).
    DueDiligence,
    /// To restrict the merchant (管控).
    Punishment,
    /// A word WeChat added later.
    #[wx(other)]
    Other(String),
}
