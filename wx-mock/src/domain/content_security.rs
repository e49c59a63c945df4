//! Content checks.

use serde_json::json;

use super::{Call, Handler};
use crate::{push::Due, refusal::Refusal, reply::Answer, world::World};

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("content_security.msgSecCheck", text),
    ("content_security.imgSecCheck", image),
    ("content_security.mediaCheckAsync", media),
];

/// What is found risky, in a text and in the bytes of a file.
const MARK: &str = "risky";
/// The text that the official page once gave to try the check with.
const OFFICIAL: &str = "特3456书yuuo莞6543李zxcz蒜7782法fgnv级";

fn text(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let parts = ["content", "title", "nickname", "signature"];
    let texts = || parts.iter().map(|part| call.fields.text(part));
    let (suggest, label, prob) = if texts().any(|text| text.contains(OFFICIAL)) {
        ("risky", 20001, 90)
    } else if texts().any(|text| text.contains(MARK)) {
        ("risky", 20006, 90)
    } else {
        ("pass", 100, 90)
    };
    Ok(Answer::Json(json!({
        "errcode": 0,
        "errmsg": "ok",
        "result": { "suggest": suggest, "label": label },
        "detail": [{
            "strategy": "content_model",
            "errcode": 0,
            "suggest": suggest,
            "label": label,
            "prob": prob,
        }],
        "trace_id": trace_id(world),
    })))
}

fn image(call: &Call<'_>, _: &mut World) -> Result<Answer, Refusal> {
    let risky = call
        .fields
        .files
        .values()
        .any(|file| file.bytes.windows(MARK.len()).any(|window| window == MARK.as_bytes()));
    if risky {
        return Err(Refusal::new(87014).because("the file contains the word `risky`"));
    }
    Ok(Answer::ok())
}

/// The verdict is pushed, if it is known where to.
fn media(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let trace_id = trace_id(world);
    let (suggest, label) =
        if call.fields.text("media_url").contains(MARK) { ("risky", 20006) } else { ("pass", 100) };
    let found = json!({
        "strategy": "content_model", "errcode": 0, "suggest": suggest, "label": label, "prob": 90,
    });
    world.pushing.due.push(Due {
        name: "wxa_media_check",
        appid: call.appid.to_owned(),
        openid: Some(call.fields.text("openid").to_owned()),
        fields: json!({
            "appid": call.appid, "trace_id": trace_id, "version": 2, "errcode": 0, "errmsg": "ok",
            "result": { "suggest": suggest, "label": label }, "detail": [found],
        }),
    });
    Ok(Answer::Json(json!({ "errcode": 0, "errmsg": "ok", "trace_id": trace_id })))
}

fn trace_id(world: &mut World) -> String {
    let groups = [8, 8, 8].map(|length| world.random.hex(length));
    groups.join("-")
}
