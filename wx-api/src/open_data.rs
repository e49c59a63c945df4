//! What front ends hand over about their user (开放数据): `rawData` with its `signature`, `encryptedData` with its `iv`. Both
//! are checked with the session key that [`Code2Session`](crate::login::Code2Session) gave.
//!
//! ```
//! use std::time::Duration;
//!
//! use wx_api::{
//!     Client, SessionKey,
//!     open_data::{self, OpenDataError, WeRunData},
//! };
//!
//! fn steps(client: &Client, key: &SessionKey, data: &str, iv: &str) -> Result<WeRunData, OpenDataError> {
//!     let steps: WeRunData = client.decrypt(key, data, iv)?;
//!     open_data::check_age(&steps.watermark, Duration::from_secs(5 * 60))?;
//!     Ok(steps)
//! }
//! ```
//!
//! | the front end calls | what is inside |
//! |---|---|
//! | `wx.getUserInfo`, `wx.getUserProfile` | [`FullUserInfo`]; in `rawData` [`UserInfo`] |
//! | `<button open-type="getPhoneNumber">`, the old way | [`PhoneInfo`] |
//! | `wx.getWeRunData` | [`WeRunData`] |
//! | `wx.getGroupEnterInfo`, `wx.getChatToolInfo` | [`GroupEnterInfo`] |
//! | `wx.getShareInfo` | [`ShareInfo`] |
//! | `wx.authPrivateMessage` | [`PrivateMessage`] |
//! | anything else | a `#[wx_type(response)]` of your own, or [`serde_json::Value`] |
//!
//! A phone number is better had from [`GetPhoneNumber`](crate::phone_number::GetPhoneNumber), which needs no session key.
//!
//! # What the encryption is worth
//!
//! Nobody makes such data up without the session key. But nothing in it says whose it is or that it is used for the first
//! time, and the cipher alone does not keep it whole: whoever sends it can choose the `iv` and with it change the first 16
//! bytes of the JSON, the beginning of an `openId` among them. So use the session key of the very user who sent it, take
//! who that is from the session, and [check the age](check_age) where a repetition would do harm.

mod error;
#[cfg(test)]
mod tests;

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;
use wx_core::{
    AppId, Misfit, SessionKey, Wire,
    sign::{is_signature, raw_data_signature},
};
// `UserInfo` and its like, under the name of the module that reads them.
#[allow(clippy::wildcard_imports, reason = "the shapes are listed where they are declared")]
pub use wx_specs::open_data::*;
pub use wx_specs::phone_number::{PhoneInfo, Watermark};

pub use self::error::OpenDataError;
use crate::{
    Client,
    aes_cbc::{self, BLOCK},
};

impl Client {
    /// Opens the `encryptedData` that a front end handed over, and checks that it was issued for this mini program:
    /// [`open_data::decrypt`](decrypt).
    pub fn decrypt<T: DeserializeOwned + Wire>(
        &self,
        session_key: &SessionKey,
        encrypted_data: &str,
        iv: &str,
    ) -> Result<T, OpenDataError> {
        decrypt(session_key, encrypted_data, iv, self.appid())
    }
}

/// Opens `encryptedData` (AES-128-CBC, PKCS#7) and checks that its watermark names this mini program.
///
/// The type says what the data must be: [the table](self).
pub fn decrypt<T: DeserializeOwned + Wire>(
    session_key: &SessionKey,
    encrypted_data: &str,
    iv: &str,
    appid: &AppId,
) -> Result<T, OpenDataError> {
    let value = open(session_key, encrypted_data, iv, appid)?;
    wx_core::from_recognized(&value).map_err(OpenDataError::Shape)
}

/// Everything but the type, compiled once.
fn open(
    session_key: &SessionKey,
    encrypted_data: &str,
    iv: &str,
    appid: &AppId,
) -> Result<Value, OpenDataError> {
    let key = block(session_key.expose(), "session_key")?;
    let iv = block(iv, "iv")?;
    let data = decode(encrypted_data, "encryptedData")?;
    if data.is_empty() || data.len() % BLOCK != 0 {
        return Err(OpenDataError::Cut { length: data.len() });
    }
    let plain = aes_cbc::decrypt(key, iv, &data).ok_or(OpenDataError::WrongKey)?;
    // A wrong key leaves a valid padding behind once in 256 times: what is no JSON then was not opened either.
    let value: Value = serde_json::from_slice(&plain).map_err(|_| OpenDataError::WrongKey)?;
    match value.pointer("/watermark/appid").and_then(Value::as_str) {
        Some(found) if found == appid.as_str() => Ok(value),
        Some(found) => Err(OpenDataError::WrongApp { found: AppId::new(found), expected: appid.clone() }),
        None => Err(OpenDataError::Shape(Misfit::missing("watermark.appid"))),
    }
}

/// Refuses data that was issued longer ago than this: it may have been handed over before.
///
/// How long is up to you; a front end gets the data right before it sends it, so minutes are enough. The clock of this server
/// is compared with WeChat's: do not be too strict.
pub fn check_age(watermark: &Watermark, max_age: Duration) -> Result<(), OpenDataError> {
    let age = watermark.age();
    if age > max_age { Err(OpenDataError::Stale { age, max_age }) } else { Ok(()) }
}

/// Whether `signature` is that of `rawData` (数据签名校验). Both must be exactly what the front end has; how long the answer
/// takes says nothing about the right one.
///
/// ```
/// use wx_api::{SessionKey, open_data::is_signed};
///
/// let key = SessionKey::new("HyVFkGl5F5OQWJZZaNzBBg==");
/// assert!(is_signed(&key, r#"{"nickName":"Band"}"#, "19036804514e3177482cf7382c6a337cf79b246d"));
/// ```
pub fn is_signed(session_key: &SessionKey, raw_data: &str, signature: &str) -> bool {
    is_signature(signature, &raw_data_signature(session_key, raw_data))
}

/// The user info in `rawData`, if [it is signed](is_signed).
pub fn read_raw_data(
    session_key: &SessionKey,
    raw_data: &str,
    signature: &str,
) -> Result<UserInfo, OpenDataError> {
    if !is_signed(session_key, raw_data, signature) {
        return Err(OpenDataError::NotSigned);
    }
    let no_json = |_| OpenDataError::Shape(Misfit::at("", "it is no JSON"));
    let value: Value = serde_json::from_str(raw_data).map_err(no_json)?;
    wx_core::from_recognized(&value).map_err(OpenDataError::Shape)
}

fn decode(text: &str, what: &'static str) -> Result<Vec<u8>, OpenDataError> {
    aes_cbc::decode(text).ok_or(OpenDataError::Base64 { what })
}

fn block(text: &str, what: &'static str) -> Result<[u8; BLOCK], OpenDataError> {
    let bytes = decode(text, what)?;
    <[u8; BLOCK]>::try_from(bytes.as_slice()).map_err(|_| OpenDataError::Length { what, length: bytes.len() })
}
