//! Keys.

use crate::push::{EncodingAesKey, KeyError, PushToken, decrypt, encrypt};

use super::appid;

const KEY: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123+/k";

#[test]
fn a_key_is_taken_as_the_page_shows_it() {
    let key = EncodingAesKey::new(KEY).unwrap();
    assert_eq!(key.expose(), KEY);
    assert_eq!(EncodingAesKey::new(&format!(" {KEY}\r\n")).unwrap().expose(), KEY);
    assert_eq!(format!("{key:?} {:?}", PushToken::new("hush")), "EncodingAesKey(***) PushToken(***)");
}

#[test]
fn the_last_character_may_have_bits_that_are_not_of_the_key() {
    // `k` is 100100: the last two bits are beyond the 256 of the key.
    let same = ["k", "l", "m", "n"].map(|last| format!("{}{last}", &KEY[..42]));
    let keys = same.map(|text| EncodingAesKey::new(&text).unwrap());
    let encrypted = encrypt(&keys[0], &appid(), b"message");
    for key in &keys {
        assert_eq!(decrypt(key, &appid(), &encrypted).unwrap(), b"message");
    }
    assert_eq!(keys[3].expose().chars().last(), Some('n'));
    let another = EncodingAesKey::new(&format!("{}o", &KEY[..42])).unwrap();
    decrypt(&another, &appid(), &encrypted).unwrap_err();
}

#[test]
fn what_is_wrong_with_a_key_is_said_without_it() {
    let wrong = |text: &str| EncodingAesKey::new(text).unwrap_err();
    assert_eq!(wrong(""), KeyError::Length { found: 0 });
    assert_eq!(wrong(&KEY[1..]), KeyError::Length { found: 42 });
    assert_eq!(wrong(&format!("{KEY}=")), KeyError::Length { found: 44 });
    assert_eq!(wrong(&"密".repeat(43)), KeyError::Character { position: 1 });
    assert_eq!(wrong(&format!("{}_", &KEY[..42])), KeyError::Character { position: 43 });
    assert_eq!(wrong(&KEY.replace('+', " ")), KeyError::Character { position: 41 });
    for error in [wrong(&KEY[1..]), wrong(&KEY.replace('+', "-"))] {
        assert!(!format!("{error} {error:?}").contains("abc"), "{error}");
    }
}

#[test]
fn a_generated_key_is_one() {
    let [one, another] = [EncodingAesKey::generate(), EncodingAesKey::generate()];
    assert_ne!(one.expose(), another.expose());
    let copy = EncodingAesKey::new(&one.expose()).unwrap();
    assert_eq!(decrypt(&copy, &appid(), &encrypt(&one, &appid(), b"message")).unwrap(), b"message");
}
