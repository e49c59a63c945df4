//! Operation (运维中心): feedback, performance, logs, domains.

use serde_json::Value;
use wx_core::{Date, MediaId, OpenId, RawJson, UnixSeconds, wx_endpoint, wx_type};

/// 获取mediaId图片 — an image that a user added to their feedback.
#[wx_endpoint(
    method = GET,
    path = "/cgi-bin/media/getfeedbackmedia",
    name = "getFeedbackmedia",
    response = binary,
    errors = [-1, 46001],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/operation/api_getfeedbackmedia.html",
)]
pub struct GetFeedbackMedia {
    /// The feedback (record_id of getFeedback).
    pub record_id: u64,
    /// The image (one of mediaIds of getFeedback).
    pub media_id: MediaId,
}

/// 获取性能数据 — how long the mini program took to start, day by day.
#[wx_endpoint(
    method = POST,
    path = "/wxaapi/log/get_performance",
    secure,
    response = json(Performance),
    errors = [-1, 40001],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/operation/api_getperformance.html",
)]
pub struct GetPerformance {
    /// Which time is asked for.
    pub cost_time_type: CostTimeType,
    /// The beginning of the time looked at.
    pub default_start_time: UnixSeconds,
    /// The end of it.
    pub default_end_time: UnixSeconds,
    /// Where the user came from: a scene of getSceneList, or `@_all`. It counts only for the whole start and the download.
    pub scene: String,
    /// On which system.
    #[wx(default)]
    pub device: PerformanceDevice,
    /// Whether the code had to be downloaded. It counts only for the whole start.
    #[wx(default)]
    pub is_download_code: CodeDownload,
    /// In which network. It counts only for the download.
    #[wx(default)]
    pub networktype: PerformanceNetwork,
}

/// Which time of a start (cost_time_type).
#[wx_type(both)]
pub enum CostTimeType {
    /// All of it (启动总耗时).
    Start = 1,
    /// The download (下载耗时).
    Download = 2,
    /// The first rendering (初次渲染耗时).
    FirstRender = 3,
    /// A time WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// On which system (device). The page's table writes `@_all:` for all, its examples `@_all`.
#[wx_type(request)]
#[derive(Default)]
pub enum PerformanceDevice {
    /// On any.
    #[default]
    #[serde(rename = "@_all")]
    All,
    /// On iOS.
    #[serde(rename = "1")]
    Ios,
    /// On Android.
    #[serde(rename = "2")]
    Android,
}

/// Whether the code had to be downloaded (is_download_code).
#[wx_type(request)]
#[derive(Default)]
pub enum CodeDownload {
    /// Either way.
    #[default]
    #[serde(rename = "@_all")]
    All,
    /// It had to.
    #[serde(rename = "1")]
    Yes,
    /// It was there.
    #[serde(rename = "2")]
    No,
}

/// In which network (networktype).
#[wx_type(request)]
#[derive(Default)]
pub enum PerformanceNetwork {
    /// In any.
    #[default]
    #[serde(rename = "@_all")]
    All,
    /// In a wireless one.
    Wifi,
    /// 4G.
    #[serde(rename = "4g")]
    FourG,
    /// 3G.
    #[serde(rename = "3g")]
    ThreeG,
    /// 2G.
    #[serde(rename = "2g")]
    TwoG,
}

/// The answer to [`GetPerformance`].
#[wx_type(response)]
pub struct Performance {
    /// The times that were asked for.
    pub default_time_data: Option<RawJson<PerformanceTimes>>,
    /// Times to compare them with. The page does not say what is in it; it is empty in the example.
    pub compare_time_data: Option<String>,
}

/// Times of starts.
#[wx_type(response)]
pub struct PerformanceTimes {
    /// One entry a day.
    pub list: Vec<DailyCostTime>,
}

/// How long starts took on one day.
#[wx_type(response)]
pub struct DailyCostTime {
    /// The day.
    pub ref_date: Date,
    /// Which time it is.
    pub cost_time_type: CostTimeType,
    /// Milliseconds.
    pub cost_time: u64,
}

/// 查询实时日志 — what the mini program logged on one of the last days (wx.getRealtimeLogManager); 50 calls a minute.
#[wx_endpoint(
    method = GET,
    path = "/wxaapi/userlog/userlog_search",
    response = json(RealtimeLogs),
    errors = [40001, 200002, 200007, 200010],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/operation/api_realtimelogsearch.html",
)]
#[serde(rename_all = "camelCase")]
pub struct RealtimelogSearch {
    /// The day, one of the last seven; its error 200002 speaks of three.
    pub date: Date,
    /// The beginning of the time looked at, on that day.
    pub begintime: UnixSeconds,
    /// The end of it, on that day.
    pub endtime: UnixSeconds,
    /// How many logs are skipped; left out: none.
    pub start: Option<u32>,
    /// How many come back; left out: 20.
    pub limit: Option<u32>,
    /// One start of the mini program: what was logged on all of its pages.
    pub trace_id: Option<String>,
    /// A page: `pages/index/index`.
    pub url: Option<String>,
    /// A user: their WeChat id or openid.
    pub id: Option<String>,
    /// What the front end set with setFilterMsg or addFilterMsg.
    pub filter_msg: Option<String>,
    /// This level and what is graver.
    pub level: Option<RealtimeLogLevel>,
}

