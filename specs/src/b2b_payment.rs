//! B2b payment (B2b 门店助手): what shops pay to their suppliers.
//!
//! Every call is signed with the AppKey of its merchant (`mchid`).

use wx_core::{AppId, OpenId, wx_endpoint, wx_type};

pub use crate::shared::{B2bAmount, B2bEnv, B2bPayStatus};

/// 查询订单 — an order of B2b payment.
#[wx_endpoint(
    method = POST,
    path = "/retail/B2b/getorder",
    name = "getOrder",
    sign = [pay_sig],
    one_of = [out_trade_no, order_id],
    response = json(B2bOrder),
    errors = [9403200, 9403201, 9403203],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/B2b/bill/api_getorder.html",
)]
pub struct GetB2bOrder {
    /// The merchant.
    pub mchid: String,
    /// The order, the merchant's number.
    #[wx(min_chars = 6, max_chars = 32, charset = "0-9A-Za-z_-*")]
    pub out_trade_no: Option<String>,
    /// The order, the number B2b payment gave it.
    #[wx(min_chars = 1, max_chars = 32)]
    pub order_id: Option<String>,
}

/// An order of B2b payment. Times are Beijing's, written `2023-07-20 17:04:28`.
#[wx_type(response)]
pub struct B2bOrder {
    /// The mini program.
    pub appid: AppId,
    /// The merchant.
    pub mchid: String,
    /// The order, the merchant's number.
    pub out_trade_no: String,
    /// The order, the number B2b payment gave it.
    pub order_id: String,
    /// How far it is.
    #[wx(essential)]
    pub pay_status: B2bPayStatus,
    /// When it was paid.
    pub pay_time: Option<String>,
    /// What the merchant gave with the order; only once it is paid.
    pub attach: Option<String>,
    /// Who paid.
    pub payer_openid: Option<OpenId>,
    /// How much.
    pub amount: B2bAmount,
    /// WeChat Pay's number of the payment; not where several orders are paid together (合单支付).
    pub wxpay_transaction_id: Option<String>,
    /// Where the order was made.
    pub env: B2bEnv,
    /// How far the settlement is.
    pub settle_status: Option<B2bSettleStatus>,
    /// When it was settled.
    pub settle_finish_time: Option<String>,
    /// The rate of WeChat's fee in hundredths of a percent, 60 is 0.60%; once it is settled.
    pub platform_profit_percent: Option<u32>,
    /// WeChat's fee in fen (技术服务费); once it is settled.
    pub platform_profit_fee: Option<u64>,
    /// The bank and the kind of card, `ICBC_DEBIT`, or `OTHERS`; only what is paid by WeChat Pay has it.
    pub bank_type: Option<String>,
}

/// How far the settlement of an order is (settle_status).
#[wx_type(response)]
pub enum B2bSettleStatus {
    /// It has not begun (未结算).
    NotBegun = 0,
    /// It is under way (结算中).
    UnderWay = 1,
    /// It is done (结算完成).
    Done = 2,
    /// A status WeChat added later.
    #[wx(other)]
    Other(i64),
}
