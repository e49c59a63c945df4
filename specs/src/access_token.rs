//! Credentials of the mini program itself (接口调用凭证).
//!
//! A backend does not call these: the client's token authority does.

use wx_core::{AccessToken, wx_endpoint, wx_type};

/// 获取接口调用凭据 — a new access token; the one before lives for five minutes more.
///
/// Every call replaces the token everybody else holds, which is why servers that call it behind each other's back lock
/// each other out. [`GetStableAccessToken`] does not have that trouble.
#[wx_endpoint(
    method = GET,
    path = "/cgi-bin/token?grant_type=client_credential",
    auth = app_secret,
    response = json(IssuedToken),
    errors = [-1, 40001, 40002, 40013, 40125, 40164, 40243, 41004, 50004, 50007],
    idempotent = false,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-access-token/api_getaccesstoken.html",
)]
pub struct GetAccessToken {}

/// 获取稳定版接口调用凭据 — the current access token, or a new one when that is about to expire.
///
/// Servers that ask get the same token, so a fleet needs no coordination. WeChat renews it five minutes before it
/// expires. It is apart from [`GetAccessToken`]'s: neither invalidates the other. At most 10,000 calls a minute and
/// 500,000 a day.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/stable_token",
    auth = app_secret,
    fixed = [grant_type = "client_credential"],
    response = json(IssuedToken),
    errors = [-1, 40002, 40013, 40125, 40164, 40243, 41002, 41004, 43002, 45009, 45011, 89503, 89506, 89507],
    // Without `force_refresh` it is. A client's token source does not set that when it tries again.
    idempotent = false,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-access-token/api_getstableaccesstoken.html",
)]
pub struct GetStableAccessToken {
    /// Voids the current token and issues a new one. At most 20 times a day, 30 seconds apart; so the client never sends such a
    /// call a second time.
    pub force_refresh: Option<bool>,
}

/// An access token and how long it lives.
#[wx_type(response)]
pub struct IssuedToken {
    /// The token, at most 512 characters.
    #[wx(secret)]
    pub access_token: AccessToken,
    /// Seconds it has left, at most 7200.
    #[wx(essential)]
    pub expires_in: u64,
}
