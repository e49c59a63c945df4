//! Live rooms (直播间).

use wx_core::wx_type;

/// What is going on in a room (live_status).
#[wx_type(response)]
pub enum LiveStatus {
    /// It is live (直播中).
    Live = 101,
    /// It has not begun (未开始).
    NotBegun = 102,
    /// It has ended (已结束).
    Ended = 103,
    /// It was forbidden (禁播).
    Forbidden = 104,
    /// It pauses (暂停).
    Paused = 105,
    /// Something is wrong (异常).
    Abnormal = 106,
    /// Its time is over (已过期).
    Expired = 107,
    /// A status WeChat added later.
    #[wx(other)]
    Other(i64),
}
