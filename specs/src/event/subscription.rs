//! Subscriptions of virtual goods (会员订阅): signed, ended, paid for.

use wx_core::{AppId, OpenId, UnixSeconds, wx_event, wx_type};

use super::{XpayEnv, XpayPayment, XpayReply};

/// 签约、解约结果通知 — a user subscribed, or ended it, on Android or HarmonyOS.
#[wx_event(
    event = "xpay_subscribe_signing_result_notify",
    ids = [out_contract_code, action],
    reply = fields(XpayReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html",
)]
#[serde(rename_all = "PascalCase")]
pub struct XpaySubscribeSigningResultNotify {
    /// Which of the two.
    #[wx(essential)]
    pub action: XpayContractAction,
    /// The user.
    pub user_openid: OpenId,
    /// When.
    #[serde(rename = "OpenorcloseTime")]
    pub open_or_close_time: UnixSeconds,
    /// What is subscribed to.
    pub product_id: String,
    /// Your number of the contract.
    #[wx(essential)]
    pub out_contract_code: String,
    /// The mini program it was signed in.
    pub contract_wx_appid: Option<AppId>,
}

/// Whether a contract was signed or ended (Action).
#[wx_type(response)]
pub enum XpayContractAction {
    /// Signed (签约).
    ContractNotify,
    /// Ended (解约).
    CancelContractNotify,
    /// A word WeChat added later.
    #[wx(other)]
    Other(String),
}

/// 扣款失败结果通知 — a period of a subscription could not be paid for. A success comes as `xpay_goods_deliver_notify`.
#[wx_event(
    event = "xpay_subscribe_pay_fail_notify",
    ids = [out_trade_no],
    reply = fields(XpayReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html",
)]
#[serde(rename_all = "PascalCase")]
pub struct XpaySubscribePayFailNotify {
    /// The user.
    pub open_id: OpenId,
    /// Your number of the order.
    #[wx(essential)]
    pub out_trade_no: String,
    /// Where the order was made.
    pub env: XpayEnv,
    /// The payment, as far as there is one.
    #[serde(rename = "WeChatPayInfo")]
    pub wechat_pay_info: Option<XpayPayment>,
    /// What was to be paid for.
    pub goods_info: Option<XpaySubscribedGoods>,
    /// The mini program the contract was signed in.
    pub contract_wx_appid: Option<AppId>,
}

/// What a period of a subscription is paid for (GoodsInfo).
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct XpaySubscribedGoods {
    /// The goods.
    pub product_id: String,
    /// How many of them.
    pub quantity: i64,
    /// The price before any reduction, in fen.
    pub orig_price: i64,
    /// The price that is paid, in fen.
    pub actual_price: i64,
    /// What was handed in with the order.
    pub attach: Option<String>,
    /// How many days the period has.
    pub subscribe_period_days: Option<i64>,
}

/// 苹果订阅签约成功通知 — a user subscribed with Apple.
#[wx_event(
    event = "xpay_apple_subscribe_signing_result_notify",
    reply = fields(XpayReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html",
)]
#[serde(rename_all = "PascalCase")]
pub struct XpayAppleSubscribeSigningResultNotify {
    /// The user.
    pub open_id: OpenId,
    /// What was handed in when it was signed.
    pub attach: Option<String>,
    /// The subscription.
    pub apple_subscription_info: XpayAppleContract,
}

/// 苹果订阅解约通知 — a user ended a subscription with Apple; it lasts until the period is over.
#[wx_event(
    event = "xpay_apple_subscribe_unsigning_result_notify",
    reply = fields(XpayReply),
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html",
)]
#[serde(rename_all = "PascalCase")]
pub struct XpayAppleSubscribeUnsigningResultNotify {
    /// The user.
    pub open_id: OpenId,
    /// What was handed in when it was signed.
    pub attach: Option<String>,
    /// What happened: `unsubscribe`.
    pub action: Option<String>,
    /// The subscription.
    pub apple_subscription_info: XpayAppleContract,
}

/// A subscription with Apple, signed or ended (AppleSubscriptionInfo).
#[wx_type(response)]
#[serde(rename_all = "PascalCase")]
pub struct XpayAppleContract {
    /// Apple's number of the first payment: the same as long as the subscription lasts.
    #[wx(essential)]
    pub original_transaction_id: String,
    /// What is subscribed to.
    pub product_id: String,
    /// Whether it renews itself: 1, or 0.
    pub auto_renew_status: i64,
    /// When it renews, or ends, in milliseconds since 1970.
    pub renewal_date: Option<i64>,
    /// When it was signed, in milliseconds since 1970.
    pub signed_time: Option<i64>,
    /// When it was ended, in milliseconds since 1970.
    pub unsigned_time: Option<i64>,
}

/// 退款问询通知 — Apple asks whether a refund that a user wants is justified.
///
/// It asks three times; without an answer Apple is told that nobody knows.
#[wx_event(
    event = "xpay_subscribe_ios_refund_query_notify",
    ids = [channel_bill],
    reply = fields(XpayIosRefundReply),
    within = 3,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html",
)]
pub struct XpaySubscribeIosRefundQueryNotify {
    /// When the refund was asked for.
    pub refund_time: UnixSeconds,
    /// When the order was made.
    pub order_time: UnixSeconds,
    /// Apple's number of the payment.
    pub channel_bill: String,
    /// The app it was paid in.
    pub bundleid: Option<String>,
    /// What was bought.
    pub product_id: Option<String>,
    /// How many of them.
    pub p_count: Option<i64>,
    /// Why the user wants the money back.
    pub refund_request_reason: Option<String>,
    /// Whether it was delivered, as far as WeChat knows.
    pub provide_status: Option<XpayProvided>,
    /// WeChat's number of the order.
    pub pay_order_id: Option<String>,
    /// What kind of goods it was: `unipdt`. Not on the official page, but sent.
    pub service_type: Option<String>,
    /// How much of it was used, in the codes of Apple's `consumptionStatus`. Not on the official page, but sent.
    pub consumption_status: Option<i64>,
}

/// The reply to [`XpaySubscribeIosRefundQueryNotify`].
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct XpayIosRefundReply {
    /// 0 where the question was understood.
    pub err_code: i64,
    /// What went wrong, for people.
    pub err_msg: Option<String>,
    /// The answer.
    pub ios_refund_query_response: XpayIosRefundAnswer,
}

/// What Apple is told (IosRefundQueryResponse).
#[wx_type(request)]
pub struct XpayIosRefundAnswer {
    /// What Apple should do. It need not.
    pub result_code: XpayIosRefundAdvice,
    /// More about it.
    pub result_info: Option<String>,
    /// What proves it.
    pub evidence: String,
}

/// What Apple should do about a refund (result_code).
#[wx_type(request)]
pub enum XpayIosRefundAdvice {
    /// Pay back (放过，建议退款).
    PayBack = 0,
    /// Refuse (拦截，拒绝退款).
    Refuse = 1,
}

/// Whether something that was bought was delivered (provide_status).
#[wx_type(response)]
pub enum XpayProvided {
    /// Not (未发货).
    No = 0,
    /// It was (已发货).
    Yes = 1,
    /// It is under way (发货中).
    UnderWay = 2,
    /// A state WeChat added later.
    #[wx(other)]
    Other(i64),
}
