//! Calls that go wrong, and how the errors read.

use wx_api::{Error, prelude::*};
use wx_mock::Fault;

use super::Guide;
use crate::stop::Stop;

/// One failure that the client mends by itself, then three that it reports.
pub(super) async fn run(guide: &mut Guide<'_>) -> Result<(), Stop> {
    let Guide { client, wechat, board } = guide;
    board.section("Trouble that nobody notices")?;
    // The client holds a token by now; somebody else makes it void.
    wechat.void_tokens();
    let before = wechat.calls().len();
    client.get_phone_number(GetPhoneNumber::new(wechat.phone_code("13800138000"))).await?;
    let calls = wechat.calls().split_off(before);
    let codes: Vec<_> = calls
        .iter()
        .filter(|call| call.endpoint.as_deref() == Some("phone_number.getPhoneNumber"))
        .map(|call| match call.errcode {
            Some(0) | None => "ok".to_owned(),
            Some(code) => code.to_string(),
        })
        .collect();
    board.row::<GetPhoneNumber>(
        "code=…, with a token that has just become void",
        format!("the number; on the wire: {}", codes.join(", a new token, ")),
    )?;

    board.section("Trouble, and how it reads")?;
    let js_code = wechat.js_code();
    client.code2_session(Code2Session::new(js_code.as_str())).await?;
    let error = expected(client.code2_session(Code2Session::new(js_code)).await)?;
    board.failure("code2Session with a js_code that has been used", &error)?;

    wechat.fault("getUnlimitedQRCode", Fault::JsonAsImage);
    let error = expected(client.get_unlimited_qr_code(GetUnlimitedQrCode::new("id=123")).await)?;
    board
        .failure("getUnlimitedQRCode, answered with a JSON error under `Content-Type: image/jpeg`", &error)?;

    let error = expected(client.get_unlimited_qr_code(GetUnlimitedQrCode::new("name=小明")).await)?;
    board.failure(
        "getUnlimitedQRCode with the scene `name=小明`, characters that a scene may not have",
        &error,
    )?;
    Ok(())
}

fn expected<T>(result: Result<T, Error>) -> Result<Error, Stop> {
    match result {
        Err(error) => Ok(error),
        Ok(_) => Err(Stop::Failed("the fake WeChat took what it should have refused".into())),
    }
}
