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

/// 检验登录态 — whether a session key is still the user's, without telling it: the error 87009 says that it is not.
#[wx_endpoint(
    method = GET,
    path = "/wxa/checksession",
    sign = [session_signature],
    response = empty,
    errors = [87009],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_checksessionkey.html",
)]
pub struct CheckSessionKey {
    /// The user.
    pub openid: OpenId,
    /// The key that is in doubt.
    #[wx(key)]
    pub session_key: SessionKey,
}

/// 重置登录态 — gives a user another session key; the old one is void from then on.
///
/// The new one expires when the old one would have. 60,000 calls a minute, and not often for the same user.
// A GET, and yet it must not be repeated by itself: the key that signs is void once the first try took effect.
#[wx_endpoint(
    method = GET,
    path = "/wxa/resetusersessionkey",
    name = "ResetUserSessionKey",
    sign = [session_signature],
    response = json(ResetSession),
    errors = [-1, 40097, 45011, 87007, 87008, 87009],
    idempotent = false,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_resetusersessionkey.html",
)]
pub struct ResetUserSessionKey {
    /// The user.
    pub openid: OpenId,
    /// The user's present key.
    #[wx(key)]
    pub session_key: SessionKey,
}

/// A user's session after [`ResetUserSessionKey`]. It is not `Serialize`: the session key must not leave the server.
#[wx_type(response)]
pub struct ResetSession {
    /// The user within this mini program.
    pub openid: OpenId,
    /// The new key.
    #[wx(secret)]
    pub session_key: SessionKey,
}
