//! Orders that are paid with money.

use wx_core::{OpenId, UnixSeconds, wx_endpoint, wx_type};

use super::PayEnv;

/// 查询创建的订单 — an order that is paid with money; those paid with coins are none of these.
#[wx_endpoint(
    method = POST,
    path = "/xpay/query_order",
    name = "query_order",
    sign = [pay_sig],
    response = json(VirtualOrder),
    errors = [
        -1, 268490001, 268490002, 268490003, 268490004, 268490005, 268490006, 268490007, 268490008, 268490009, 268490011,
        268490012, 268490013, 268490014, 268490015, 268490016, 268490018, 268490019, 268490020, 268490021, 268490022,
        268490023, 268490024,
    ],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/VirtualPayment/api_query_order.html",
)]
pub struct QueryOrder {
    /// The user who ordered.
    pub openid: OpenId,
    /// Where the order was made.
    pub env: PayEnv,
    /// The order.
    #[serde(flatten)]
    pub order: VirtualOrderId,
}

/// An order, or a refund, by one number or the other.
#[wx_type(request)]
pub enum VirtualOrderId {
    /// By the number you gave it.
    Own {
        /// The order, a number of your own (OutTradeNo of a payment).
        order_id: String,
    },
    /// By WeChat's number.
    WeChat {
        /// The order, WeChat's number.
        wx_order_id: String,
    },
}

impl VirtualOrderId {
    /// By the number you gave it.
    pub fn own(order_id: impl Into<String>) -> Self {
        Self::Own { order_id: order_id.into() }
    }

    /// By WeChat's number.
    pub fn wechat(wx_order_id: impl Into<String>) -> Self {
        Self::WeChat { wx_order_id: wx_order_id.into() }
    }
}

/// The answer to [`QueryOrder`].
#[wx_type(response)]
pub struct VirtualOrder {
    /// The order; `None` where WeChat knows none of this number and does not say so with an error code.
    pub order: Option<VirtualOrderInfo>,
}

/// An order of virtual goods, or its refund.
#[wx_type(response)]
pub struct VirtualOrderInfo {
    /// The order, a number of your own.
    pub order_id: String,
    /// When it was made.
    pub create_time: UnixSeconds,
    /// When it was last changed.
    pub update_time: UnixSeconds,
    /// How far it is.
    #[wx(essential)]
    pub status: VirtualOrderStatus,
    /// The kind of business; 0 is a mini drama.
    pub biz_type: i64,
    /// The price in fen.
    #[wx(essential)]
    pub order_fee: u64,
    /// The discount in fen. The page says that it is not there yet.
    pub coupon_fee: Option<u64>,
    /// What the user paid, in fen.
    #[wx(essential)]
    pub paid_fee: u64,
    /// Whether it is a payment or a refund.
    pub order_type: VirtualOrderType,
    /// Of a refund: the money that goes back, in fen.
    pub refund_fee: Option<u64>,
    /// When it was paid, or refunded.
    pub paid_time: Option<UnixSeconds>,
    /// When the goods were delivered.
    pub provide_time: Option<UnixSeconds>,
    /// What you gave with the order.
    pub biz_meta: Option<String>,
    /// Where the order was made. Here the live environment is 1 and the sandbox 2.
    pub env_type: VirtualOrderEnv,
    /// What the payment service (米大师) gave to the order.
    pub token: Option<String>,
    /// Of a payment: what is left of it after refunds, in fen.
    pub left_fee: Option<u64>,
    /// The order, WeChat's number.
    pub wx_order_id: String,
    /// The merchant's number of the order on the user's WeChat Pay bill (商户单号).
    pub channel_order_id: Option<String>,
    /// WeChat Pay's number of the payment on that bill (交易单号).
    pub wxpay_order_id: Option<String>,
    /// When it was settled; 0 where it is not.
    pub sett_time: Option<UnixSeconds>,
    /// How far the settlement is.
    pub sett_state: Option<SettlementState>,
    /// WeChat's fee in fen (虚拟支付技术服务费); once it is settled.
    pub platform_fee_fen: Option<u64>,
    /// The fee of the channels that brought the user, in fen (cps 服务费); once it is settled.
    pub cps_fee_fen: Option<u64>,
}

/// How far an order is (status).
#[wx_type(response)]
pub enum VirtualOrderStatus {
    /// It is begun and cannot be paid yet (订单初始化).
    Begun = 0,
    /// It can be paid (订单创建成功).
    Created = 1,
    /// It is paid, the goods are due (待发货).
    Paid = 2,
    /// The goods are being delivered (发货中).
    Delivering = 3,
    /// The goods are delivered (已发货).
    Delivered = 4,
    /// It is refunded (已经退款).
    Refunded = 5,
    /// It is closed and of no use any more (已经关闭).
    Closed = 6,
    /// The refund failed (退款失败).
    RefundFailed = 7,
    /// The user has the money back (用户退款完成).
    UserRefunded = 8,
    /// The advertising money is taken back (回收广告金完成).
    AdvertisingReclaimed = 9,
    /// The shares are returned (分账回退完成).
    SharesReturned = 10,
    /// A status WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// Whether an order is a payment or a refund (order_type).
#[wx_type(response)]
pub enum VirtualOrderType {
    /// A payment (普通虚拟支付).
    Payment = 0,
    /// A refund (普通退款).
    Refund = 1,
    /// A payment through Apple (苹果 iOS 支付).
    ApplePayment = 7,
    /// A refund through Apple (苹果 iOS 退款).
    AppleRefund = 8,
    /// A type WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// Where an order was made (env_type): other numbers than those of a request.
#[wx_type(response)]
pub enum VirtualOrderEnv {
    /// For real (现网).
    Live = 1,
    /// In the sandbox (沙箱).
    Sandbox = 2,
    /// An environment WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// How far the settlement of an order is (sett_state).
#[wx_type(response)]
pub enum SettlementState {
    /// It has not begun (未开始结算).
    NotBegun = 0,
    /// It is under way (结算中).
    UnderWay = 1,
    /// It is done (结算成功).
    Done = 2,
    /// It is due (待结算); the same as 0.
    Due = 3,
    /// Apple is settling it; for orders that were paid on iOS. Not on the official page, but sent.
    AppleUnderWay = 4,
    /// A state WeChat added later.
    #[wx(other)]
    Other(i64),
}
