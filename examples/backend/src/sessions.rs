//! Who is logged in: a cookie of this backend's own. What WeChat gave for the login stays here.

use std::time::Duration;

use axum::{
    extract::{FromRef, FromRequestParts},
    http::request::Parts,
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wx_api::{OpenId, SessionKey, login::Session};

use crate::{App, failure::Failure};

const COOKIE: &str = "session";
/// Shorter than a session key lives.
const LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// What is kept of a login.
#[derive(Serialize, Deserialize)]
struct Login {
    openid: OpenId,
    /// A session key cannot be serialized by itself, and so not be sent to a front end by mistake. The store is a part of this
    /// server, so here it is taken out on purpose.
    session_key: String,
}

/// A user who is logged in: a handler that takes one is not called for anybody else.
pub(crate) struct User {
    pub(crate) openid: OpenId,
    /// Opens what the front end hands over encrypted.
    pub(crate) session_key: SessionKey,
}

/// Logs a user in; the cookie is all the front end gets.
pub(crate) async fn start(app: &App, session: Session) -> Result<Cookie<'static>, Failure> {
    let id = Uuid::new_v4();
    let login = Login { openid: session.openid, session_key: session.session_key.expose().to_owned() };
    app.store.put_json(key(id), &login, LIFE).await?;
    Ok(Cookie::build((COOKIE, id.to_string()))
        .path("/")
        .http_only(true)
        .secure(true)
        .same_site(SameSite::Lax)
        .build())
}

/// Logs whoever has the cookie out.
pub(crate) async fn end(app: &App, jar: CookieJar) -> Result<CookieJar, Failure> {
    if let Some(id) = id(&jar) {
        app.store.remove(&key(id)).await?;
    }
    Ok(jar.remove(Cookie::build(COOKIE).path("/")))
}

fn id(jar: &CookieJar) -> Option<Uuid> {
    jar.get(COOKIE)?.value().parse().ok()
}

fn key(id: Uuid) -> String {
    format!("session:{id}")
}

impl<S: Send + Sync> FromRequestParts<S> for User
where
    App: FromRef<S>,
{
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let app = App::from_ref(state);
        let id = id(&CookieJar::from_headers(&parts.headers)).ok_or(Failure::NotLoggedIn)?;
        let login: Login = app.store.get_json(&key(id)).await?.ok_or(Failure::NotLoggedIn)?;
        Ok(Self { openid: login.openid, session_key: SessionKey::new(login.session_key) })
    }
}
