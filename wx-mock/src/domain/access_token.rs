//! Credentials of the mini program.

use serde_json::{Value, json};
use tokio::time::Instant;

use super::{Call, Handler};
use crate::{refusal::Refusal, reply::Answer, token::Issued, world::World};

pub(super) const HANDLERS: &[(&str, Handler)] =
    &[("access_token.getAccessToken", legacy), ("access_token.getStableAccessToken", stable)];

fn legacy(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let World { tokens, random, .. } = world;
    Ok(told(&tokens.legacy(call.appid, Instant::now(), random)))
}

fn stable(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let force = call.fields.values.get("force_refresh") == Some(&Value::Bool(true));
    let World { tokens, random, .. } = world;
    let issued = tokens.stable(call.appid, force, Instant::now(), random)?;
    Ok(told(&issued))
}

fn told(issued: &Issued) -> Answer {
    Answer::Json(json!({ "access_token": issued.token, "expires_in": issued.expires_in }))
}
