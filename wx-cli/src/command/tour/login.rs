//! Credentials, login and phone number.

use wx_api::{OpenId, prelude::*};

use super::Guide;
use crate::stop::Stop;

/// The number the phone button gives.
const NUMBER: &str = "13800138000";

/// Logs a user in; the others meet them again.
pub(super) async fn run(guide: &mut Guide<'_>) -> Result<OpenId, Stop> {
    let Guide { client, wechat, board } = guide;

    board.section("Access token")?;
    let token = client.get_stable_access_token(GetStableAccessToken::new()).await?;
    board.row::<GetStableAccessToken>(
        "appid, secret=***",
        format!(
            "access_token=*** ({} characters), expires_in={}",
            token.access_token.expose().len(),
            token.expires_in
        ),
    )?;
    let token = client.get_access_token(GetAccessToken::new()).await?;
    board.row::<GetAccessToken>(
        "appid, secret=*** (the legacy one)",
        format!(
            "access_token=*** ({} characters), expires_in={}",
            token.access_token.expose().len(),
            token.expires_in
        ),
    )?;

    board.section("Login and phone number")?;
    let js_code = wechat.js_code();
    let session = client.code2_session(Code2Session::new(js_code.as_str())).await?;
    let unionid = session.unionid.as_ref().map_or(String::new(), |_| ", a unionid".to_owned());
    board.row::<Code2Session>(
        format!("js_code={}", short(&js_code)),
        format!("openid={}, session_key=***{unionid}", short(session.openid.as_str())),
    )?;

    let code = wechat.phone_code(NUMBER);
    let phone = client.get_phone_number(GetPhoneNumber::new(code.as_str())).await?.phone_info;
    board.row::<GetPhoneNumber>(
        format!("code={}", short(&code)),
        format!("+{} {}", phone.country_code, phone.pure_phone_number),
    )?;

    let (data, iv) = wechat.encrypted_phone(session.openid.as_str(), NUMBER);
    let phone: PhoneInfo =
        client.decrypt(&session.session_key, &data, &iv).map_err(|error| Stop::Failed(error.to_string()))?;
    board.local(
        "decrypt (the old way)",
        "no call: AES-128-CBC, watermark",
        format!("encryptedData ({} characters), iv", data.len()),
        format!("+{} {}, watermark {}", phone.country_code, phone.pure_phone_number, phone.watermark.appid),
    )?;
    Ok(session.openid)
}

/// An identifier's beginning: enough to recognise it.
pub(super) fn short(id: &str) -> String {
    crate::text::shorten(id, 13)
}