/// How grave a log is (level).
#[wx_type(both)]
pub enum RealtimeLogLevel {
    /// Information.
    Info = 2,
    /// A warning.
    Warn = 4,
    /// An error.
    Error = 8,
    /// A level WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// The answer to [`RealtimelogSearch`].
#[wx_type(response)]
pub struct RealtimeLogs {
    /// The logs.
    pub data: RealtimeLogPage,
}

/// Some of the logs that were found.
#[wx_type(response)]
pub struct RealtimeLogPage {
    /// The logs.
    pub list: Vec<RealtimeLog>,
    /// How many were found in all.
    pub total: u64,
}

/// What one user's page logged.
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct RealtimeLog {
    /// The levels of its messages, added up bit by bit: 6 where there are 2 and 4.
    pub level: u32,
    /// The version of the base library.
    pub library_version: String,
    /// The version of WeChat.
    pub client_version: String,
    /// The user.
    pub id: OpenId,
    /// When it was logged.
    pub timestamp: UnixSeconds,
    /// On which system.
    pub platform: RealtimeLogPlatform,
    /// The page.
    pub url: String,
    /// The messages.
    pub msg: Vec<RealtimeLogMessage>,
    /// The start of the mini program in which it was logged.
    pub traceid: String,
    /// What the front end set with setFilterMsg or addFilterMsg.
    pub filter_msg: Option<String>,
}

/// On which system something was logged (platform).
#[wx_type(response)]
pub enum RealtimeLogPlatform {
    /// On Android.
    Android = 1,
    /// On iOS.
    Ios = 2,
    /// A system WeChat added later.
    #[wx(other)]
    Other(i64),
}

/// One call of `log.info` or its like.
#[wx_type(response)]
pub struct RealtimeLogMessage {
    /// When it was called.
    pub time: UnixSeconds,
    /// Its arguments: texts, or what JSON the front end logged.
    pub msg: Vec<Value>,
    /// How grave it is.
    pub level: RealtimeLogLevel,
}

/// 查询域名配置 — every domain the mini program may call.
///
/// The page takes only the token that a third-party platform has for the mini program (`authorizer_access_token`).
#[wx_endpoint(
    method = POST,
    path = "/wxa/getwxadevinfo",
    secure,
    response = json(AllDomains),
    errors = [40001],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/operation/api_getdomaininfo.html",
)]
pub struct GetDomainInfo {}

/// The answer to [`GetDomainInfo`].
#[wx_type(response)]
pub struct AllDomains {
    /// Those of `wx.request`.
    pub requestdomain: Vec<String>,
    /// Those of `wx.connectSocket`.
    pub wsrequestdomain: Vec<String>,
    /// Those of `wx.uploadFile`.
    pub uploaddomain: Vec<String>,
    /// Those of `wx.downloadFile`.
    pub downloaddomain: Vec<String>,
    /// Those of UDP sockets.
    pub udpdomain: Vec<String>,
    /// Those that a `<web-view>` may show (业务域名).
    pub bizdomain: Vec<String>,
}

/// 查询服务器域名配置 — the domains the mini program may call as servers.
///
/// The page takes only the token that a third-party platform has for the mini program (`authorizer_access_token`).
#[wx_endpoint(
    method = POST,
    path = "/wxa/getwxadevinfo",
    secure,
    fixed = [action = "getserverdomain"],
    response = json(ServerDomains),
    errors = [40001],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/operation/api_getdomaininfo.html",
)]
pub struct GetServerDomain {}

/// The answer to [`GetServerDomain`].
#[wx_type(response)]
pub struct ServerDomains {
    /// Those of `wx.request`.
    pub requestdomain: Vec<String>,
    /// Those of `wx.connectSocket`.
    pub wsrequestdomain: Vec<String>,
    /// Those of `wx.uploadFile`.
    pub uploaddomain: Vec<String>,
    /// Those of `wx.downloadFile`.
    pub downloaddomain: Vec<String>,
    /// Those of UDP sockets.
    pub udpdomain: Vec<String>,
}

/// 查询业务域名配置 — the domains a `<web-view>` of the mini program may show.
///
/// The page takes only the token that a third-party platform has for the mini program (`authorizer_access_token`).
#[wx_endpoint(
    method = POST,
    path = "/wxa/getwxadevinfo",
    secure,
    fixed = [action = "getbizdomain"],
    response = json(BizDomains),
    errors = [40001],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/operation/api_getdomaininfo.html",
)]
pub struct GetBizDomain {}

/// The answer to [`GetBizDomain`].
#[wx_type(response)]
pub struct BizDomains {
    /// The domains (业务域名).
    pub bizdomain: Vec<String>,
}
