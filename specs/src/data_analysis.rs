//! Analytics (数据分析).

use wx_core::{Date, wx_endpoint, wx_type};

/// 获取用户访问小程序数据日趋势 — visits of one day.
///
/// `begin_date` and `end_date` are the same day, yesterday at the latest.
#[wx_endpoint(
    method = POST,
    path = "/datacube/getweanalysisappiddailyvisittrend",
    secure,
    response = json(DailyVisitTrend),
    errors = [-1, 40001, 61501, 61503, 61504],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/data-analysis/visit-trend/api_getdailyvisittrend.html",
)]
pub struct GetDailyVisitTrend {
    /// The day.
    pub begin_date: Date,
    /// The same day.
    pub end_date: Date,
}

impl GetDailyVisitTrend {
    /// The visits of this day.
    pub fn of(day: Date) -> Self {
        Self::new(day, day)
    }
}

/// The answer to [`GetDailyVisitTrend`].
#[wx_type(response)]
pub struct DailyVisitTrend {
    /// One entry for the day, or none.
    pub list: Vec<DailyVisits>,
}

/// The visits of one day.
#[wx_type(response)]
pub struct DailyVisits {
    /// The day.
    pub ref_date: Date,
    /// How often the mini program was opened.
    pub session_cnt: u64,
    /// How many pages were seen.
    pub visit_pv: u64,
    /// How many users there were.
    pub visit_uv: u64,
    /// How many of them were new.
    pub visit_uv_new: u64,
    /// Seconds a user stayed, on average.
    pub stay_time_uv: Option<f64>,
    /// Seconds a visit lasted, on average.
    pub stay_time_session: Option<f64>,
    /// Pages a visit went deep, on average.
    pub visit_depth: Option<f64>,
}

/// 获取小程序用户画像分布 — who the users of one day, seven days or thirty days were.
///
/// `end_date` is yesterday; `begin_date` is 0, 6 or 29 days before it.
#[wx_endpoint(
    method = POST,
    path = "/datacube/getweanalysisappiduserportrait",
    secure,
    response = json(UserPortrait),
    errors = [-1, 40001, 61501, 61503, 61504],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/data-analysis/others/api_getuserportrait.html",
)]
pub struct GetUserPortrait {
    /// The first day.
    pub begin_date: Date,
    /// The last day.
    pub end_date: Date,
}

/// The answer to [`GetUserPortrait`].
#[wx_type(response)]
pub struct UserPortrait {
    /// The time: `20170611`, or `20170611-20170617`.
    pub ref_date: String,
    /// The new users.
    pub visit_uv_new: Portrait,
    /// All active users.
    pub visit_uv: Portrait,
}

/// Users by where they are and what they hold.
#[wx_type(response)]
pub struct Portrait {
    /// By province.
    pub province: Vec<Share>,
    /// By city.
    pub city: Vec<Share>,
    /// By gender.
    pub genders: Vec<Share>,
    /// By platform: iPhone, Android, others.
    pub platforms: Vec<Share>,
    /// By device.
    pub devices: Vec<Share>,
    /// By age.
    pub ages: Vec<Share>,
}

/// One group of users.
#[wx_type(response)]
pub struct Share {
    /// The group's number, where it has one.
    pub id: Option<i64>,
    /// The group's name.
    pub name: String,
    /// How many users are in it.
    pub value: u64,
}
