//! Live broadcasts (小程序直播).

use serde_json::Value;
use wx_core::{AppId, JsonText, OpenId, UnixSeconds, ZeroOne, wx_endpoint, wx_type};

pub use crate::shared::LiveStatus;

/// 获取直播间分享二维码 — the code and the poster by which a room is shared.
#[wx_endpoint(
    method = GET,
    path = "/wxaapi/broadcast/room/getsharedcode",
    response = json(SharedCode),
    errors = [1001, 40001, 300022, 300023],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/livebroadcast/studio-management/api_getsharedcode.html",
)]
#[serde(rename_all = "camelCase")]
pub struct GetSharedCode {
    /// The room.
    pub room_id: u64,
    /// Parameters of your own, any JSON.
    pub params: Option<JsonText<Value>>,
}

/// The answer to [`GetSharedCode`].
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct SharedCode {
    /// The address of the code.
    #[wx(essential)]
    pub cdn_url: String,
    /// The page that the code opens.
    pub page_path: String,
    /// The address of the poster.
    pub poster_url: String,
}

/// 获取直播间列表 — the rooms, those that begin last first; 100,000 calls a day, replays counted in.
#[wx_endpoint(
    method = POST,
    path = "/wxa/business/getliveinfo",
    response = json(LiveRooms),
    errors = [-1, 1 = "no room was ever made (还没有创建直播间)", 40001],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/livebroadcast/studio-management/api_getliveinfo.html",
)]
pub struct GetLiveInfo {
    /// How many rooms are skipped.
    pub start: u32,
    /// How many come back, best 100 at most.
    pub limit: u32,
}

/// The answer to [`GetLiveInfo`].
#[wx_type(response)]
pub struct LiveRooms {
    /// The rooms.
    pub room_info: Vec<LiveRoom>,
    /// How many there are in all.
    pub total: u64,
}

/// A room.
#[wx_type(response)]
pub struct LiveRoom {
    /// The room.
    pub roomid: u64,
    /// Its name.
    pub name: String,
    /// The address of its background.
    pub cover_img: String,
    /// The address of the picture by which it is shared.
    pub share_img: String,
    /// The address of the cover that WeChat shows where it recommends the room.
    pub feeds_img: Option<String>,
    /// When it begins.
    pub start_time: UnixSeconds,
    /// When it is meant to end.
    pub end_time: UnixSeconds,
    /// Who hosts it.
    pub anchor_name: String,
    /// Who made it.
    pub creater_openid: Option<OpenId>,
    /// What is sold in it.
    pub goods: Vec<LiveGoods>,
    /// What is going on in it.
    pub live_status: LiveStatus,
    /// How it is filmed.
    pub live_type: LiveType,
    /// Whether likes are off; once the broadcast runs they stay off.
    pub close_like: ZeroOne,
    /// Whether the goods are off; once the broadcast runs they stay off.
    pub close_goods: ZeroOne,
    /// Whether comments are off; once the broadcast runs they stay off.
    pub close_comment: ZeroOne,
    /// Whether the customer service is off.
    pub close_kf: ZeroOne,
    /// Whether the replay is off.
    pub close_replay: ZeroOne,
    /// Whether WeChat may recommend the room.
    pub is_feeds_public: ZeroOne,
}

/// How a room is filmed (live_type).
#[wx_type(response)]
pub enum LiveType {
    /// By phone (手机直播).
    Phone = 0,
    /// By a stream that is pushed (推流).
    Stream = 1,
    /// A way WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// Something that is sold in a room.
#[wx_type(response)]
pub struct LiveGoods {
    /// The goods.
    pub goods_id: u64,
    /// Their name.
    pub name: String,
    /// The address of their picture.
    pub cover_img: String,
    /// The page that shows them.
    pub url: String,
    /// The price in fen: what [`LivePriceType`] says.
    pub price: f64,
    /// The second price in fen, where there are two.
    pub price2: Option<f64>,
    /// What the two prices are.
    pub price_type: LivePriceType,
    /// The mini program they are from, where it is another.
    pub third_party_appid: Option<AppId>,
}

/// What the two prices of goods are (price_type).
#[wx_type(response)]
pub enum LivePriceType {
    /// There is one price, the first (一口价).
    One = 1,
    /// They are the least and the greatest (价格区间).
    Between = 2,
    /// They are the usual one and today's (折扣价).
    Discount = 3,
    /// A type WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// 获取直播间回放 — the videos of a broadcast that has ended; they are there some ten minutes after the end.
#[wx_endpoint(
    method = POST,
    path = "/wxa/business/getliveinfo",
    fixed = [action = "get_replay"],
    response = json(LiveReplays),
    errors = [-1, 40001],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/livebroadcast/studio-management/api_getliveinfo.html",
)]
pub struct GetLiveReplay {
    /// The room.
    pub room_id: u64,
    /// How many videos are skipped.
    pub start: u32,
    /// How many come back, best 100 at most.
    pub limit: u32,
}

/// The answer to [`GetLiveReplay`].
#[wx_type(response)]
pub struct LiveReplays {
    /// The videos.
    pub live_replay: Vec<LiveReplay>,
    /// How many there are in all.
    pub total: u64,
}

/// A video of a broadcast, without its comments.
#[wx_type(response)]
pub struct LiveReplay {
    /// When it was made. The page does not say how the time is written.
    pub create_time: String,
    /// Until when the address works, written the same way.
    pub expire_time: String,
    /// The address of the video.
    pub media_url: String,
}
