//! Trade (B2b 支付, 交易保障, 评价): payments, refunds, complaints, bad marks.

use wx_core::{AppId, OpenId, wx_event, wx_type};

pub use crate::shared::{B2bAmount, B2bEnv, B2bPayStatus};

/// 支付通知 — an order of the B2b store assistant (B2b门店助手) was paid for, or closed.
///
/// WeChat pushes again, ten times in 12 hours, until it hears `success`.
#[wx_event(
    event = "retail_pay_notify",
    ids = [mchid, out_trade_no, pay_status],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/B2b_store_assistant.html"
)]
pub struct RetailPayNotify {
    /// The mini program.
    pub appid: AppId,
    /// The merchant.
    pub mchid: String,
    /// Your number of the order.
    #[wx(essential)]
    pub out_trade_no: String,
    /// WeChat's number of the order.
    pub order_id: String,
    /// What became of it.
    #[wx(essential)]
    pub pay_status: B2bPayStatus,
    /// When it was paid for: `2023-07-20 17:04:28`, in Beijing time.
    pub pay_time: Option<String>,
    /// What was handed in with the order.
    pub attach: Option<String>,
    /// Who paid.
    pub payer_openid: OpenId,
    /// How much.
    pub amount: Option<B2bAmount>,
    /// WeChat Pay's number of the payment.
    pub wxpay_transaction_id: Option<String>,
    /// Where the order was made.
    pub env: B2bEnv,
}

/// 退款通知 — a refund of the B2b store assistant is over.
///
/// WeChat pushes again, ten times in 12 hours, until it hears `success`.
#[wx_event(
    event = "retail_refund_notify",
    ids = [mchid, out_refund_no, refund_status],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/B2b_store_assistant.html"
)]
pub struct RetailRefundNotify {
    /// The mini program.
    pub appid: AppId,
    /// The merchant.
    pub mchid: String,
    /// Your number of the refund.
    #[wx(essential)]
    pub out_refund_no: String,
    /// WeChat's number of the refund.
    pub refund_id: Option<String>,
    /// Your number of the order.
    pub out_trade_no: String,
    /// WeChat's number of the order.
    pub order_id: String,
    /// What is paid back, in fen.
    #[wx(essential)]
    pub refund_amount: i64,
    /// What the order had cost, in fen.
    pub order_amount: i64,
    /// Who wanted it: 1 customer service, 2 the user, 3 somebody else; or a word such as `REFUND_FROM_USER`. The official page has both.
    pub refund_from: String,
    /// Why: 0 not said, 1 the product, 2 the service, 3 the user changed their mind, 4 the price, 5 something else; or a word such
    /// as `REFUND_REASON_WILLING`.
    pub refund_reason: Option<String>,
    /// When it was asked for: `2023-07-20 17:04:28`, in Beijing time.
    pub create_time: String,
    /// When it was over.
    pub refund_time: Option<String>,
    /// How it ended.
    #[wx(essential)]
    pub refund_status: RetailRefundStatus,
    /// WeChat Pay's number of the refund.
    pub wxpay_refund_id: Option<String>,
    /// Where the order was made.
    pub env: B2bEnv,
    /// How the order was paid.
    pub pay_channel: Option<RetailPayChannel>,
    /// Why it failed, if it did.
    pub refund_desc: Option<String>,
}

/// How an order was paid (pay_channel).
#[wx_type(response)]
pub enum RetailPayChannel {
    /// With WeChat Pay (微信支付).
    WeChatPay = 0,
    /// By bank transfer (银行转账).
    Bank = 1,
    /// A way WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// How a refund ended (refund_status).
#[wx_type(response)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RetailRefundStatus {
    /// The money is back.
    RefundSucc,
    /// It is not.
    RefundFail,
    /// A word WeChat added later.
    #[wx(other)]
    Other(String),
}

/// 接收投诉信息推送 — a user complains about a trade, or such a complaint went on.
#[wx_event(
    event = "complaint_callback",
    wrapper = "BussiCallBackInfo",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/guarantee/complaint.html"
)]
pub struct ComplaintCallback {
    /// The mini program.
    pub appid: AppId,
    /// Which of the two, in WeChat's words.
    pub option_type: Option<String>,
    /// The complaint.
    #[wx(essential)]
    pub complaint_order_id: String,
    /// How it stands: the `status` of getOrderDetail.
    pub status: String,
    /// When it was made, as WeChat writes it.
    pub create_time: Option<String>,
    /// Until when something is to be done.
    pub expire_time: Option<String>,
    /// What it is about: the `type` of getOrderDetail.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// WeChat Pay's number of the payment.
    pub order_id: Option<String>,
    /// Your number of the order.
    pub out_trade_no: Option<String>,
    /// The user's phone number.
    pub phone_number: Option<String>,
    /// The user.
    pub open_id: Option<OpenId>,
    /// What the user says.
    pub customer_material_content: Option<String>,
    /// The addresses of the pictures the user shows; they end after a while.
    pub customer_material_media_id_list: Vec<String>,
    /// When the order was paid for.
    pub pay_time: Option<String>,
    /// What it cost; the official page does not say in which unit.
    pub total_cost: Option<String>,
    /// What was bought.
    pub product_name: Option<String>,
    /// What has happened so far.
    pub history: Vec<ComplaintStep>,
}

/// One step of a complaint.
#[wx_type(response)]
pub struct ComplaintStep {
    /// When.
    pub time: Option<String>,
    /// What.
    pub content: Option<String>,
    /// Pictures of it.
    pub media_id_list: Vec<String>,
}

/// 评价管理差评通知事件 — a user gave a bad mark.
#[wx_event(
    event = "wxa_comment_bad_score",
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/event_push/guarantee/negative.html"
)]
pub struct WxaCommentBadScore {
    /// The comment.
    pub result: BadScore,
}

/// A comment with a bad mark.
#[wx_type(response)]
pub struct BadScore {
    /// The id of the comment.
    #[wx(essential)]
    pub comment_id: String,
}
