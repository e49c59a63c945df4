//! Open data as the front end gets it: AES-128-CBC under the session key.

use aes::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use wx_core::{SessionKey, UnixSeconds};

const BLOCK: usize = 16;

/// When and for which mini program data is issued.
pub(crate) fn watermark(appid: &str) -> Value {
    json!({ "timestamp": UnixSeconds::now(), "appid": appid })
}

/// The data under a session key: `encryptedData` and `iv`. `None` if the key is none.
pub(crate) fn encrypt(session_key: &SessionKey, data: &Value, iv: [u8; BLOCK]) -> Option<(String, String)> {
    let cipher = cbc::Encryptor::<aes::Aes128>::new(&bytes(session_key.expose())?.into(), &iv.into());
    let encrypted = cipher.encrypt_padded_vec::<Pkcs7>(data.to_string().as_bytes());
    Some((STANDARD.encode(encrypted), STANDARD.encode(iv)))
}

/// Whether a text is a session key.
pub(crate) fn is_key(text: &str) -> bool {
    bytes(text).is_some()
}

fn bytes(session_key: &str) -> Option<[u8; BLOCK]> {
    STANDARD.decode(session_key).ok()?.try_into().ok()
}

/// What is wrong with somebody who has no session key.
pub(crate) fn nobody(user: &str) -> String {
    format!("no user of the openid `{user}` has logged in here, and it is no session key either")
}
