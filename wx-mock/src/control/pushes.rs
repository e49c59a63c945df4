//! Pushes ordered over HTTP.

use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value};
use wx_core::push::{EncodingAesKey, Format};

use super::{Trouble, read};
use crate::{
    push::{self, PushProblem, Pusher},
    world::Shared,
};

/// `{"url": "http://127.0.0.1:3000/wechat", "token": "…", "aes_key": "…"}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Target {
    url: String,
    token: String,
    aes_key: Option<String>,
    appid: Option<String>,
    #[serde(default)]
    mode: Mode,
    #[serde(default)]
    format: SpokenFormat,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Mode {
    #[default]
    Secure,
    Compatible,
    Plain,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SpokenFormat {
    #[default]
    Json,
    Xml,
}

impl Target {
    fn key(&self) -> Result<EncodingAesKey, Trouble> {
        let Some(key) = &self.aes_key else {
            return Err(wrong("`aes_key` is missing; only the mode `plain` needs none"));
        };
        EncodingAesKey::new(key).map_err(|error| wrong(format!("`aes_key`: {error}")))
    }
}

/// The appid that an order names, or that of the first mini program here.
fn appid<'a>(shared: &'a Shared, named: Option<&str>) -> Result<&'a str, Trouble> {
    let Some(named) = named else { return Ok(&shared.app().appid) };
    let app = shared.apps.iter().find(|app| app.appid == named);
    let nobody = || Trouble(StatusCode::NOT_FOUND, format!("no mini program here has the appid `{named}`"));
    app.map(|app| app.appid.as_str()).ok_or_else(nobody)
}

/// The pusher that an order describes.
pub(super) fn pusher(shared: &Shared, body: &Bytes) -> Result<Pusher, Trouble> {
    let target: Target = read(body)?;
    let (url, token) = (target.url.as_str(), target.token.as_str());
    let appid = appid(shared, target.appid.as_deref())?;
    let pusher = match target.mode {
        Mode::Secure => Pusher::secure(url, appid, token, target.key()?),
        Mode::Compatible => Pusher::compatible(url, appid, token, target.key()?),
        Mode::Plain => Pusher::plain(url, appid, token),
    };
    pusher.check_url().map_err(|problem| refused(&problem))?;
    Ok(pusher.format(match target.format {
        SpokenFormat::Json => Format::Json,
        SpokenFormat::Xml => Format::Xml,
    }))
}

/// `{"name": "wxa_media_check", "fields": {…}, "from": "…"}`, or `{"message": {…}}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    name: Option<String>,
    #[serde(default)]
    fields: Map<String, Value>,
    from: Option<String>,
    message: Option<Map<String, Value>>,
    appid: Option<String>,
}

/// Pushes once, and tells what came of it.
pub(super) async fn push(shared: &Shared, body: &Bytes) -> Result<Value, Trouble> {
    let order: Order = read(body)?;
    let chosen = shared.world().pushing.pushers.get(appid(shared, order.appid.as_deref())?).cloned();
    let Some(mut pusher) = chosen else {
        return Err(Trouble(StatusCode::CONFLICT, "where to? POST /__mock/push_to says it first".into()));
    };
    let message = match (order.name, order.message) {
        (Some(name), None) => {
            if let Some(from) = order.from {
                pusher = pusher.from_user(from);
            }
            pusher.message(&name, &Value::Object(order.fields)).map_err(|problem| refused(&problem))?
        }
        (None, Some(message)) if order.fields.is_empty() && order.from.is_none() => message,
        _ => {
            return Err(wrong("either `name`, with `fields` and `from` if you like, or a whole `message`"));
        }
    };
    Ok(push::once(&pusher, shared, message).await.to_json())
}

fn refused(problem: &PushProblem) -> Trouble {
    let status = match problem {
        PushProblem::Unknown { .. } => StatusCode::NOT_FOUND,
        _ => StatusCode::BAD_REQUEST,
    };
    Trouble(status, problem.to_string())
}

fn wrong(problem: impl Into<String>) -> Trouble {
    Trouble(StatusCode::BAD_REQUEST, problem.into())
}
