//! Subscribe messages.

use serde_json::{Value, json};

use super::{Call, Handler};
use crate::{push::Due, refusal::Refusal, reply::Answer, world::World};

pub(super) const HANDLERS: &[(&str, Handler)] = &[("subscribe_message.sendMessage", send)];

/// The letters of a key and the most characters of its value.
const LENGTHS: &[(&str, usize)] = &[
    ("thing", 20),
    ("number", 32),
    ("letter", 32),
    ("symbol", 5),
    ("character_string", 32),
    ("phone_number", 17),
    ("car_number", 8),
    ("name", 20),
    ("phrase", 5),
];

/// Whether it has arrived is pushed, if it is known where to.
fn send(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let touser = call.fields.text("touser");
    if touser.starts_with("refused") || world.refusing.contains(touser) {
        return Err(Refusal::new(43101).because("`touser`: this user declines messages"));
    }
    if let Some(Value::Object(data)) = call.fields.values.get("data") {
        for (key, entry) in data {
            value(key, entry)?;
        }
    }
    let msgid = format!("3{}", world.random.digits(18));
    let sent = json!({
        "TemplateId": call.fields.text("template_id"), "MsgID": msgid, "ErrorCode": "0", "ErrorStatus": "success",
    });
    world.pushing.due.push(Due {
        name: "subscribe_msg_sent_event",
        appid: call.appid.to_owned(),
        openid: Some(touser.to_owned()),
        fields: json!({ "List": [sent] }),
    });
    // The answer has it as a number.
    Ok(Answer::Json(
        json!({ "errcode": 0, "errmsg": "ok", "msgid": msgid.parse::<u64>().unwrap_or_default() }),
    ))
}

/// A value must be there and fit the letters of its key.
fn value(key: &str, entry: &Value) -> Result<(), Refusal> {
    let text = entry.get("value").and_then(Value::as_str).unwrap_or("");
    let wrong = |state: &str, reason: String| {
        Err(Refusal::new(47003).saying(format!("argument invalid! data.{key}.value {state}")).because(reason))
    };
    if text.is_empty() {
        return wrong("is empty", format!("`data.{key}.value`: it is missing or empty"));
    }
    let letters = key.trim_end_matches(|c: char| c.is_ascii_digit());
    let most = LENGTHS.iter().find(|(known, _)| *known == letters);
    let length = text.chars().count();
    if let Some((_, most)) = most
        && length > *most
    {
        let reason = format!("`data.{key}.value`: {length} characters, at most {most} are allowed");
        return wrong("is invalid", reason);
    }
    let plain = |c: char| c.is_ascii_graphic() || c == ' ';
    let odd = match letters {
        "number" => text.parse::<f64>().is_err(),
        "character_string" => !text.chars().all(plain),
        "letter" => !text.chars().all(|c| c.is_ascii_alphabetic()),
        _ => false,
    };
    if odd {
        return wrong("is invalid", format!("`data.{key}.value`: it is no {letters}"));
    }
    Ok(())
}
