//! The fake WeChat scripted over HTTP, for SDKs of other languages: everything under `/__mock/`.

mod pushes;

use bytes::Bytes;
use http::{StatusCode, request::Parts};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use tokio::time::Instant;

use crate::{
    domain::{customer_service, phone_number::Number},
    encrypt,
    fault::spoken::Order,
    push::PushLog,
    recorded::Recorded,
    reply::{Answer, Reply},
    route,
    world::{Shared, World},
};

/// What `GET /__mock/` answers.
const HELP: &str = include_str!("control/help.txt");

/// Why an order is not carried out.
struct Trouble(StatusCode, String);

/// Answers a request under `/__mock/`.
pub(crate) async fn answer(shared: &Shared, parts: &Parts, body: &Bytes) -> Reply {
    let done = match (parts.method.as_str(), path(parts)) {
        // The only order that waits, for a backend.
        ("POST", "push") => pushes::push(shared, body).await.map(told),
        _ => carry_out(shared, parts, body),
    };
    match done {
        Ok(reply) => reply,
        Err(Trouble(status, error)) => {
            let json = json!({ "error": error }).to_string();
            Reply::new(status, "application/json", json)
        }
    }
}

/// What is asked for: the path without what all orders have in common.
fn path(parts: &Parts) -> &str {
    parts.uri.path().trim_start_matches("/__mock").trim_start_matches('/')
}

fn told(json: Value) -> Reply {
    Reply::answer("/__mock/", Answer::Json(json))
}

fn carry_out(shared: &Shared, parts: &Parts, body: &Bytes) -> Result<Reply, Trouble> {
    let now = Instant::now();
    let mut world = shared.world();
    let json = match (parts.method.as_str(), path(parts)) {
        ("GET", "") => {
            let help = HELP.replace("{base_url}", &shared.base_url);
            return Ok(Reply::new(StatusCode::OK, "text/plain; charset=utf-8", help));
        }
        ("GET", "calls") => Value::Array(world.calls.iter().map(Recorded::to_json).collect()),
        ("DELETE", "calls") => {
            world.forget_calls();
            json!({})
        }
        ("POST", "fault") => {
            let order: Order = read(body)?;
            let endpoint = order.endpoint.as_deref().map(endpoint).transpose()?;
            world.faults.add(endpoint, order.faults());
            json!({})
        }
        ("DELETE", "fault") => {
            world.faults.clear();
            json!({})
        }
        ("POST", "answer") => {
            let order: AnswerOrder = read(body)?;
            world.answers.insert(endpoint(&order.endpoint)?, order.answer);
            json!({})
        }
        ("POST", "js_code") => {
            let order: User = read_or_default(body)?;
            let code = world.new_code();
            json!({ "js_code": world.logins.issue(code, order.openid, now) })
        }
        ("POST", "phone_code") => {
            let order: Phone = read(body)?;
            let code = world.random.hex(64);
            json!({ "code": world.phones.issue(code, Some(order.phone), now) })
        }
        ("POST", "encrypted_phone") => {
            let order: EncryptedPhone = read(body)?;
            let data = Number::parse(&order.phone).user_data();
            encrypted(shared, &mut world, &order.openid, data)?
        }
        ("POST", "encrypted_data") => {
            let order: OpenData = read(body)?;
            encrypted(shared, &mut world, &order.openid, Value::Object(order.data))?
        }
        ("POST", "raw_data") => {
            let order: OpenData = read(body)?;
            let signed = world.raw_data(&order.openid, &Value::Object(order.data));
            let (raw_data, signature) = signed.ok_or_else(|| nobody(&order.openid))?;
            json!({ "rawData": raw_data, "signature": signature })
        }
        ("POST", "refuse") => {
            let order: User = read(body)?;
            let Some(openid) = order.openid else {
                return Err(Trouble(StatusCode::BAD_REQUEST, "`openid` is missing".into()));
            };
            world.refusing.insert(openid);
            json!({})
        }
        ("POST", "push_to") => {
            world.pushing.by(pushes::pusher(shared, body)?);
            json!({})
        }
        ("DELETE", "push_to") => {
            world.pushing.pushers.clear();
            json!({})
        }
        ("GET", "pushes") => Value::Array(world.pushing.log.iter().map(PushLog::to_json).collect()),
        ("DELETE", "pushes") => {
            world.pushing.forget();
            json!({})
        }
        ("POST", "expire_tokens") => {
            world.tokens.expire_all(now);
            json!({})
        }
        ("POST", "void_tokens") => {
            world.tokens.void_all(now);
            json!({})
        }
        ("POST", "stop") => {
            shared.stop.send_replace(true);
            json!({})
        }
        ("GET", path) if path.starts_with("media/") => {
            let media_id = path.trim_start_matches("media/");
            match world.media(media_id) {
                Some(media) => {
                    let file = customer_service::file(media_id, media);
                    return Ok(Reply::answer(parts.uri.path(), file));
                }
                None => return Err(Trouble(StatusCode::NOT_FOUND, "no such media".into())),
            }
        }
        (method, _) => {
            let problem = format!("{method} {} does nothing; GET /__mock/ says what does", parts.uri.path());
            return Err(Trouble(StatusCode::NOT_FOUND, problem));
        }
    };
    Ok(told(json))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerOrder {
    endpoint: String,
    answer: Value,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct User {
    openid: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phone {
    phone: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EncryptedPhone {
    openid: String,
    phone: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenData {
    openid: String,
    data: Map<String, Value>,
}

fn encrypted(shared: &Shared, world: &mut World, openid: &str, data: Value) -> Result<Value, Trouble> {
    let encrypted = world.encrypted(&shared.app().appid, openid, data);
    let (encrypted_data, iv) = encrypted.ok_or_else(|| nobody(openid))?;
    Ok(json!({ "encryptedData": encrypted_data, "iv": iv }))
}

fn nobody(openid: &str) -> Trouble {
    Trouble(StatusCode::NOT_FOUND, encrypt::nobody(openid))
}

fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Trouble> {
    serde_json::from_slice(body).map_err(|error| Trouble(StatusCode::BAD_REQUEST, error.to_string()))
}

fn read_or_default<T: DeserializeOwned + Default>(body: &Bytes) -> Result<T, Trouble> {
    if body.is_empty() { Ok(T::default()) } else { read(body) }
}

/// The Rust name of the endpoint that is called so.
fn endpoint(name: &str) -> Result<&'static str, Trouble> {
    let row = route::named(name).map_err(|problem| Trouble(StatusCode::NOT_FOUND, problem))?;
    Ok(row.meta.rust_name)
}
