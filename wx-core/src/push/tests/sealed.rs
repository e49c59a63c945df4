//! The bodies of safe mode.

use serde_json::json;

use super::{appid, key, object};
use crate::{
    UnixSeconds,
    push::{
        EncodingAesKey, EnvelopeError, Format, PushToken, ReplyError, encrypt, open_reply, read, sealed_push,
        sealed_reply, write,
    },
};

const FORMATS: [Format; 2] = [Format::Json, Format::Xml];
const NOW: UnixSeconds = UnixSeconds(1_713_424_427);

fn token() -> PushToken {
    PushToken::new("AAAAA")
}

#[test]
fn a_push_holds_receiver_and_what_was_encrypted() {
    let encrypted = encrypt(&key(), &appid(), b"message");
    for format in FORMATS {
        let (read_as, fields) = read(&sealed_push(format, "gh_1", &encrypted)).unwrap();
        assert_eq!((read_as, fields["ToUserName"].as_str()), (format, Some("gh_1")));
        assert_eq!(crate::push::encrypted(&fields), Some(encrypted.as_str()));
    }
    assert_eq!(crate::push::encrypted(&object(json!({ "MsgType": "text" }))), None);
    assert_eq!(crate::push::encrypted(&object(json!({ "Encrypt": ["a"] }))), None);
}

#[test]
fn a_reply_opens_whatever_its_nonce() {
    for format in FORMATS {
        for nonce in ["415670741", "", "]]>", "a\"<b>&\r\n"] {
            let body = sealed_reply(format, &token(), &key(), &appid(), nonce, NOW, b"message");
            assert_eq!(open_reply(&token(), &key(), &appid(), &body).unwrap(), b"message", "{nonce:?}");
        }
    }
}

#[test]
fn a_reply_may_have_its_numbers_either_way() {
    let body = sealed_reply(Format::Json, &token(), &key(), &appid(), "415670741", NOW, b"message");
    let (_, mut fields) = read(&body).unwrap();
    fields.insert("TimeStamp".into(), "1713424427".into());
    fields.insert("Nonce".into(), 415_670_741.into());
    let body = write(Format::Json, &fields);
    assert_eq!(open_reply(&token(), &key(), &appid(), &body).unwrap(), b"message");
}

#[test]
fn a_reply_that_is_not_right_is_refused() {
    let body = sealed_reply(Format::Json, &token(), &key(), &appid(), "1", NOW, b"message");
    let open = |body: &[u8]| open_reply(&token(), &key(), &appid(), body).unwrap_err();
    let (_, fields) = read(&body).unwrap();
    for name in ["Encrypt", "MsgSignature", "TimeStamp", "Nonce"] {
        let mut without = fields.clone();
        without.remove(name);
        let error = open(&write(Format::Json, &without));
        assert!(matches!(&error, ReplyError::Field(_)) && error.to_string().contains(name), "{error}");
        let mut changed = fields.clone();
        changed.insert(name.into(), "2".into());
        assert_eq!(open(&write(Format::Json, &changed)), ReplyError::Signature, "{name}");
    }
    assert!(matches!(open(b"success"), ReplyError::Syntax(_)));
    let another = PushToken::new("BBBBB");
    assert_eq!(open_reply(&another, &key(), &appid(), &body), Err(ReplyError::Signature));
    let another = EncodingAesKey::generate();
    assert_eq!(
        open_reply(&token(), &another, &appid(), &body),
        Err(ReplyError::Envelope(EnvelopeError::WrongKey))
    );
}
