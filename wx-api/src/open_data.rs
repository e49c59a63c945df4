//! What the front end hands over encrypted (开放数据): `encryptedData` and its `iv`, opened with the user's session key.
//!
//! The old way to a phone number; [`GetPhoneNumber`](crate::phone_number::GetPhoneNumber) is the new one and needs no
//! session key.

use std::fmt;

use aes::Aes128;
use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use cbc::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::Pkcs7};
use serde::de::DeserializeOwned;
use serde_json::Value;
use wx_core::{AppId, Misfit, SessionKey, Wire};

#[cfg(feature = "phone_number")]
use crate::{Client, phone_number::PhoneInfo};

/// What a front end sends may have lost its padding on the way.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

#[cfg(feature = "phone_number")]
impl Client {
    /// Opens the `encryptedData` of `<button open-type="getPhoneNumber">` of old front ends.
    pub fn decrypt_phone_number(
        &self,
        session_key: &SessionKey,
        encrypted_data: &str,
        iv: &str,
    ) -> Result<PhoneInfo, OpenDataError> {
        decrypt(session_key, encrypted_data, iv, self.appid())
    }
}

/// Opens `encryptedData` (AES-128-CBC, PKCS#7) and checks that its watermark names this mini program.
pub fn decrypt<T: DeserializeOwned + Wire>(
    session_key: &SessionKey,
    encrypted_data: &str,
    iv: &str,
    appid: &AppId,
) -> Result<T, OpenDataError> {
    let key = decode(session_key.expose(), "session_key")?;
    let iv = decode(iv, "iv")?;
    let data = decode(encrypted_data, "encryptedData")?;
    let cipher = cbc::Decryptor::<Aes128>::new_from_slices(&key, &iv).map_err(|_| match key.len() {
        16 => OpenDataError::Length { what: "iv", length: iv.len() },
        length => OpenDataError::Length { what: "session_key", length },
    })?;
    let plain = cipher.decrypt_padded_vec::<Pkcs7>(&data).map_err(|_| OpenDataError::WrongKey)?;
    // A wrong key leaves a valid padding behind once in 256 times: what is no JSON then was not opened either.
    let value: Value = serde_json::from_slice(&plain).map_err(|_| OpenDataError::WrongKey)?;
    match value.pointer("/watermark/appid").and_then(Value::as_str) {
        Some(found) if found == appid.as_str() => {}
        Some(found) => {
            return Err(OpenDataError::WrongApp { found: AppId::new(found), expected: appid.clone() });
        }
        None => return Err(OpenDataError::Shape(Misfit::missing("watermark.appid"))),
    }
    wx_core::from_value(&value).map_err(OpenDataError::Shape)
}

fn decode(text: &str, what: &'static str) -> Result<Vec<u8>, OpenDataError> {
    // A `+` that went through a form unescaped arrives as a space.
    BASE64.decode(text.trim().replace(' ', "+")).map_err(|_| OpenDataError::Base64 { what })
}

/// Why encrypted data cannot be opened. None of it shows the key or the data.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenDataError {
    /// Something is not base64.
    Base64 {
        /// What.
        what: &'static str,
    },
    /// Something is not 16 bytes long.
    Length {
        /// What.
        what: &'static str,
        /// How long it is.
        length: usize,
    },
    /// The session key is not the one the data was encrypted with.
    WrongKey,
    /// The data was issued for another mini program.
    WrongApp {
        /// The mini program in the watermark.
        found: AppId,
        /// This one.
        expected: AppId,
    },
    /// The data is of another kind than was asked for.
    Shape(Misfit),
}

impl fmt::Display for OpenDataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base64 { what } => {
                write!(f, "the {what} is not base64: pass it on exactly as the front end sent it")
            }
            Self::Length { what, length } => write!(f, "the {what} is {length} bytes long, it must be 16"),
            Self::WrongKey => write!(
                f,
                "the data does not open: its session_key is another one. wx.login makes a new key; let the user tap \
                 again, and do not call wx.login in between"
            ),
            Self::WrongApp { found, expected } => {
                write!(f, "the data was issued for the mini program {found}, this one is {expected}")
            }
            Self::Shape(misfit) => write!(f, "the data has another shape: {misfit}"),
        }
    }
}

impl std::error::Error for OpenDataError {}

#[cfg(all(test, feature = "phone_number"))]
mod tests {
    use base64::engine::general_purpose::STANDARD;
    use cbc::cipher::BlockModeEncrypt;

    use super::*;

    const KEY: [u8; 16] = *b"0123456789abcdef";
    const IV: [u8; 16] = *b"fedcba9876543210";

    fn sealed(plain: &str) -> String {
        let cipher = cbc::Encryptor::<Aes128>::new(&KEY.into(), &IV.into());
        STANDARD.encode(cipher.encrypt_padded_vec::<Pkcs7>(plain.as_bytes()))
    }

    fn open(key: &[u8], data: &str, iv: &[u8]) -> Result<PhoneInfo, OpenDataError> {
        let key = SessionKey::new(STANDARD.encode(key));
        decrypt(&key, data, &STANDARD.encode(iv), &AppId::new("wx1"))
    }

    fn phone(appid: &str) -> String {
        format!(
            r#"{{"phoneNumber":"13800138000","purePhoneNumber":"13800138000","countryCode":"86",
                "watermark":{{"timestamp":1637744274,"appid":"{appid}"}}}}"#
        )
    }

    #[test]
    fn a_phone_number_is_opened() {
        let data = sealed(&phone("wx1"));
        assert_eq!(open(&KEY, &data, &IV).unwrap().phone_number, "13800138000");
        // As a form without escaping leaves it: `+` became a space, the padding is gone.
        assert!(open(&KEY, &data.replace('+', " "), &IV).is_ok());
        assert!(open(&KEY, data.trim_end_matches('='), &IV).is_ok());
    }

    #[test]
    fn the_watermark_must_be_ours() {
        let error = open(&KEY, &sealed(&phone("wx2")), &IV).unwrap_err();
        assert_eq!(error.to_string(), "the data was issued for the mini program wx2, this one is wx1");
        let error = open(&KEY, &sealed(r#"{"phoneNumber":"1"}"#), &IV).unwrap_err();
        assert!(matches!(error, OpenDataError::Shape(_)), "{error}");
    }

    #[test]
    fn what_cannot_be_opened_is_named() {
        let data = sealed(&phone("wx1"));
        assert_eq!(open(b"another key 16 b", &data, &IV).unwrap_err(), OpenDataError::WrongKey);
        assert_eq!(open(&KEY, "", &IV).unwrap_err(), OpenDataError::WrongKey);
        assert_eq!(open(&KEY, "AAAA", &IV).unwrap_err(), OpenDataError::WrongKey);
        assert_eq!(open(&KEY, "%%%", &IV).unwrap_err(), OpenDataError::Base64 { what: "encryptedData" });
        assert_eq!(
            open(b"short", &data, &IV).unwrap_err(),
            OpenDataError::Length { what: "session_key", length: 5 }
        );
        assert_eq!(open(&KEY, &data, b"short").unwrap_err(), OpenDataError::Length { what: "iv", length: 5 });
    }
}
