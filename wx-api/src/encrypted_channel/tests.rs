//! The vectors are those of `open_data/vectors/make.py`.

use serde::Deserialize;
use serde_json::{Value, json};

use super::*;

#[derive(Deserialize)]
struct Vectors {
    channel: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    encrypt_key: String,
    iv: String,
    plain: String,
    data: String,
}

fn vectors() -> Vec<Vector> {
    let vectors: Vectors = serde_json::from_str(include_str!("../open_data/vectors/vectors.json")).unwrap();
    assert!(!vectors.channel.is_empty());
    vectors.channel
}

fn keys(list: &[Value]) -> UserEncryptKeys {
    wx_core::from_value(&json!({ "key_info_list": list })).unwrap()
}

fn info(version: u64, expire_in: i64, key: &str, iv: &str) -> Value {
    json!({
        "encrypt_key": key, "version": version, "expire_in": expire_in, "iv": iv, "create_time": 1_616_572_301,
    })
}

/// The official page's.
fn page() -> UserEncryptKeys {
    keys(&[
        info(10, 3597, "VI6BpyrK9XH4i4AIGe86tg==", "6003f73ec441c386"),
        info(9, 0, "aoUGAHltcliiL9f23oTKHA==", "7996656384218dbb"),
        info(8, 0, "MlZNQNnRQz3zXHHcr6A3mA==", "58a1814f88883024"),
    ])
}

#[test]
fn what_others_encrypted_is_read_and_what_we_say_they_read() {
    for Vector { encrypt_key, iv, plain, data } in vectors() {
        let key = ChannelKey::of_version(&keys(&[info(3, 60, &encrypt_key, &iv)]), 3).unwrap();
        assert_eq!(key.decrypt(&data).unwrap(), plain.as_bytes());
        assert_eq!(key.encrypt(plain.as_bytes()), data);
        assert_eq!(key.version(), 3);
        // As a form without escaping leaves it.
        assert_eq!(key.decrypt(&data.replace('+', " ")).unwrap(), plain.as_bytes());
    }
}

#[test]
fn every_length_comes_back() {
    let key = ChannelKey::latest(&page()).unwrap();
    for length in 0..100 {
        let plain = vec![b'x'; length];
        assert_eq!(key.decrypt(&key.encrypt(&plain)).unwrap(), plain);
    }
}

#[test]
fn the_key_is_the_one_that_was_asked_for() {
    let key = ChannelKey::of_version(&page(), 10).unwrap();
    assert_eq!((key.version(), ChannelKey::latest(&page()).unwrap().version()), (10, 10));
    let left = key.expires_at().0 - UnixSeconds::now().0;
    assert!((1..=3597).contains(&left), "{left}");

    let said = |result: Result<ChannelKey, ChannelError>| result.unwrap_err().to_string();
    assert_eq!(
        said(ChannelKey::of_version(&page(), 9)),
        "key 9 has expired, keys live an hour: let the front end call getLatestUserKey and send again"
    );
    assert_eq!(
        said(ChannelKey::of_version(&page(), 7)),
        "WeChat has no key 7 of this user, only 10, 9, 8: let the front end call getLatestUserKey and send again"
    );
    let none = "WeChat has no key of this user: the front end gets the first with getLatestUserKey of \
         wx.getUserCryptoManager";
    assert_eq!(said(ChannelKey::of_version(&keys(&[]), 1)), none);
    assert_eq!(said(ChannelKey::latest(&keys(&[]))), none);
}

#[test]
fn a_key_that_is_none_is_named() {
    for (key, iv, what) in [
        ("%%%", "6003f73ec441c386", "encrypt_key"),
        ("c2hvcnQ=", "6003f73ec441c386", "encrypt_key"),
        ("VI6BpyrK9XH4i4AIGe86tg==", "6003f73ec441c38", "iv"),
        ("VI6BpyrK9XH4i4AIGe86tg==", "", "iv"),
    ] {
        let error = ChannelKey::latest(&keys(&[info(1, 60, key, iv)])).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the {what} of key 1 is not 16 bytes long: WeChat sent something else than it documents")
        );
    }
}

#[test]
fn what_does_not_open_is_an_error() {
    let key = ChannelKey::latest(&page()).unwrap();
    let data = key.encrypt("两杯咖啡 and a tea".as_bytes());
    assert_eq!(key.decrypt("%2B").unwrap_err(), ChannelError::NotBase64);
    for end in (0..data.len()).step_by(4) {
        assert_eq!(key.decrypt(&data[..end]).unwrap_err(), ChannelError::WrongKey { version: 10 });
    }
    let other = keys(&[info(11, 60, "aoUGAHltcliiL9f23oTKHA==", "7996656384218dbb")]);
    let error = ChannelKey::latest(&other).unwrap().decrypt(&data).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the message does not open with key 11: it was encrypted with another key or in another way, or altered on its way"
    );
    let shown = format!("{key:?}");
    assert!(
        shown.contains("version: 10") && !shown.contains("VI6Bpyr") && !shown.contains("84, 142"),
        "{shown}"
    );
}
