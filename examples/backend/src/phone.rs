//! A user's phone number, in the new way and in the old one.

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Value, json};
use wx_api::{phone_number::PhoneInfo, prelude::*};

use crate::{App, Code, failure::Failure, sessions::User};

pub(crate) async fn phone(
    State(app): State<App>,
    user: User,
    Json(Code { code }): Json<Code>,
) -> Result<Json<Value>, Failure> {
    // Naming the user makes WeChat refuse a code that another user was given.
    let request = GetPhoneNumber::new(code).openid(user.openid);
    Ok(shown(&app.wechat.get_phone_number(request).await?.phone_info))
}

/// What a front end of before 2021 has from the button.
#[derive(Deserialize)]
pub(crate) struct Encrypted {
    encrypted_data: String,
    iv: String,
}

pub(crate) async fn encrypted(
    State(app): State<App>,
    user: User,
    Json(sent): Json<Encrypted>,
) -> Result<Json<Value>, Failure> {
    let phone: PhoneInfo = app.wechat.decrypt(&user.session_key, &sent.encrypted_data, &sent.iv)?;
    Ok(shown(&phone))
}

fn shown(phone: &PhoneInfo) -> Json<Value> {
    Json(json!({ "phone": phone.pure_phone_number, "country": phone.country_code }))
}
