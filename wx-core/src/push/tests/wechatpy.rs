//! What wechatpy encrypts opens here, and the other way round. See `wechatpy.py`.

use std::{
    env,
    fmt::Write as _,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    AppId,
    push::{EncodingAesKey, Format, PushToken, encrypt, msg_signature, open_reply, sealed_push},
};

#[derive(Deserialize)]
struct Data {
    token: String,
    appid: AppId,
    replies: Vec<Reply>,
}

#[derive(Deserialize)]
struct Reply {
    key: String,
    message: String,
    body: String,
}

fn data() -> Data {
    serde_json::from_str(include_str!("wechatpy.json")).unwrap()
}

#[test]
fn what_wechatpy_encrypts_opens_here() {
    let Data { token, appid, replies } = data();
    assert!(replies.len() > 30);
    for Reply { key, message, body } in replies {
        let key = EncodingAesKey::new(&key).unwrap();
        let opened = open_reply(&PushToken::new(token.as_str()), &key, &appid, body.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(opened).unwrap(), message);
    }
}

/// One line of what `wechatpy.py` reads.
fn row(token: &str, key: &str, appid: &AppId, message: &str, nonce: &str) -> Value {
    let aes = EncodingAesKey::new(key).unwrap();
    let encrypted = encrypt(&aes, appid, message.as_bytes());
    let signature = msg_signature(&PushToken::new(token), "1713424427", nonce, &encrypted);
    let body = String::from_utf8(sealed_push(Format::Xml, "gh_1", &encrypted)).unwrap();
    json!({
        "token": token, "key": key, "appid": appid, "message": message, "body": body, "signature": signature,
        "timestamp": "1713424427", "nonce": nonce,
    })
}

#[test]
#[ignore = "needs a Python with wechatpy; wechatpy.py says how"]
fn what_is_encrypted_here_opens_in_wechatpy() {
    let Data { token, appid, replies } = data();
    let longer = (0..100).map(|length| "长".repeat(length));
    let messages = replies.iter().map(|reply| reply.message.clone()).chain(longer);
    let mut lines = String::new();
    for (number, message) in messages.enumerate() {
        let key = &replies[number % replies.len()].key;
        writeln!(lines, "{}", row(&token, key, &appid, &message, &number.to_string())).unwrap();
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/push/tests/wechatpy.py");
    let python = env::var("WECHATPY").expect("WECHATPY says where the Python is");
    let mut python = Command::new(python)
        .arg(script)
        .arg("read")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    python.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), lines.lines().count().to_string());
}
