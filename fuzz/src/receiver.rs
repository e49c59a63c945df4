//! Whole requests to a backend that receives pushes.

use std::time::Duration;

use serde_json::{Map, Value};
use wx_api::push::{Incoming, Push, PushError, PushReply, Receiver};
use wx_core::{
    http::{Method, Request},
    push::{
        EncodingAesKey, Format, PushHeader, PushToken, encrypt, encrypted, msg_signature, open_reply, read,
        sealed_push, signature, write,
    },
};

const APPID: &str = "wx0123456789abcdef";
const TOKEN: &str = "the-token-of-a-target";
const TIMESTAMP: &str = "1714112445";
const NONCE: &str = "415670741";

/// A line with the method and the query, then the body.
///
/// They are sent as they came, to a receiver in each mode; then once more as WeChat would send them: signed, and encrypted where that
/// is due.
pub fn receiver(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (line, body) = (String::from_utf8_lossy(&data[..end]), data.get(end + 1..).unwrap_or_default());
    let (method, query) = line.split_once(' ').unwrap_or((&line, ""));
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else { return };
    runtime.block_on(async {
        if let Ok(method) = Method::from_bytes(method.as_bytes()) {
            as_it_came(&method, query, body).await;
        }
        as_wechat_sends_it(query, body).await;
    });
}

async fn as_it_came(method: &Method, query: &str, body: &[u8]) {
    let Some(request) = request(method.clone(), query, body) else { return };
    for receiver in [secure(), compatible(), plain(), cloud_run()] {
        let _ = taken(&receiver, &request).await;
    }
    let mut from_outside = request;
    from_outside.headers_mut().clear();
    assert!(!matches!(taken(&cloud_run(), &from_outside).await, Ok(Incoming::Push(_))));
}

async fn as_wechat_sends_it(query: &str, body: &[u8]) {
    let Some(verification) = request(Method::GET, &signed(query, ""), b"") else { return };
    for receiver in [secure(), compatible(), plain()] {
        if let Ok(Incoming::Answered(reply)) = taken(&receiver, &verification).await {
            assert_eq!((reply.status().as_u16(), reply.content_type()), (200, "text/plain; charset=utf-8"));
        }
    }

    let Some(in_plain_text) = request(Method::POST, &signed(query, ""), body) else { return };
    // Its signature does not cover the body.
    assert!(!matches!(taken(&secure(), &in_plain_text).await, Ok(Incoming::Push(_))));
    let plainly = said(taken(&plain(), &in_plain_text).await);
    for format in [Format::Json, Format::Xml] {
        let encrypted = encrypt(&key(), &APPID.into(), body);
        let sealed = sealed_push(format, "gh_1", &encrypted);
        let Some(sealed) = request(Method::POST, &signed(query, &encrypted), &sealed) else { return };
        let secretly = said(taken(&secure(), &sealed).await);
        assert_eq!(said(taken(&compatible(), &sealed).await), secretly);
        // What is encrypted is not looked into a second time.
        if !looks_encrypted(body) {
            assert_eq!(plainly, secretly);
        }
    }
    if !looks_encrypted(body) {
        assert_eq!(said(taken(&compatible(), &in_plain_text).await), plainly);
        if let Ok(Some(_)) = plainly {
            assert_eq!(said(taken(&cloud_run(), &in_plain_text).await), plainly);
        }
    }
}

/// Takes a request, and makes sure of what holds for any.
async fn taken(receiver: &Receiver, request: &Request<Vec<u8>>) -> Result<Incoming, PushError> {
    let taken = receiver.take(request).await;
    match &taken {
        Ok(Incoming::Push(push)) => {
            assert!(push.key().len() == 32 && !format!("{push:?}").is_empty());
            assert_eq!(receiver.take(request).await.err(), Some(PushError::UnderWay));
            shown(push).await;
        }
        Ok(Incoming::Answered(reply)) => assert_eq!(reply.status().as_u16(), 200),
        Err(error) => {
            let reply = PushReply::from(error);
            assert!(reply.status().as_u16() >= 400 && !reply.body().is_empty());
            assert!(!error.to_string().contains(TOKEN), "{error}");
        }
    }
    let Ok(Incoming::Push(push)) = taken else { return taken };
    drop(push);
    answered(receiver, request).await;
    receiver.clone().no_dedup().take(request).await
}

