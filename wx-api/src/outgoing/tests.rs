use serde_json::json;
use wx_core::{AppKey, DeliverySecret, ResponseKind, SessionKey, http::Method};

use super::*;

const POST: Meta =
    Meta::new(("x", "X", "wx_api"), Method::POST, "/xpay/query_user_balance?a=1", ResponseKind::Empty, "");

fn parts(json: &Value) -> Parts {
    let mut parts = Parts::default();
    parts.json(json).unwrap();
    parts
}

fn outgoing(meta: &Meta, parts: Parts, keys: &Keys) -> Result<(String, String), RequestError> {
    let secret = AppSecret::new("s\"1");
    let outgoing = Outgoing::new(meta, parts, &AppId::new("wx1"), Some(&secret), keys)?;
    Ok((outgoing.query, String::from_utf8(outgoing.body.into()).unwrap()))
}

#[test]
fn the_secret_goes_into_any_json_object() {
    let meta = POST.auth(Auth::AppSecret);
    let sent = |body: Value| outgoing(&meta, parts(&body), &Keys::new()).unwrap().1;
    assert_eq!(sent(json!({})), r#"{"appid":"wx1","secret":"s\"1"}"#);
    assert_eq!(sent(json!({ "a": 1 })), r#"{"appid":"wx1","secret":"s\"1","a":1}"#);
}

#[test]
fn a_signature_covers_the_bytes_that_are_sent() {
    let meta = POST.sign(&[Signature::PaySig, Signature::UserSignature]).appid();
    let key = AppKey::new("12345");
    let session_key = SessionKey::new("9hAb/NEYUlkaMBEsmFgzig==");
    let mut parts = parts(&json!({ "openid": "xxx" }));
    parts.session_key = Some(session_key.clone());
    let (query, body) = outgoing(&meta, parts, &Keys::new().pay(key.clone())).unwrap();
    assert_eq!(body, r#"{"appid":"wx1","openid":"xxx"}"#);
    let pay_sig = sign::pay_sig(&key, "/xpay/query_user_balance", body.as_bytes());
    let signature = sign::user_signature(&session_key, body.as_bytes());
    assert_eq!(query, format!("pay_sig={pay_sig}&signature={signature}"));
}

#[test]
fn the_body_says_which_key_signs() {
    let keys = Keys::new().pay("live").pay_sandbox("sandbox").merchant("1", "one");
    let meta = POST.sign(&[Signature::PaySig]);
    for (body, key) in [
        (json!({}), "live"),
        (json!({ "env": 0 }), "live"),
        (json!({ "env": 1 }), "sandbox"),
        (json!({ "mchid": "1", "env": 0 }), "one"),
        (json!({ "mchid": 1, "env": 1 }), "one"),
        (json!({ "env": "1", "shopid": 7 }), "sandbox"),
    ] {
        let (query, sent) = outgoing(&meta, parts(&body), &keys).unwrap();
        let expected = sign::pay_sig(&AppKey::new(key), meta.route(), sent.as_bytes());
        assert_eq!(query, format!("pay_sig={expected}"), "{body}");
    }
}

#[test]
fn without_the_key_nothing_is_sent() {
    let meta = POST.sign(&[Signature::PaySig]);
    for (body, expected) in [
        (json!({}), "no AppKey:"),
        (json!({ "env": 1 }), "no AppKey of the sandbox"),
        (json!({ "mchid": "2" }), "no AppKey of this mchid"),
    ] {
        let error = outgoing(&meta, parts(&body), &Keys::new()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    let meta = POST.sign(&[Signature::DeliverySign]);
    let body = json!({ "shopid": "s", "shop_order_id": "o" });
    let error = outgoing(&meta, parts(&body), &Keys::new().shop("t", "x")).unwrap_err().to_string();
    assert!(error.contains("no AppSecret of this shopid"), "{error}");
    let (_, sent) = outgoing(&meta, parts(&body), &Keys::new().shop("s", "x")).unwrap();
    let sign = sign::delivery_sign(&DeliverySecret::new("x"), "s", "o");
    assert_eq!(sent, format!(r#"{{"delivery_sign":"{sign}","shop_order_id":"o","shopid":"s"}}"#));
}
