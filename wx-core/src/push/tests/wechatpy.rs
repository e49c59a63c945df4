//! What wechatpy encrypts opens here, and the other way round. See `wechatpy.py`.

use std::{
    env,
    fmt::Write as _,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use aes::{Aes256, Block};
use base64::{Engine, engine::general_purpose::STANDARD};
use cbc::cipher::{BlockModeDecrypt, KeyIvInit};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    AppId, UnixSeconds,
    push::{
        EncodingAesKey, Format, PushToken, encrypt, envelope::encrypt_with, msg_signature, open_reply, read,
        sealed::signed_reply, sealed_push,
    },
};

const NOW: UnixSeconds = UnixSeconds(1_713_424_427);

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

#[test]
fn what_is_encrypted_here_is_what_wechatpy_encrypts() {
    let Data { token, appid, replies } = data();
    for Reply { key, message, body } in replies {
        let key = EncodingAesKey::new(&key).unwrap();
        let (_, fields) = read(body.as_bytes()).unwrap();
        let field = |name: &str| fields[name].as_str().unwrap();
        let encrypted = encrypt_with(random(&key, field("Encrypt")), &key, &appid, message.as_bytes());
        let now = UnixSeconds(field("TimeStamp").parse().unwrap());
        let reply =
            signed_reply(Format::Xml, &PushToken::new(token.as_str()), field("Nonce"), now, &encrypted);
        assert_eq!(read(&reply).unwrap(), (Format::Xml, fields));
    }
}

/// The random bytes before a message.
fn random(key: &EncodingAesKey, encrypted: &str) -> [u8; 16] {
    let mut text = STANDARD.decode(encrypted).unwrap();
    let (blocks, _) = Block::slice_as_chunks_mut(&mut text);
    cbc::Decryptor::<Aes256>::new(key.bytes().into(), &key.iv().into()).decrypt_blocks(blocks);
    *text.first_chunk().unwrap()
}

/// Lines of what `wechatpy.py` reads: a message as a push and as a reply.
fn rows(token: &str, key: &str, appid: &AppId, message: &str, nonce: &str) -> [Value; 2] {
    let (aes, token) = (EncodingAesKey::new(key).unwrap(), PushToken::new(token));
    let encrypted = encrypt(&aes, appid, message.as_bytes());
    let bodies = [
        sealed_push(Format::Xml, "gh_1", &encrypted),
        signed_reply(Format::Xml, &token, nonce, NOW, &encrypted),
    ];
    let timestamp = NOW.0.to_string();
    let signature = msg_signature(&token, &timestamp, nonce, &encrypted);
    bodies.map(|body| {
        json!({
            "token": token.expose(), "key": key, "appid": appid, "message": message, "signature": signature,
            "timestamp": timestamp, "nonce": nonce, "body": String::from_utf8(body).unwrap(),
        })
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
        for row in rows(&token, key, &appid, &message, &number.to_string()) {
            writeln!(lines, "{row}").unwrap();
        }
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
