//! What is encrypted.

use aes::{Aes256, Block};
use base64::{Engine, engine::general_purpose::STANDARD};
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use wx_core::{
    AppId, UnixSeconds,
    push::{EncodingAesKey, Format, PushToken, decrypt, encrypt, open_reply, sealed_reply},
};

/// Bytes in each place where they could stand: for the base64, for what is encrypted, for what it opens to, for a message, for
/// a key.
pub fn envelope(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = EncodingAesKey::new(&text);
    // Its bytes are all zero, and so is its initial vector.
    let Ok(key) = EncodingAesKey::new(&"A".repeat(43)) else { unreachable!("it is one") };
    let appid = AppId::new("wx0123456789abcdef");

    let _ = decrypt(&key, &appid, &text);
    let _ = decrypt(&key, &appid, &STANDARD.encode(data));
    if let Ok(message) = decrypt(&key, &appid, &STANDARD.encode(encrypted(data))) {
        assert!(data.windows(message.len().max(1)).any(|piece| message.is_empty() || piece == message));
    }

    let sealed = encrypt(&key, &appid, data);
    assert_eq!(decrypt(&key, &appid, &sealed).as_deref(), Ok(data));
    let token = PushToken::new("token");
    let _ = open_reply(&token, &key, &appid, data);
    for format in [Format::Json, Format::Xml] {
        let reply = sealed_reply(format, &token, &key, &appid, "nonce", UnixSeconds(1), data);
        assert_eq!(open_reply(&token, &key, &appid, &reply).as_deref(), Ok(data));
    }
}

/// The whole blocks of it, encrypted with the key above.
fn encrypted(data: &[u8]) -> Vec<u8> {
    let mut text = data.to_vec();
    text.truncate(data.len() / 16 * 16);
    let (blocks, _) = Block::slice_as_chunks_mut(&mut text);
    cbc::Encryptor::<Aes256>::new(&[0; 32].into(), &[0; 16].into()).encrypt_blocks(blocks);
    text
}
