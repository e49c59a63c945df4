use serde_json::{Value, json};

use crate::backend::{Backend, Got};

async fn order(backend: &Backend, path: &str, body: Value) -> Got {
    backend.post(&format!("/__mock/{path}"), body.to_string()).await
}

#[tokio::test]
async fn other_languages_script_it_over_http() {
    let backend = Backend::new().await;
    let help = backend.get("/__mock/").await;
    assert!(String::from_utf8(help.bytes).unwrap().contains(&backend.wechat.base_url()));

    let code = order(&backend, "js_code", json!({ "openid": "o-one" })).await.json();
    let session = backend.login(code["js_code"].as_str().unwrap()).await.json();
    assert_eq!(session["openid"], "o-one");
    let any = backend.post("/__mock/js_code", "").await.json();
    assert_eq!(backend.login(any["js_code"].as_str().unwrap()).await.errcode(), 0);

    let code = order(&backend, "phone_code", json!({ "phone": "+86 13900139000" })).await.json();
    let phone = backend.phone(code["code"].as_str().unwrap()).await.json();
    assert_eq!(phone["phone_info"]["phoneNumber"], "13900139000");
    let old = order(&backend, "encrypted_phone", json!({ "openid": "o-one", "phone": "1" })).await;
    assert!(old.json()["iv"].is_string());
    let steps = json!({ "openid": "o-one", "data": { "stepInfoList": [] } });
    assert!(order(&backend, "encrypted_data", steps).await.json()["encryptedData"].is_string());
    let user = json!({ "openid": "o-one", "data": { "nickName": "小明" } });
    let signed = order(&backend, "raw_data", user).await.json();
    assert_eq!(
        (&signed["rawData"], signed["signature"].as_str().unwrap().len()),
        (&json!(r#"{"nickName":"小明"}"#), 40)
    );
    for (path, body) in [
        ("encrypted_phone", json!({ "openid": "x", "phone": "1" })),
        ("encrypted_data", json!({ "openid": "x", "data": {} })),
        ("raw_data", json!({ "openid": "x", "data": {} })),
    ] {
        let nobody = order(&backend, path, body).await;
        assert_eq!(nobody.status, 404);
        assert!(nobody.json()["error"].as_str().unwrap().contains("of the openid `x` has logged in"));
    }
    let no_object = order(&backend, "encrypted_data", json!({ "openid": "o-one", "data": [] })).await;
    assert_eq!(no_object.status, 400);

    let token = backend.token().await;
    backend.post("/__mock/expire_tokens", "").await;
    let call = format!("/wxa/generatescheme?access_token={token}");
    assert_eq!(backend.post(&call, "{}").await.errcode(), 42001);
    let token = backend.token().await;
    backend.post("/__mock/void_tokens", "").await;
    let call = format!("/wxa/generatescheme?access_token={token}");
    assert_eq!(backend.post(&call, "{}").await.errcode(), 40001);

    order(&backend, "refuse", json!({ "openid": "o-one" })).await;
    let message = json!({ "touser": "o-one", "template_id": "t", "data": {} });
    let got = backend.call("/cgi-bin/message/subscribe/send", message).await;
    assert_eq!(got.errcode(), 43101);

    let calls = backend.get("/__mock/calls").await.json();
    let last = calls.as_array().unwrap().last().unwrap();
    assert_eq!(last["endpoint"], "subscribe_message.sendMessage");
    assert_eq!((&last["errcode"], &last["body"]["touser"]), (&json!(43101), &json!("o-one")));
}

#[tokio::test]
async fn every_fault_can_be_ordered() {
    let backend = Backend::new().await;
    for fault in [
        json!({ "errcode": -1 }),
        json!({ "status": 502 }),
        json!("hang"),
        json!("reset"),
        json!("html"),
        json!("empty"),
        json!({ "body": { "status": 200, "content_type": "text/plain", "text": "x" } }),
        json!({ "redirect": "https://example.com/" }),
        json!({ "huge": 10 }),
        json!("json_as_image"),
        json!({ "delay_ms": 1 }),
        json!("truncated"),
        json!("image_as_json"),
        json!("control_chars"),
        json!("numbers_as_strings"),
    ] {
        let got = order(&backend, "fault", json!({ "endpoint": "getPhoneNumber", "fault": fault })).await;
        assert_eq!(got.status, 200, "{fault}: {got:?}");
    }
    assert_eq!(backend.phone("a").await.errcode(), -1);
    assert_eq!(backend.phone("a").await.status, 502);
    let url = format!("{}/__mock/fault", backend.wechat.base_url());
    let cleared = reqwest::Client::new().delete(url).send().await.unwrap();
    assert_eq!(cleared.status(), 200);
    order(&backend, "fault", json!({ "fault": "html", "times": 1 })).await;
    assert_eq!(backend.phone_after_token().await.bytes[0], b'<');
}

impl Backend {
    /// A call for a phone number, with a token made by hand: only one request is sent.
    async fn phone_after_token(&self) -> Got {
        self.post("/wxa/business/getuserphonenumber?access_token=x", "{}").await
    }
}

#[tokio::test]
async fn a_wrong_order_says_what_is_wrong() {
    let backend = Backend::new().await;
    let got = order(&backend, "fault", json!({ "endpoint": "getPhonNumber", "fault": "hang" })).await;
    assert_eq!(got.status, 404);
    assert!(got.json()["error"].as_str().unwrap().contains("did you mean"));
    assert_eq!(order(&backend, "fault", json!({ "fault": "tired" })).await.status, 400);
    assert_eq!(backend.post("/__mock/fault", "").await.status, 400);
    assert_eq!(backend.get("/__mock/nothing").await.status, 404);
    assert_eq!(backend.get("/__mock/media/none").await.status, 404);
}

#[tokio::test]
async fn it_stops_on_request() {
    let mut backend = Backend::new().await;
    assert_eq!(backend.post("/__mock/stop", "").await.status, 200);
    backend.wechat.wait().await;
    backend.wechat.wait().await;
    assert!(backend.try_get("/__mock/").await.is_err());
}
