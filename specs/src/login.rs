//! Login (小程序登录).

use wx_core::{OpenId, SessionKey, UnionId, wx_endpoint, wx_type};

/// 小程序登录凭证校验 — who the user behind a `wx.login` code is.
///
/// Needs no access token. A code can be used once, within five minutes; 100 logins a minute for one user.
#[wx_endpoint(
    method = GET,
    path = "/sns/jscode2session?grant_type=authorization_code",
    auth = app_secret,
    response = json(Session),
    errors = [-1, 40013, 40029, 40125, 40163, 40226, 45011],
    idempotent = false,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session.html",
)]
pub struct Code2Session {
    /// The code that `wx.login` gave to the front end.
    pub js_code: String,
}

/// A logged-in user. It is not `Serialize`: the session key must not leave the server.
#[wx_type(response)]
pub struct Session {
    /// The user within this mini program.
    pub openid: OpenId,
    /// The key to what the front end signs and encrypts for this user.
    #[wx(secret)]
    pub session_key: SessionKey,
    /// The user across the apps of one open-platform account, if the mini program is bound to one.
    pub unionid: Option<UnionId>,
}
