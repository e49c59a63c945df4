//! Face verification: who began one can ask for it.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;
use wx_core::sign;

use super::{Call, Handler};
use crate::{
    refusal::Refusal,
    reply::Answer,
    world::{Verification, World},
};

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("face_verify.getVerifyId", begin),
    ("face_verify.queryVerifyInfo", asked),
    ("face_verify.getFaceIdentifyImage", asked),
];

/// How long a verification may be asked for.
const LIFE: Duration = Duration::from_secs(60 * 60);

fn begin(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let out_seq_no = call.fields.text("out_seq_no");
    let used = |known: &Verification| known.appid == call.appid && known.out_seq_no == out_seq_no;
    if world.verifications.values().any(used) {
        return Err(Refusal::new(84019).because("`out_seq_no`: another verification has it"));
    }
    let cert = |name: &str| {
        let info = call.fields.values.get("cert_info").and_then(|info| info.get(name));
        info.and_then(Value::as_str).unwrap_or("")
    };
    for (name, code) in [("cert_name", 84014), ("cert_no", 84015)] {
        if cert(name).is_empty() {
            return Err(Refusal::new(code).because(format!("`cert_info.{name}`: it is empty")));
        }
    }
    let verify_id = world.random.text(64);
    let verification = Verification {
        appid: call.appid.to_owned(),
        out_seq_no: out_seq_no.to_owned(),
        openid: call.fields.text("openid").to_owned(),
        cert_hash: sign::cert_hash(cert("cert_type"), cert("cert_name"), cert("cert_no")),
        begun: Instant::now(),
    };
    world.verifications.insert(verify_id.clone(), verification);
    let answer =
        json!({ "errcode": 0, "errmsg": "ok", "verify_id": verify_id, "expires_in": LIFE.as_secs() });
    Ok(Answer::Json(answer))
}

/// What comes of a verification is the sample's, a success; one that was not begun here is taken for one that was.
fn asked(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let verify_id = call.fields.text("verify_id");
    match world.verifications.get(verify_id) {
        Some(known) => same(call, known)?,
        None if verify_id.starts_with("invalid") => {
            return Err(Refusal::new(84022).because("`verify_id`: one that begins with `invalid` is none"));
        }
        None => {}
    }
    Ok(call.sample())
}

/// Whether a verification is asked for with what it was begun with.
fn same(call: &Call<'_>, known: &Verification) -> Result<(), Refusal> {
    if known.appid != call.appid || known.begun.elapsed() >= LIFE {
        return Err(Refusal::new(84022).because("`verify_id`: it is older than an hour, or of another appid"));
    }
    for (name, begun, code) in [
        ("out_seq_no", &known.out_seq_no, 84020),
        ("openid", &known.openid, 84017),
        ("cert_hash", &known.cert_hash, 84018),
    ] {
        if call.fields.text(name) != begun {
            let reason = format!("`{name}`: it is not the one this verification was begun with");
            return Err(Refusal::new(code).because(reason));
        }
    }
    Ok(())
}
