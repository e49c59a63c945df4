//! Orders of immediate delivery (即时配送).

use wx_core::wx_type;

/// How far an order is (order_status).
#[wx_type(both)]
pub enum LocalOrderStatus {
    /// No rider has it yet (等待分配骑手).
    Waiting = 101,
    /// A rider has it (分配骑手成功).
    Assigned = 102,
    /// The shop canceled it before; it is over (商家取消订单).
    Canceled = 103,
    /// The rider is in the shop (骑手到店开始取货).
    AtShop = 201,
    /// The rider has the goods (取货成功).
    PickedUp = 202,
    /// The shop canceled it when the rider came; it is over (取货失败，商家取消).
    CanceledAtShop = 203,
    /// The rider gave it up; it is over (骑手因自身原因取消).
    RiderGaveUp = 204,
    /// The rider gave it up because of the shop; it is over (骑手因商家原因取消).
    RiderGaveUpShop = 205,
    /// It is on its way (配送中).
    OnTheWay = 301,
    /// It arrived; it is over (配送成功).
    Delivered = 302,
    /// The shop canceled it, the goods come back (商家取消，返还商家).
    CanceledOnTheWay = 303,
    /// The receiver is not to be reached, the goods come back (无法联系收货人).
    Unreachable = 304,
    /// The receiver does not take the goods, they come back (收货人拒收).
    Rejected = 305,
    /// The goods are back; it is over (货品返还商户成功).
    Returned = 401,
    /// The carrier's system failed; it is over (因运力系统原因取消).
    CarrierFailed = 501,
    /// Weather or closed roads; it is over (因不可抗拒因素取消).
    ForceMajeure = 502,
    /// A status WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// Why a shop cancels an order (cancel_reason_id).
#[wx_type(both)]
pub enum CancelReason {
    /// Nothing need be carried for now (暂时不需要邮寄).
    NotNeeded = 1,
    /// The price (价格不合适).
    Price = 2,
    /// Something in the order is wrong, it is made again (订单信息有误，重新下单).
    Mistake = 3,
    /// The rider is late in the shop (骑手取货不及时).
    LatePickup = 4,
    /// The rider is late at the receiver's (骑手配送不及时).
    LateDelivery = 5,
    /// Something else (其他原因), which is then said in words.
    Misc = 6,
    /// A reason WeChat added later.
    #[wx(other)]
    Other(i64),
}
