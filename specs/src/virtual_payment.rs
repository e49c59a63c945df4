//! Virtual payment (虚拟支付): coins, and orders of virtual goods.
//!
//! Every call is signed with the AppKey of its `env`; those about a user's coins also with the user's session key.

use serde_json::Value;
use wx_core::{AppId, JsonText, OpenId, SessionKey, wx_endpoint, wx_type};

mod order;

pub use order::*;

/// Where a payment is made (env); each has an AppKey of its own.
#[wx_type(request)]
pub enum PayEnv {
    /// For real (正式环境).
    Live = 0,
    /// In the sandbox (沙箱环境).
    Sandbox = 1,
}

/// 查询代币余额 — how many coins a user has.
#[wx_endpoint(
    method = POST,
    path = "/xpay/query_user_balance",
    name = "query_user_balance",
    sign = [pay_sig, user_signature],
    response = json(CoinBalance),
    errors = [
        -1, 268490001, 268490002, 268490003, 268490004, 268490005, 268490006, 268490007, 268490008, 268490009, 268490011,
        268490012, 268490013, 268490014, 268490015, 268490016, 268490018, 268490019, 268490020, 268490021, 268490022,
        268490023, 268490024,
    ],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/VirtualPayment/api_query_user_balance.html",
)]
pub struct QueryUserBalance {
    /// The user.
    pub openid: OpenId,
    /// Where the coins are.
    pub env: PayEnv,
    /// The user's IP address.
    pub user_ip: String,
    /// The user's session key.
    #[wx(key)]
    pub session_key: SessionKey,
}

/// How many coins a user has (代币余额).
#[wx_type(response)]
pub struct CoinBalance {
    /// All coins: those that were paid for and those that were given.
    #[wx(essential)]
    pub balance: i64,
    /// The coins that were given (赠送).
    pub present_balance: i64,
    /// How many coins the user ever paid for.
    pub sum_save: i64,
    /// How many coins the user was ever given.
    pub sum_present: i64,
    /// How many coins the user ever got.
    pub sum_balance: i64,
    /// How many coins the user ever spent.
    pub sum_cost: i64,
    /// Whether the user may take part in a first-recharge campaign (首充活动).
    pub first_save_flag: bool,
}

/// 扣减代币 — takes coins from a user, for something they buy with them.
///
/// The page marks no field as required. Without a user there is no session key to sign with, and without an amount and an
/// order nothing to pay, so these are required here.
#[wx_endpoint(
    method = POST,
    path = "/xpay/currency_pay",
    name = "currency_pay",
    sign = [pay_sig, user_signature],
    response = json(CurrencyPayment),
    errors = [
        -1, 268490001, 268490002, 268490003, 268490004, 268490005, 268490006, 268490007, 268490008, 268490009, 268490011,
        268490012, 268490013, 268490014, 268490015, 268490016, 268490018, 268490019, 268490020, 268490021, 268490022,
        268490023, 268490024,
    ],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/VirtualPayment/api_currency_pay.html",
)]
pub struct CurrencyPay {
    /// The user who pays.
    pub openid: OpenId,
    /// Where the coins are.
    pub env: PayEnv,
    /// The user's IP address.
    pub user_ip: Option<String>,
    /// How many coins.
    pub amount: u64,
    /// The order, a number of your own; the same one again is refused with 268490004 once it is paid.
    pub order_id: String,
    /// What is bought; it stands in the record of the account.
    pub payitem: Option<JsonText<Vec<CoinItem>>>,
    /// A remark.
    pub remark: Option<String>,
    /// The user's session key.
    #[wx(key)]
    pub session_key: SessionKey,
}

/// Something that is bought with coins (payitem).
#[wx_type(request)]
pub struct CoinItem {
    /// The id of the thing.
    pub productid: String,
    /// The price of one.
    pub unit_price: u64,
    /// How many.
    pub quantity: u64,
}

/// The answer to [`CurrencyPay`].
#[wx_type(response)]
pub struct CurrencyPayment {
    /// The order that was paid.
    pub order_id: String,
    /// All coins that are left: those that were paid for and those that were given.
    #[wx(essential)]
    pub balance: i64,
    /// How many of the coins that were taken had been given.
    pub used_present_amount: i64,
}

