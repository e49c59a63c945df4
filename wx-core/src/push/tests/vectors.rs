//! The values of the official page 消息推送, recomputed.

use super::{appid, key, object};
use crate::{
    UnixSeconds,
    push::{
        Format, PushHeader, PushToken, decrypt, envelope::encrypt_with, is_signature, msg_signature,
        open_reply, read, sealed::signed_reply, signature,
    },
};

const ENCRYPTED: &str = "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzD\
     pVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8\
     EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=";
const MESSAGE: &str = r#"{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}"#;

const REPLY: &str =
    "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==";
const REPLY_MESSAGE: &str = r#"{"demo_resp":"good luck"}"#;

fn token() -> PushToken {
    PushToken::new("AAAAA")
}

#[test]
fn the_url_is_verified_and_a_plain_push_signed() {
    for (timestamp, nonce, expected) in [
        ("1714036504", "1514711492", "f464b24fc39322e44b38aa78f5edd27bd1441696"),
        ("1714037059", "486452656", "899cf89e464efb63f54ddac96b0a0a235f53aa78"),
        ("1714112445", "415670741", "6c5c811b55cc85e0e1b54100749188c20beb3f5d"),
    ] {
        assert_eq!(signature(&token(), timestamp, nonce), expected);
    }
}

#[test]
fn a_push_in_safe_mode() {
    let signature = msg_signature(&token(), "1714112445", "415670741", ENCRYPTED);
    assert_eq!(signature, "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3");
    assert_eq!(decrypt(&key(), &appid(), ENCRYPTED).unwrap(), MESSAGE.as_bytes());
    assert_eq!(encrypt_with(*b"a8eedb185eb2fecf", &key(), &appid(), MESSAGE.as_bytes()), ENCRYPTED);

    let body = format!(r#"{{"ToUserName": "gh_97417a04a28d", "Encrypt": "{ENCRYPTED}"}}"#);
    let (format, fields) = read(body.as_bytes()).unwrap();
    assert_eq!((format, crate::push::encrypted(&fields)), (Format::Json, Some(ENCRYPTED)));

    let (_, mut fields) = read(MESSAGE.as_bytes()).unwrap();
    let header = PushHeader::take(&mut fields).unwrap();
    assert_eq!(header.from_user, "o9AgO5Kd5ggOC-bXrbNODIiE3bGY");
    assert_eq!(header.created, UnixSeconds(1_714_112_445));
    assert_eq!(fields, object(serde_json::json!({ "debug_str": "hello world" })));
}

#[test]
fn a_reply_in_safe_mode() {
    assert_eq!(encrypt_with(*b"707722b803182950", &key(), &appid(), REPLY_MESSAGE.as_bytes()), REPLY);
    for format in [Format::Json, Format::Xml] {
        let body = signed_reply(format, &token(), "415670741", UnixSeconds(1_713_424_427), REPLY);
        let (read_as, fields) = read(&body).unwrap();
        assert_eq!(read_as, format);
        assert_eq!(fields["MsgSignature"], "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1");
        assert_eq!(open_reply(&token(), &key(), &appid(), &body).unwrap(), REPLY_MESSAGE.as_bytes());
    }
}

#[test]
fn a_reply_is_written_as_on_the_page() {
    let body = signed_reply(Format::Json, &token(), "415670741", UnixSeconds(1_713_424_427), REPLY);
    let expected = serde_json::json!({
        "Encrypt": REPLY,
        "MsgSignature": "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1",
        "TimeStamp": 1_713_424_427,
        "Nonce": "415670741",
    });
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&body).unwrap(), expected);
    let body = signed_reply(Format::Xml, &token(), "415670741", UnixSeconds(1_713_424_427), REPLY);
    let expected = format!(
        "<xml><Encrypt><![CDATA[{REPLY}]]></Encrypt>\
         <MsgSignature><![CDATA[1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1]]></MsgSignature>\
         <Nonce><![CDATA[415670741]]></Nonce><TimeStamp>1713424427</TimeStamp></xml>"
    );
    assert_eq!(String::from_utf8(body).unwrap(), expected);
}

#[test]
fn a_signature_is_compared_whatever_its_case() {
    let expected = signature(&token(), "1714036504", "1514711492");
    assert!(is_signature("F464B24FC39322E44B38AA78F5EDD27BD1441696", &expected));
    for wrong in
        ["", "f", "f464b24fc39322e44b38aa78f5edd27bd1441697", &expected[1..], &format!("{expected}0")]
    {
        assert!(!is_signature(wrong, &expected), "{wrong}");
    }
}
