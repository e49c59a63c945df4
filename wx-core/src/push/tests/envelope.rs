//! What is encrypted opens; what is not, does not.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{appid, key};
use crate::{
    AppId,
    push::{
        EncodingAesKey, EnvelopeError, decrypt, encrypt,
        envelope::{encrypt_with, stand_in},
    },
};

fn open(encrypted: &str) -> Result<Vec<u8>, EnvelopeError> {
    decrypt(&key(), &appid(), encrypted)
}

/// Encrypts something that is no envelope. The text is a whole number of blocks.
fn encrypt_text(text: &[u8]) -> String {
    use aes::{Aes256, Block};
    use cbc::cipher::{BlockModeEncrypt, KeyIvInit};

    let mut text = text.to_vec();
    let (blocks, rest) = Block::slice_as_chunks_mut(&mut text);
    assert!(rest.is_empty());
    cbc::Encryptor::<Aes256>::new(&[0; 32].into(), &[0; 16].into()).encrypt_blocks(blocks);
    STANDARD.encode(text)
}

#[test]
fn messages_of_all_lengths_open() {
    let bytes: Vec<u8> = (0..=100).collect();
    for length in 0..=100 {
        let encrypted = encrypt(&key(), &appid(), &bytes[..length]);
        assert_eq!(open(&encrypted).unwrap(), &bytes[..length]);
        let whole = STANDARD.decode(&encrypted).unwrap().len();
        assert!(whole.is_multiple_of(32) && whole > 20 + length + appid().as_str().len(), "{whole}");
        assert_eq!(open(&format!("\n{encrypted}\r\n")).unwrap(), &bytes[..length]);
        assert_eq!(open(encrypted.trim_end_matches('=')).unwrap(), &bytes[..length]);
    }
    let long = "长".repeat(100_000);
    assert_eq!(open(&encrypt(&key(), &appid(), long.as_bytes())).unwrap(), long.as_bytes());
}

#[test]
fn equal_messages_look_different() {
    assert_ne!(encrypt(&key(), &appid(), b"message"), encrypt(&key(), &appid(), b"message"));
    // And if there were no randomness, different ones would at least not look equal.
    assert_ne!(stand_in(&key(), b"message"), stand_in(&key(), b"another"));
}

#[test]
fn a_changed_byte_makes_no_panic() {
    let message = br#"{"MsgType":"text","Content":"hello"}"#;
    let encrypted = STANDARD.decode(encrypt_with([7; 16], &key(), &appid(), message)).unwrap();
    let mut opened = 0;
    for at in 0..encrypted.len() {
        for bit in 0..8 {
            let mut changed = encrypted.clone();
            changed[at] ^= 1 << bit;
            if let Ok(other) = open(&STANDARD.encode(changed)) {
                assert!(other != message || at < 16, "byte {at}");
                opened += 1;
            }
        }
    }
    // CBC does not notice by itself, which is why the signature comes first.
    assert!(opened > 0);
}

#[test]
fn a_changed_or_missing_character_makes_no_panic() {
    let encrypted = encrypt_with([7; 16], &key(), &appid(), b"message");
    for at in 0..encrypted.len() {
        let _ = open(&encrypted[..at]);
        let _ = open(&encrypted[at..]);
        for other in ["A", "/", "%", "=", "\0", "界"] {
            let _ = open(&format!("{}{other}{}", &encrypted[..at], &encrypted[at + 1..]));
        }
    }
}

#[test]
fn what_does_not_open_is_named() {
    assert_eq!(open("%%%").unwrap_err(), EnvelopeError::NotBase64);
    assert_eq!(open("").unwrap_err(), EnvelopeError::Length { found: 0 });
    assert_eq!(open("AAAA").unwrap_err(), EnvelopeError::Length { found: 3 });
    assert_eq!(open(&STANDARD.encode([0; 33])).unwrap_err(), EnvelopeError::Length { found: 33 });
    assert_eq!(open(&STANDARD.encode([0; 32])).unwrap_err(), EnvelopeError::WrongKey);
    let encrypted = encrypt(&EncodingAesKey::generate(), &appid(), b"message");
    // One time in 256 the padding fits by chance, and then the length does not.
    assert_eq!(open(&encrypted).unwrap_err(), EnvelopeError::WrongKey);
}

#[test]
fn padding_and_length_must_be_possible() {
    let head = |length: u32| [&[0; 16][..], &length.to_be_bytes()].concat();
    let filled = |mut text: Vec<u8>, padding: u8| {
        text.resize(text.len() + usize::from(padding), padding);
        text
    };
    let end = |text: Vec<u8>| {
        let padding = 32 - text.len() % 32;
        filled(text, u8::try_from(padding).unwrap())
    };
    let text = |length: u32| [&head(length), &b"message"[..], appid().as_str().as_bytes()].concat();
    assert_eq!(open(&encrypt_text(&end(text(7)))).unwrap(), b"message");
    // Into the block of AES, as some libraries do.
    assert_eq!(open(&encrypt_text(&filled(text(7), 3))).unwrap(), b"message");
    for wrong in [
        vec![0; 16],
        vec![32; 32],
        vec![255; 32],
        vec![1; 16],
        filled(text(7), 35),
        [&text(7)[..], &[3, 2, 3]].concat(),
        end(text(7 + 19)),
        end(text(u32::MAX)),
        end(head(1)),
        end(vec![0; 19]),
    ] {
        assert_eq!(open(&encrypt_text(&wrong)), Err(EnvelopeError::WrongKey), "{wrong:?}");
    }
    assert!(
        matches!(open(&encrypt_text(&end(head(0)))), Err(EnvelopeError::WrongApp { found, .. }) if found == "")
    );
}

#[test]
fn a_message_for_another_is_refused() {
    let encrypted = encrypt(&key(), &"wx2".into(), b"message");
    let error = open(&encrypted).unwrap_err();
    assert_eq!(error, EnvelopeError::WrongApp { found: AppId::new("wx2"), expected: appid() });
    assert!(error.to_string().contains("`wx2`"), "{error}");
}

#[test]
fn no_piece_of_the_message_stands_in_an_error() {
    // The length says less than there is: what follows it is no AppID.
    let text = |message: &str| {
        let mut text = [&[0; 16][..], &2_u32.to_be_bytes(), message.as_bytes()].concat();
        let padding = 32 - text.len() % 32;
        text.resize(text.len() + padding, u8::try_from(padding).unwrap());
        text
    };
    for message in ["my secret message", "a-secret-that-is-too-long-for-an-appid-".repeat(3).as_str(), "密密"]
    {
        assert_eq!(open(&encrypt_text(&text(message))).unwrap_err(), EnvelopeError::WrongKey, "{message}");
    }
}
