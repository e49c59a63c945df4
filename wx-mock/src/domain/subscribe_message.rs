//! Subscribe messages.

use serde_json::{Value, json};
use wx_specs::subscribe_message::TemplateData;

use super::{Call, Handler};
use crate::{push::Due, refusal::Refusal, reply::Answer, world::World};

pub(super) const HANDLERS: &[(&str, Handler)] = &[("subscribe_message.sendMessage", send)];

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
    let Err(breach) = TemplateData::check_value(key, text) else { return Ok(()) };
    let state = if text.is_empty() { "empty" } else { "invalid" };
    Err(Refusal::new(47003)
        .saying(format!("argument invalid! data.{key}.value is {state}"))
        .because(format!("`data.{key}.value`: {breach}")))
}
