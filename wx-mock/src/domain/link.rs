//! Links that open the mini program.

use serde_json::{Value, json};
use wx_core::UnixSeconds;

use super::{Call, Handler};
use crate::{incoming::Fields, refusal::Refusal, reply::Answer, world::World};

pub(super) const HANDLERS: &[(&str, Handler)] =
    &[("link.generateScheme", scheme), ("link.generateUrlLink", url_link)];

/// The longest a link may work, in seconds, and the shortest.
const LONGEST: i64 = 30 * 24 * 60 * 60;
const SHORTEST: i64 = 60;
/// How far the clocks of client and server may be apart.
const SLACK: i64 = 5;

fn scheme(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    expiry(call.fields)?;
    let link = format!("weixin://dl/business/?t={}", world.random.word(11));
    Ok(Answer::Json(json!({ "errcode": 0, "errmsg": "ok", "openlink": link })))
}

fn url_link(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    expiry(call.fields)?;
    let link = format!("https://wxaurl.cn/{}", world.random.word(11));
    Ok(Answer::Json(json!({ "errcode": 0, "errmsg": "ok", "url_link": link })))
}

/// A link works for a minute at least and for 30 days at most.
fn expiry(fields: &Fields) -> Result<(), Refusal> {
    let Some(at) = fields.values.get("expire_time").and_then(Value::as_i64) else {
        return Ok(());
    };
    let ahead = at.saturating_sub(UnixSeconds::now().0);
    if (SHORTEST - SLACK..=LONGEST + SLACK).contains(&ahead) {
        return Ok(());
    }
    Err(Refusal::new(85401)
        .because(format!("`expire_time`: {ahead} seconds from now, it takes {SHORTEST} to {LONGEST}")))
}
