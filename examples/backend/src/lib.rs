//! A mini program's backend: login, phone number, code image.
//!
//! | route | the front end sends | it gets |
//! |---|---|---|
//! | `POST /login` | `{"code"}` of `wx.login` | `{"token"}`, to be sent as `Authorization: Bearer …` |
//! | `POST /phone` | `{"code"}` of the phone-number button, with the token | `{"phone"}` |
//! | `GET /code?scene=…&page=…` | | the mini-program code, an image |
//!
//! The `session_key` stays in this process: putting it into an answer does not compile.

mod failure;
mod sessions;

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use wx_api::prelude::*;

use crate::{failure::Failure, sessions::Sessions};

/// What every handler shares.
#[derive(Clone)]
struct App {
    wechat: Client,
    sessions: Arc<Sessions>,
}

/// The backend's routes.
pub fn routes(wechat: Client) -> Router {
    Router::new()
        .route("/login", post(login))
        .route("/phone", post(phone))
        .route("/code", get(code))
        .with_state(App { wechat, sessions: Arc::default() })
}

/// A code that the front end was given by WeChat.
#[derive(Deserialize)]
struct Code {
    code: String,
}

async fn login(State(app): State<App>, Json(Code { code }): Json<Code>) -> Result<Json<Value>, Failure> {
    let session = app.wechat.code2_session(Code2Session::new(code)).await?;
    let token = app.sessions.start(session);
    Ok(Json(json!({ "token": token })))
}

async fn phone(
    State(app): State<App>,
    headers: HeaderMap,
    Json(Code { code }): Json<Code>,
) -> Result<Json<Value>, Failure> {
    let openid = app.sessions.openid(&headers).ok_or(Failure::NotLoggedIn)?;
    // Naming the user makes WeChat refuse a code that another user was given.
    let request = GetPhoneNumber::new(code).openid(openid);
    let phone = app.wechat.get_phone_number(request).await?.phone_info;
    Ok(Json(json!({ "phone": phone.pure_phone_number, "country": phone.country_code })))
}

/// What the code carries and where it leads.
#[derive(Deserialize)]
struct Wanted {
    scene: String,
    page: Option<String>,
}

async fn code(State(app): State<App>, Query(wanted): Query<Wanted>) -> Result<impl IntoResponse, Failure> {
    let mut request = GetUnlimitedQrCode::new(wanted.scene).width(430);
    request.page = wanted.page;
    let image = app.wechat.get_unlimited_qr_code(request).await?;
    let kind = image.content_type.unwrap_or_else(|| "image/jpeg".to_owned());
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, kind)], image.bytes))
}