/// 启动订单退款任务 — begins to refund an order that was paid within the last 365 days; within 180 days the fee comes back too.
///
/// Success says only that the refund has begun: [`QueryOrder`] tells how it ends.
#[wx_endpoint(
    method = POST,
    path = "/xpay/refund_order",
    name = "refund_order",
    sign = [pay_sig],
    response = json(VirtualRefund),
    errors = [
        -1, 268490001, 268490002, 268490003, 268490004, 268490005, 268490006, 268490007, 268490008, 268490009, 268490011,
        268490012, 268490013, 268490014, 268490015, 268490016, 268490018, 268490019, 268490020, 268490021, 268490022,
        268490023, 268490024,
    ],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/VirtualPayment/api_refund_order.html",
)]
pub struct RefundVirtualOrder {
    /// The user who ordered.
    pub openid: OpenId,
    /// The order.
    #[serde(flatten)]
    pub order: VirtualOrderId,
    /// The refund, a number of your own.
    #[wx(min_chars = 8, max_chars = 32, charset = "0-9A-Za-z_-")]
    pub refund_order_id: String,
    /// What can still be refunded, in fen: `left_fee` of [`QueryOrder`].
    pub left_fee: u64,
    /// What is refunded, in fen, at most `left_fee`.
    #[wx(more_than = 0)]
    pub refund_fee: u64,
    /// Anything; [`QueryOrder`] tells it of the refund.
    #[wx(max_chars = 1024)]
    pub biz_meta: String,
    /// Why.
    pub refund_reason: RefundReason,
    /// Who wanted it.
    pub req_from: RefundRequester,
    /// Where the order was made.
    pub env: PayEnv,
}

/// Why an order is refunded (refund_reason).
#[wx_type(request)]
pub enum RefundReason {
    /// It is not said (暂无描述).
    #[serde(rename = "0")]
    Unsaid,
    /// The product does not do what it should (产品问题).
    #[serde(rename = "1")]
    Product,
    /// The service afterwards is not enough (售后问题).
    #[serde(rename = "2")]
    Service,
    /// The user changed their mind (意愿问题).
    #[serde(rename = "3")]
    Wish,
    /// The price (价格问题).
    #[serde(rename = "4")]
    Price,
    /// Something else (其他原因).
    #[serde(rename = "5")]
    Misc,
}

/// Who wanted a refund (req_from).
#[wx_type(request)]
pub enum RefundRequester {
    /// The user, by telephone; customer service began it (人工客服退款).
    #[serde(rename = "1")]
    CustomerService,
    /// The user, who began it (用户自己发起退款).
    #[serde(rename = "2")]
    User,
    /// Somebody else (其它).
    #[serde(rename = "3")]
    Misc,
}

/// The answer to [`RefundVirtualOrder`].
#[wx_type(response)]
pub struct VirtualRefund {
    /// The refund, a number of your own.
    pub refund_order_id: String,
    /// The refund, WeChat's number.
    pub refund_wx_order_id: String,
    /// The order it belongs to, a number of your own.
    pub pay_order_id: String,
    /// The order it belongs to, WeChat's number.
    pub pay_wx_order_id: String,
}

/// 商户被管控原因查询 — why WeChat Pay restricts the merchant, and how to end it.
#[wx_endpoint(
    method = POST,
    path = "/xpay/query_punishment_reasons",
    name = "query_punishment_reasons",
    sign = [pay_sig],
    response = json(PunishmentReasons),
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/VirtualPayment/api_query_punishment_reasons.html",
)]
pub struct QueryPunishmentReasons {}

/// The answer to [`QueryPunishmentReasons`].
#[wx_type(response)]
pub struct PunishmentReasons {
    /// The mini program.
    pub appid: AppId,
    /// Its name.
    pub nickname: String,
    /// The merchant number of WeChat Pay.
    pub merchant_code: String,
    /// What the merchant may not do.
    pub limited_functions: Vec<String>,
    /// The same in words, where there is no code for it.
    pub other_limited_functions: Option<String>,
    /// Why, and how to end it.
    pub recovery_specifications: Vec<RecoverySpecification>,
}

/// One reason why a merchant is restricted, and how to end it. The page names no codes and no format of the times.
#[wx_type(response)]
pub struct RecoverySpecification {
    /// The case: `business_code` of the notice about the restriction.
    pub limitation_case_id: String,
    /// The kind of reason.
    pub limitation_reason_type: String,
    /// The reason in short.
    pub limitation_reason: String,
    /// The reason at length.
    pub limitation_reason_describe: Option<String>,
    /// What the merchant may not do for this reason. The page says a string, its example shows a list of objects.
    pub relate_limitations: Option<Value>,
    /// The same in words, where there is no code for it.
    pub other_relate_limitations: Option<String>,
    /// What WeChat Pay advises to do; it is done on the merchant platform.
    pub recover_way: Option<String>,
    /// What that needs: the number of an investigation, of an appeal, an authority.
    pub recover_way_param: Option<String>,
    /// The address of a page that explains it.
    pub recover_help_url: Option<String>,
    /// How the restriction comes into force.
    pub limitation_action_type: Option<String>,
    /// When it will begin, where it is delayed.
    pub limitation_start_date: Option<String>,
    /// When it began.
    pub limitation_date: Option<String>,
}
