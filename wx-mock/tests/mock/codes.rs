use aes::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::Pkcs7};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use wx_core::{SessionKey, sign::raw_data_signature};
use wx_mock::MockWechat;

use crate::backend::{Backend, ends_in_rid};

#[tokio::test]
async fn a_login_code_works_once() {
    let backend = Backend::new().await;
    let got = backend.login("abc").await;
    assert_eq!(got.header("content-type"), "text/plain");
    let session = got.json();
    assert!(session.get("errcode").is_none());
    let openid = session["openid"].as_str().unwrap();
    let key = session["session_key"].as_str().unwrap();
    assert!(openid.len() == 28 && openid.starts_with('o'));
    assert_eq!(STANDARD.decode(key).unwrap().len(), 16);
    assert_eq!(backend.wechat.session_of(openid).unwrap().expose(), key);

    let again = backend.login("abc").await;
    assert_eq!(again.errcode(), 40163);
    assert!(again.errmsg().starts_with("code been used, rid: "));
    assert!(ends_in_rid(&again.errmsg(), ", "));
    assert_eq!(again.header("x-wx-mock-reason"), "this code has been used; a code works once");

    assert_eq!(backend.login("").await.errcode(), 41008);
    assert_eq!(backend.login("invalid-code").await.errcode(), 40029);

    let other = Backend::new().await.login("abc").await.json();
    assert_eq!(other["openid"], openid, "the same code is the same user everywhere");
}

#[tokio::test]
async fn a_user_can_log_in_again() {
    let backend = Backend::new().await;
    let first = backend.login(&backend.wechat.js_code()).await.json();
    let openid = first["openid"].as_str().unwrap();
    let second = backend.login(&backend.wechat.js_code_of(openid)).await.json();
    assert_eq!(second["openid"], openid);
    assert_ne!(second["session_key"], first["session_key"]);
    let key = backend.wechat.session_of(openid).unwrap();
    assert_eq!(key.expose(), second["session_key"].as_str().unwrap());
}

#[tokio::test]
async fn strict_takes_only_codes_that_were_issued() {
    let backend = Backend::of(MockWechat::builder().strict_codes(true)).await;
    assert_eq!(backend.login("abc").await.errcode(), 40029);
    assert_eq!(backend.login(&backend.wechat.js_code()).await.errcode(), 0);
    assert_eq!(backend.phone("abc").await.errcode(), 40029);
    let code = backend.wechat.phone_code("13800138000");
    assert_eq!(backend.phone(&code).await.errcode(), 0);
}

#[tokio::test]
async fn a_phone_code_works_once_and_tells_its_number() {
    let backend = Backend::new().await;
    let code = backend.wechat.phone_code("+1 4155550100");
    let info = backend.phone(&code).await.json()["phone_info"].clone();
    assert_eq!(info["phoneNumber"], "14155550100");
    assert_eq!(info["purePhoneNumber"], "4155550100");
    assert_eq!(info["countryCode"], "1");
    assert_eq!(info["watermark"]["appid"], backend.wechat.appid());
    assert!(info["watermark"]["timestamp"].is_i64());

    let again = backend.phone(&code).await;
    assert_eq!(again.errcode(), 40029);
    assert!(again.errmsg().starts_with("invalid code hint: ["), "{again:?}");
    assert!(ends_in_rid(&again.errmsg(), "] "));

    let info = backend.phone("any").await.json()["phone_info"].clone();
    assert_eq!(info["phoneNumber"], "13800138000");
    assert_eq!(backend.phone("any").await.errcode(), 40029);
    assert_eq!(backend.phone("").await.errcode(), 40029);
}

#[tokio::test]
async fn the_old_way_encrypts_under_the_session_key() {
    let backend = Backend::new().await;
    let session = backend.login("abc").await.json();
    let (openid, key) = (session["openid"].as_str().unwrap(), session["session_key"].as_str().unwrap());
    for user in [openid, key] {
        let (data, iv) = backend.wechat.encrypted_phone(user, "+86 13800138000");
        let phone = decrypt(key, &data, &iv);
        assert_eq!(phone["phoneNumber"], "13800138000");
        assert_eq!(phone["watermark"]["appid"], backend.wechat.appid());
    }
    let (data, iv) = backend.wechat.encrypted_data(openid, json!({ "nickName": "小明" }));
    assert_eq!(decrypt(key, &data, &iv)["nickName"], "小明");
    // Data of long ago, and of another mini program.
    for (said, expected) in [
        (json!({ "timestamp": 0 }), json!({ "timestamp": 0, "appid": backend.wechat.appid() })),
        (json!({ "timestamp": 1, "appid": "wx1" }), json!({ "timestamp": 1, "appid": "wx1" })),
    ] {
        let (data, iv) = backend.wechat.encrypted_data(openid, json!({ "watermark": said }));
        assert_eq!(decrypt(key, &data, &iv), json!({ "watermark": expected }));
    }
}

#[tokio::test]
async fn user_info_is_signed_with_the_session_key() {
    let backend = Backend::new().await;
    let session = backend.login("abc").await.json();
    let (openid, key) = (session["openid"].as_str().unwrap(), session["session_key"].as_str().unwrap());
    let (raw, signature) = backend.wechat.raw_data(openid, &json!({ "nickName": "小明" }));
    assert_eq!(raw, r#"{"nickName":"小明"}"#);
    assert_eq!(signature, raw_data_signature(&SessionKey::new(key), &raw));
    assert_eq!(backend.wechat.raw_data(key, &json!({ "nickName": "小明" })), (raw, signature));
}

fn decrypt(key: &str, data: &str, iv: &str) -> Value {
    let bytes = |text: &str| STANDARD.decode(text).unwrap();
    let key: [u8; 16] = bytes(key).try_into().unwrap();
    let iv: [u8; 16] = bytes(iv).try_into().unwrap();
    let mut data = bytes(data);
    let plain = cbc::Decryptor::<aes::Aes128>::new(&key.into(), &iv.into())
        .decrypt_padded::<Pkcs7>(&mut data)
        .unwrap();
    serde_json::from_slice(plain).unwrap()
}
