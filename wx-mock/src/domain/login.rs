//! Login.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;
use tokio::time::Instant;

use super::{Call, Handler};
use crate::{codes::Bad, random::Random, refusal::Refusal, reply::Answer, world::World};

pub(super) const HANDLERS: &[(&str, Handler)] =
    &[("login.code2Session", session), ("login.ResetUserSessionKey", reset)];

/// Who logged in.
pub(crate) struct Login {
    pub(crate) openid: String,
    pub(crate) session_key: String,
}

impl Login {
    /// The user behind a code: the one it was issued for, else one that belongs to the code.
    pub(crate) fn new(appid: &str, code: &str, subject: Option<String>) -> Self {
        Self {
            openid: subject.unwrap_or_else(|| format!("o{}", Random::of(&["openid", appid, code]).text(27))),
            session_key: STANDARD.encode(Random::of(&["session_key", appid, code]).bytes::<16>()),
        }
    }
}

fn session(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let code = call.fields.text("js_code");
    let subject = world.logins.take(code, Instant::now()).map_err(|bad| {
        let errcode = if bad == Bad::Used { 40163 } else { 40029 };
        Refusal::new(errcode).because(bad.reason())
    })?;
    let login = world.log_in(call.appid, code, subject);
    Ok(Answer::Json(json!({ "session_key": login.session_key, "openid": login.openid })))
}

/// Another key, as if the user had logged in again; the old one signs nothing any more.
fn reset(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let code = world.new_code();
    let login = world.log_in(call.appid, &code, Some(call.fields.text("openid").to_owned()));
    let answer = json!({
        "errcode": 0,
        "errmsg": "ok",
        "openid": login.openid,
        "session_key": login.session_key,
    });
    Ok(Answer::Json(answer))
}