/// What a push's type keeps of it is the same when it is pushed.
async fn shown(push: &Push) {
    let Ok(Some((meta, Value::Object(mut fields)))) = push.show() else { return };
    let kept = Value::Object(fields.clone());
    let header = PushHeader {
        to_user: push.to_user().to_owned(),
        from_user: push.from_user().clone(),
        created: push.created(),
        msg_type: push.msg_type().to_owned(),
        event: push.event().map(str::to_owned),
    };
    header.put(&mut fields);
    let again = request(Method::POST, "", &write(Format::Json, &fields)).expect("it has an address");
    let Ok(Incoming::Push(again)) = cloud_run().take(&again).await else { panic!("{fields:?}") };
    let again = again.show().map(|shown| shown.map(|(_, fields)| fields));
    assert_eq!(again, Ok(Some(kept)), "{}", meta.rust_name);
}

/// A push that was not handled is handled when it comes again; one that was is not.
async fn answered(receiver: &Receiver, request: &Request<Vec<u8>>) {
    let Ok(Incoming::Push(push)) = receiver.take(request).await else { panic!("it was given back") };
    let format = push.format();
    let reply = push.transfer_to_customer_service().await;
    let (written_as, mut fields) = read(reply.body()).expect("it was written here");
    assert_eq!(written_as, format);
    if encrypted(&fields).is_some() {
        let opened = open_reply(&PushToken::new(TOKEN), &key(), &APPID.into(), reply.body());
        (_, fields) = read(&opened.expect("it was sealed here")).expect("it was written here");
    }
    let header = PushHeader::take(&mut fields).expect("it was written here");
    assert_eq!(header.msg_type, "transfer_customer_service");

    let Ok(Incoming::Push(push)) = receiver.take(request).await else { panic!("that is not the end of it") };
    let _ = push.success().await;
    let Ok(Incoming::Answered(reply)) = receiver.take(request).await else { panic!("it was handled") };
    assert_eq!(reply.body().as_ref(), b"success");
}

/// All that does not depend on the mode: the key, the header and the fields; nothing, where there is nothing to be handled.
#[derive(Debug, PartialEq)]
struct Said {
    key: String,
    to_user: String,
    from_user: String,
    created: i64,
    name: String,
    fields: Map<String, Value>,
}

fn said(taken: Result<Incoming, PushError>) -> Result<Option<Said>, PushError> {
    let Incoming::Push(push) = taken? else { return Ok(None) };
    Ok(Some(Said {
        key: push.key().to_owned(),
        to_user: push.to_user().to_owned(),
        from_user: push.from_user().as_str().to_owned(),
        created: push.created().0,
        name: push.name().to_owned(),
        fields: push.fields().clone(),
    }))
}

fn looks_encrypted(body: &[u8]) -> bool {
    read(body).is_ok_and(|(_, fields)| encrypted(&fields).is_some())
}

/// A request through Cloud Run; `None` if no server would take one with such a query.
fn request(method: Method, query: &str, body: &[u8]) -> Option<Request<Vec<u8>>> {
    let request = Request::builder().method(method).uri(format!("/wechat?{query}"));
    request.header("x-wx-source", "wx_wechat").body(body.to_vec()).ok()
}

/// The query of a push, rightly signed, and what else there is.
fn signed(others: &str, encrypted: &str) -> String {
    let token = PushToken::new(TOKEN);
    let signature = signature(&token, TIMESTAMP, NONCE);
    let msg_signature = msg_signature(&token, TIMESTAMP, NONCE, encrypted);
    format!(
        "signature={signature}&timestamp={TIMESTAMP}&nonce={NONCE}&msg_signature={msg_signature}&{others}"
    )
}

fn key() -> EncodingAesKey {
    let Ok(key) = EncodingAesKey::new(&"A".repeat(43)) else { unreachable!("it is one") };
    key
}

fn secure() -> Receiver {
    Receiver::secure(APPID, TOKEN, key()).max_age(Duration::MAX)
}

fn compatible() -> Receiver {
    Receiver::compatible(APPID, TOKEN, key()).max_age(Duration::MAX)
}

fn plain() -> Receiver {
    Receiver::plain(APPID, TOKEN).max_age(Duration::MAX)
}

fn cloud_run() -> Receiver {
    Receiver::cloud_run(APPID)
}
