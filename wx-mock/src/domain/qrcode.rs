//! Mini-program codes.

use serde_json::Value;

use super::{Call, Handler};
use crate::{
    incoming::Fields,
    qr::{self, Look},
    refusal::Refusal,
    reply::Answer,
    world::World,
};

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("qrcode.getUnlimitedQRCode", unlimited),
    ("qrcode.getQRCode", counted),
    ("qrcode.createQRCode", counted),
];

/// How many of the counted codes there are.
const ALL: u64 = 100_000;
/// The colour that is chosen where WeChat is to choose it.
const GREEN: [u8; 3] = [6, 120, 60];

fn unlimited(call: &Call<'_>, _: &mut World) -> Result<Answer, Refusal> {
    let page = call.fields.values.get("page").and_then(Value::as_str);
    let pairs = [
        Some(("appid", call.appid)),
        page.map(|page| ("page", page)),
        Some(("scene", call.fields.text("scene"))),
    ];
    draw(&pairs, call.fields).ok_or_else(|| Refusal::new(41030).because("`page`: too long for any code"))
}

fn counted(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    if world.counted_codes >= ALL {
        return Err(Refusal::new(45029).because("100,000 codes were drawn; there are no more"));
    }
    let pairs = [Some(("appid", call.appid)), Some(("path", call.fields.text("path")))];
    let mut answer = draw(&pairs, call.fields)
        .ok_or_else(|| Refusal::new(40159).because("`path`: too long for any code"))?;
    world.counted_codes += 1;
    if let Answer::Binary { headers, .. } = &mut answer {
        headers.push(("num-used", world.counted_codes.to_string()));
    }
    Ok(answer)
}

/// The picture of a code that carries these pairs.
fn draw(pairs: &[Option<(&str, &str)>], fields: &Fields) -> Option<Answer> {
    let pairs: Vec<_> = pairs.iter().flatten().collect();
    let query = serde_urlencoded::to_string(pairs).ok()?;
    let text = format!("https://fake.weixin.example/wxa?{query}");
    qr::draw(&text, &look(fields)).map(Answer::png)
}

fn look(fields: &Fields) -> Look {
    let usual = Look::default();
    let yes = |name: &str| fields.values.get(name) == Some(&Value::Bool(true));
    let width = fields.values.get("width").and_then(Value::as_u64);
    let color = fields.values.get("line_color");
    Look {
        width: width.and_then(|width| u32::try_from(width).ok()).unwrap_or(usual.width),
        color: match color {
            _ if yes("auto_color") => GREEN,
            Some(color) => ["r", "g", "b"].map(|part| shade(color.get(part))),
            None => usual.color,
        },
        transparent: yes("is_hyaline"),
    }
}

/// A number from 0 to 255, which may be written as a string.
fn shade(value: Option<&Value>) -> u8 {
    let number = match value {
        Some(Value::Number(number)) => number.as_u64(),
        Some(Value::String(text)) => text.parse().ok(),
        _ => None,
    };
    u8::try_from(number.unwrap_or(0)).unwrap_or(u8::MAX)
}
