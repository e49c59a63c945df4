//! Orders of B2b payment (B2b 支付).

use wx_core::wx_type;

/// How far an order is (pay_status).
#[wx_type(response)]
pub enum B2bPayStatus {
    /// It is begun.
    #[serde(rename = "ORDER_INIT")]
    Begun,
    /// It can be paid.
    #[serde(rename = "ORDER_PRE_PAY")]
    Unpaid,
    /// It is paid.
    #[serde(rename = "ORDER_PAY_SUCC")]
    Paid,
    /// It is closed.
    #[serde(rename = "ORDER_CLOSE")]
    Closed,
    /// A refund is under way.
    #[serde(rename = "ORDER_REFUND_PROCESSING")]
    Refunding,
    /// There was a refund.
    #[serde(rename = "ORDER_REFUND")]
    Refunded,
    /// A word WeChat added later.
    #[wx(other)]
    Other(String),
}

/// The money of an order.
#[wx_type(response)]
pub struct B2bAmount {
    /// What the order costs, in fen.
    #[wx(essential)]
    pub order_amount: u64,
    /// What the user pays, in fen.
    #[wx(essential)]
    pub payer_amount: u64,
    /// The currency: `CNY`.
    pub currency: String,
}

/// Where an order was made (env).
#[wx_type(response)]
pub enum B2bEnv {
    /// For real (正式环境).
    Live = 0,
    /// In the sandbox (沙箱环境).
    Sandbox = 1,
    /// An environment WeChat added later.
    #[wx(other)]
    Other(i64),
}
