//! Requests as WeChat sends them, and as others might.

mod handling;
mod refused;
mod taken;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value, json};
use wx_core::{
    AppId,
    http::{HeaderMap, Method, Request},
    push::{self, EncodingAesKey, Format, PushToken},
};

use super::{Incoming, Push, PushError, PushReply, Receiver};

const APPID: &str = "wx0123456789abcdef";
const TOKEN: &str = "the-token";
/// Its last character carries bits that are no part of the key.
const KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const NONCE: &str = "1320562132";

fn key() -> EncodingAesKey {
    EncodingAesKey::new(KEY).unwrap()
}

fn secure() -> Receiver {
    Receiver::secure(APPID, TOKEN, key())
}

fn unix_now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

fn fields(value: Value) -> Map<String, Value> {
    let Value::Object(fields) = value else { panic!("an object") };
    fields
}

/// A verdict on an image, as it is inside the envelope.
fn verdict(trace_id: &str) -> Value {
    json!({
        "ToUserName": "gh_9df7d78a1234", "FromUserName": "o4_t144jTUSEoxydysUA2E234_tc", "CreateTime": 1626959646,
        "MsgType": "event", "Event": "wxa_media_check", "appid": APPID, "trace_id": trace_id, "version": 2,
        "detail": [{"strategy": "content_model", "errcode": 0, "suggest": "pass", "label": 100, "prob": 90}],
        "errcode": 0, "errmsg": "ok", "result": {"suggest": "pass", "label": 100},
    })
}

/// A request of WeChat, encrypted and signed now.
fn sealed(format: Format, message: &[u8]) -> Request<Vec<u8>> {
    sealed_at(unix_now(), &PushToken::new(TOKEN), &key(), APPID, format, message)
}

fn sealed_at(
    timestamp: u64,
    token: &PushToken,
    key: &EncodingAesKey,
    appid: &str,
    format: Format,
    message: &[u8],
) -> Request<Vec<u8>> {
    let encrypted = push::encrypt(key, &AppId::new(appid), message);
    let timestamp = timestamp.to_string();
    let signature = push::signature(token, &timestamp, NONCE);
    let msg_signature = push::msg_signature(token, &timestamp, NONCE, &encrypted);
    let query = format!(
        "signature={signature}&timestamp={timestamp}&nonce={NONCE}&openid=o1&encrypt_type=aes&msg_signature={msg_signature}"
    );
    let body = push::write(format, &fields(json!({"ToUserName": "gh_9df7d78a1234", "Encrypt": encrypted})));
    post(&query, body)
}

/// A request of WeChat in plain text, signed now.
fn plain(body: impl Into<Vec<u8>>) -> Request<Vec<u8>> {
    let timestamp = unix_now().to_string();
    let signature = push::signature(&PushToken::new(TOKEN), &timestamp, NONCE);
    post(&format!("signature={signature}&timestamp={timestamp}&nonce={NONCE}"), body)
}

fn post(query: &str, body: impl Into<Vec<u8>>) -> Request<Vec<u8>> {
    let uri = format!("https://backend.example.com/wechat?{query}");
    Request::builder().method(Method::POST).uri(uri).body(body.into()).unwrap()
}

fn get(query: &str) -> Request<Vec<u8>> {
    let uri = format!("https://backend.example.com/wechat?{query}");
    Request::builder().method(Method::GET).uri(uri).body(Vec::new()).unwrap()
}

async fn taken(receiver: &Receiver, request: &Request<Vec<u8>>) -> Push {
    match receiver.take(request).await.unwrap() {
        Incoming::Push(push) => push,
        Incoming::Answered(reply) => panic!("answered with {reply:?}"),
    }
}

async fn answered(receiver: &Receiver, request: &Request<Vec<u8>>) -> PushReply {
    match receiver.take(request).await.unwrap() {
        Incoming::Push(push) => panic!("taken: {push:?}"),
        Incoming::Answered(reply) => reply,
    }
}

async fn refused(receiver: &Receiver, request: &Request<Vec<u8>>) -> PushError {
    match receiver.take(request).await {
        Ok(incoming) => panic!("taken: {incoming:?}"),
        Err(error) => error,
    }
}

/// What is in a request of long ago.
fn opened_then(receiver: &Receiver, request: &Request<Vec<u8>>, seconds: u64) -> Result<Incoming, PushError> {
    let query = request.uri().query().unwrap_or_default();
    let then = UNIX_EPOCH + Duration::from_secs(seconds);
    receiver.open(request.method(), query, &HeaderMap::new(), request.body(), then)
}
