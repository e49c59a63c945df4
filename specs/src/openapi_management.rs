//! The API itself (openApi 管理): quotas, and what became of a call.

use wx_core::{RawJson, Rid, SecretText, UnixSeconds, wx_endpoint, wx_type};

/// 重置API调用次数 — sets the day's calls of every endpoint back to none.
///
/// Ten times a month for each account, [`ClearQuotaByAppSecret`] counted in.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/clear_quota",
    appid,
    secure,
    response = empty,
    errors = [40013, 48006],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/openApi-mgnt/api_clearquota.html",
)]
pub struct ClearQuota {}

/// 使用AppSecret重置API调用次数 — sets the day's calls of every endpoint back to none, without an access token.
///
/// It works when the calls that fetch a token are used up, too. Ten times a month for each account, [`ClearQuota`] counted
/// in. The secret is `appsecret` here. The page's table puts it into the body with the appid, its example into the query.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/clear_quota/v2",
    auth = app_secret("appsecret"),
    response = empty,
    errors = [-1, 40013, 41002, 41004, 48006],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/openApi-mgnt/api_clearquotabyappsecret.html",
)]
pub struct ClearQuotaByAppSecret {}

/// 查询rid信息 — what a call that failed had sent and what it was answered, by the rid of its error.
///
/// Only calls of this mini program within the last seven days; those under `/sns/` are not kept.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/openapi/rid/get",
    secure,
    response = json(RidInfo),
    errors = [76001, 76002, 76003, 76004],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/openApi-mgnt/api_getridinfo.html",
)]
pub struct GetRidInfo {
    /// The rid: `61725984-6126f6f9-040f19c4`.
    pub rid: String,
}

impl GetRidInfo {
    /// About the call whose error has this rid.
    pub fn of(rid: &Rid) -> Self {
        Self::new(rid.as_str())
    }
}

/// The answer to [`GetRidInfo`].
#[wx_type(response)]
pub struct RidInfo {
    /// The call.
    pub request: FailedCall,
}

/// A call that failed.
#[wx_type(response)]
pub struct FailedCall {
    /// When it was made.
    pub invoke_time: UnixSeconds,
    /// How many milliseconds it took.
    pub cost_in_ms: u64,
    /// Its query. An access token may stand in it.
    #[wx(secret)]
    pub request_url: SecretText,
    /// Its body; empty where it had none.
    pub request_body: String,
    /// What it was answered.
    pub response_body: Option<RawJson>,
    /// The address of the server that made it.
    pub client_ip: String,
}

/// 查询API调用额度 — how many calls of an endpoint there are a day, how many are left, and how fast they may come.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/openapi/quota/get",
    secure,
    response = json(ApiQuota),
    errors = [76021, 76022],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/openApi-mgnt/api_getapiquota.html",
)]
pub struct GetApiQuota {
    /// The path of the endpoint: `/cgi-bin/message/custom/send`. Those under `/sns/` are refused.
    #[wx(prefix = "/")]
    pub cgi_path: String,
}

/// The answer to [`GetApiQuota`].
#[wx_type(response)]
pub struct ApiQuota {
    /// The calls of today.
    pub quota: DailyQuota,
    /// How fast calls may come.
    pub rate_limit: Option<CallRate>,
    /// How fast calls may come that a third-party platform makes for the mini program.
    pub component_rate_limit: Option<CallRate>,
}

/// The calls of a day.
#[wx_type(response)]
pub struct DailyQuota {
    /// How many there are.
    pub daily_limit: u64,
    /// How many were made.
    pub used: u64,
    /// How many are left.
    pub remain: u64,
}

/// How fast calls may come.
#[wx_type(response)]
pub struct CallRate {
    /// How many calls there may be in one period.
    pub call_count: u64,
    /// How long a period is, in seconds.
    pub refresh_second: u64,
}
