//! What the pushes about single parcels and the replies to them are made of.

use wx_core::{Fixed, wx_type};

/// The reply that says only whether all went well.
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct SingleReply {
    /// 0 where all went well.
    pub result_code: i64,
    /// What went wrong, for people.
    pub result_msg: Option<String>,
}

/// Who sends or receives a parcel.
#[wx_type(both)]
#[serde(rename_all = "PascalCase")]
pub struct SingleContact {
    /// The name.
    pub name: Option<String>,
    /// The landline.
    pub tel: Option<String>,
    /// The mobile.
    pub mobile: Option<String>,
    /// The province: `广东省`.
    pub province: Option<String>,
    /// The city: `广州市`.
    pub city: Option<String>,
    /// The district: `海珠区`.
    pub area: Option<String>,
    /// The street: `新港中路`.
    pub street: Option<String>,
    /// The rest of the address.
    pub address: Option<String>,
    /// The address, by its id; only in [`AddSingleWaybill`](super::AddSingleWaybill).
    pub id: Option<String>,
}

/// What is in a parcel (GoodDetail).
#[wx_type(both)]
#[serde(rename_all = "PascalCase")]
pub struct SingleGoods {
    /// The weight in kilograms.
    pub weight: Option<f64>,
    /// The kind of things.
    pub special: Option<SingleGoodsKind>,
}

/// What kind of things is in a parcel (Special).
#[wx_type(both)]
pub enum SingleGoodsKind {
    /// Documents (文件).
    Documents = 0,
    /// Electronics, household appliances too (电子产品).
    Electronics = 1,
    /// What an office needs, clothes, shoes, bags (办公用品，服装鞋帽，箱包).
    Clothes = 2,
    /// Cosmetics (化妆品，美容产品).
    Cosmetics = 3,
    /// Jewelry, watches, glasses (珠宝，手表，眼镜，贵重饰品).
    Jewelry = 4,
    /// Food and medicine (食品，保健药品).
    Food = 5,
    /// Arts and crafts, china too (工艺品).
    Crafts = 6,
    /// Toys and musical instruments (玩具乐器).
    Toys = 7,
    /// Something else (其他).
    Misc = 8,
    /// A kind WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// How a parcel is paid (Settingment).
#[wx_type(response)]
pub enum SingleSettlement {
    /// When it is handed over (现结).
    Sender = 0,
    /// By the receiver (到付).
    Receiver = 1,
    /// By the month (月结).
    Monthly = 2,
    /// With WeChat Pay Score (支付分).
    PayScore = 3,
    /// A way WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// Who orders a courier (Scene).
#[wx_type(response)]
pub enum SingleScene {
    /// A user, for a parcel of their own (C端散单).
    User = 1,
    /// A user, to send something back to a shop (B端退货).
    Return = 2,
    /// A shop (B端发货).
    Shop = 3,
    /// A case WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// Why a user does not want the courier any more (CancelID).
#[wx_type(response)]
pub enum SingleCancelReason {
    /// Nothing is to be sent (不想寄了).
    NotNeeded = 1,
    /// The order was a mistake (下错单).
    Mistake = 2,
    /// It was ordered twice (重复下单).
    Twice = 3,
    /// It is too expensive (运费太贵).
    Price = 4,
    /// Nobody called (无人联系).
    NoCall = 5,
    /// It takes too long (取件太慢).
    Late = 6,
    /// Somebody was not polite (态度差).
    Rude = 7,
    /// Something else (其他原因).
    Misc = 8,
    /// A reason WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// What is wrong with a parcel (ComplainType).
#[wx_type(response)]
pub enum WaybillComplaintType {
    /// It is late (快件延误).
    Late = 1004,
    /// It is lost (快件丢失).
    Lost = 1005,
    /// It is damaged, or something is missing (快件破损短少).
    Damaged = 1006,
    /// Somebody was not polite (服务态度).
    Rude = 1007,
    /// Something else (其他).
    Misc = 1008,
    /// A kind WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// Which courier (CourierType).
#[wx_type(response)]
pub enum CourierType {
    /// The one who fetched the parcel (取件员).
    Pickup = 0,
    /// The one who brought it (派件员).
    Delivery = 1,
    /// A kind WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// Whether a parcel is paid (PayResult).
#[wx_type(request)]
pub enum SinglePayResult {
    /// It is not (未支付).
    Unpaid = 0,
    /// It is, online (线上支付完成).
    Online = 1,
    /// It is, otherwise (线下支付完成).
    Offline = 2,
}

/// The reply to [`WaybillQueryExpectTimeRange`](super::WaybillQueryExpectTimeRange).
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct ExpectTimeReply {
    /// 0 where all went well.
    pub result_code: i64,
    /// What went wrong, for people.
    pub result_msg: Option<String>,
    /// Not used any more, but the page wants it.
    #[wx(default)]
    pub expect_time_range: Fixed<1>,
    /// When a courier can come.
    pub valid_time_range: Vec<ExpectTime>,
    /// When one could come within two hours; left out where nobody does.
    pub asap: Option<ExpectTime>,
}

/// A time at which a courier can come.
#[wx_type(request)]
#[serde(rename_all = "PascalCase")]
pub struct ExpectTime {
    /// The hour it begins, 0 to 24.
    pub start_time: i64,
    /// The hour it ends.
    pub end_time: i64,
    /// The day; left out: today.
    pub day_delta: Option<ExpectDay>,
    /// Whether there is room; left out: there is.
    pub status: Option<ExpectRoom>,
}

/// A day on which a courier can come (DayDelta).
#[wx_type(request)]
pub enum ExpectDay {
    /// Today (今天).
    Today = 0,
    /// Tomorrow (明天).
    Tomorrow = 1,
    /// The day after (后天).
    DayAfter = 2,
}

/// Whether a courier can still come then (Status).
#[wx_type(request)]
pub enum ExpectRoom {
    /// Yes (可预约).
    Free = 0,
    /// No (约满).
    Full = 1,
}
