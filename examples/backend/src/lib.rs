//! A mini program's backend: what a team would start from.
//!
//! | route | the front end sends | it gets |
//! |---|---|---|
//! | `POST /login` | `{"code"}` of `wx.login` | a cookie |
//! | `POST /logout` | | |
//! | `POST /phone` | `{"code"}` of the phone-number button | `{"phone", "country"}` |
//! | `POST /phone/encrypted` | `{"encrypted_data", "iv"}` of an old front end's button | the same |
//! | `GET /code?scene=…&page=…` | | the mini-program code, an image; drawn once, then kept |
//! | `POST /orders` | `{"item", "quantity"}` | `{"number", "told"}`: whether a subscribe message could be sent |
//! | `POST /posts` | `{"text"}` or `{"image"}` | `{"id", "state"}`: a text is checked at once, an image later |
//! | `GET /posts/{id}` | | the same |
//! | `GET /visits.svg` | | the visits of the last week, a plot |
//! | `GET`, `POST /wechat` | WeChat itself | message push |
//! | `GET /` | | a page that shows all of it |
//!
//! The `session_key` stays in this server: putting it into an answer does not compile.

mod codes;
mod failure;
#[cfg(feature = "fake")]
pub mod fake;
mod orders;
mod phone;
mod posts;
mod pushed;
mod sessions;
mod store;
mod visits;

use axum::{
    Json, Router,
    extract::{FromRef, State},
    http::StatusCode,
    response::Html,
    routing::{any, get, post},
};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use wx_api::{TemplateId, prelude::*, push::Receiver};

use crate::{failure::Failure, store::Store};

/// What every handler shares.
#[derive(Debug, Clone)]
pub struct App {
    wechat: Client,
    pushes: Receiver,
    store: Store,
    template: TemplateId,
}

impl App {
    /// A backend on one server: what it keeps is in this process. The template is the one of the message about an order.
    pub fn new(wechat: Client, pushes: Receiver, template: impl Into<TemplateId>) -> Self {
        Self { wechat, pushes, store: Store::in_memory(), template: template.into() }
    }

    /// Keeps everything in Redis, for several servers.
    pub fn in_redis(mut self, url: &str) -> Result<Self, redis::RedisError> {
        self.store = Store::in_redis(url)?;
        Ok(self)
    }

    /// The backend's routes.
    pub fn routes(self) -> Router {
        Router::new()
            .route("/", get(|| async { Html(include_str!("page.html")) }))
            .route("/login", post(login))
            .route("/logout", post(logout))
            .route("/phone", post(phone::phone))
            .route("/phone/encrypted", post(phone::encrypted))
            .route("/code", get(codes::code))
            .route("/orders", post(orders::order))
            .route("/posts", post(posts::post))
            .route("/posts/{id}", get(posts::show))
            .route("/visits.svg", get(visits::plot))
            .route("/wechat", any(pushed::pushed))
            .with_state(self)
    }
}

// The extractor of pushes finds its receiver here.
impl FromRef<App> for Receiver {
    fn from_ref(app: &App) -> Self {
        app.pushes.clone()
    }
}

/// A code that the front end was given by WeChat.
#[derive(Deserialize)]
struct Code {
    code: String,
}

async fn login(
    State(app): State<App>,
    jar: CookieJar,
    Json(Code { code }): Json<Code>,
) -> Result<(CookieJar, StatusCode), Failure> {
    let session = app.wechat.code2_session(Code2Session::new(code)).await?;
    let cookie = sessions::start(&app, session).await?;
    Ok((jar.add(cookie), StatusCode::NO_CONTENT))
}

async fn logout(State(app): State<App>, jar: CookieJar) -> Result<(CookieJar, StatusCode), Failure> {
    Ok((sessions::end(&app, jar).await?, StatusCode::NO_CONTENT))
}
