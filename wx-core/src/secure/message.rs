//! What both sides do with a message: encrypt and sign it, verify and decrypt it.

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::STANDARD_NO_PAD},
};
use http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    Call, Header, SecureError, SymmetricKey,
    symmetric::{IV, TAG},
};
use crate::{AppId, Bytes};

/// Writes padding, and reads with and without it: people copy keys.
pub(super) const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// How many seconds a message's time may differ from the clock.
const TOLERANCE: u64 = 300;

/// What is encrypted besides the fields.
const SAFETY_FIELDS: [&str; 3] = ["_n", "_appid", "_timestamp"];

/// What a message is bound to.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// Scheme, host and path.
    urlpath: &'a str,
    appid: &'a AppId,
    timestamp: i64,
}

impl<'a> Context<'a> {
    pub(super) fn new(call: Call<'a>) -> Result<Self, SecureError> {
        let urlpath = call.url.split(['?', '#']).next().unwrap_or_default();
        match urlpath.split_once("://") {
            Some((scheme, rest)) if !scheme.is_empty() && !rest.is_empty() => {}
            _ => return Err(SecureError::Url { url: urlpath.to_owned() }),
        }
        Ok(Self { urlpath, appid: call.appid, timestamp: call.now.0 })
    }

    /// The same call in a message of another time.
    fn at(self, timestamp: i64) -> Self {
        Self { timestamp, ..self }
    }

    /// The additional authenticated data of GCM (额外认证数据).
    pub(super) fn aad(&self, key_number: &str) -> String {
        format!("{}|{}|{}|{key_number}", self.urlpath, self.appid, self.timestamp)
    }

    /// What is signed (待签名串).
    pub(super) fn to_sign(self, body: &[u8]) -> Vec<u8> {
        let head = format!("{}\n{}\n{}\n", self.urlpath, self.appid, self.timestamp);
        [head.as_bytes(), body].concat()
    }

    /// The headers that every message has, without the signature.
    pub(super) fn headers(&self) -> Result<HeaderMap, SecureError> {
        let mut headers = HeaderMap::new();
        insert(&mut headers, Header::AppId, self.appid.as_str())?;
        insert(&mut headers, Header::TimeStamp, &self.timestamp.to_string())?;
        Ok(headers)
    }

    /// Encrypts the fields into a body.
    pub(super) fn encrypt(
        &self,
        key: &SymmetricKey,
        fields: &Map<String, Value>,
        fresh: &Fresh,
    ) -> Result<Bytes, SecureError> {
        if let Some(&field) = SAFETY_FIELDS.iter().find(|field| fields.contains_key(**field)) {
            return Err(SecureError::ReservedField { field });
        }
        let plain =
            Plain { nonce: &fresh.nonce, appid: self.appid.as_str(), timestamp: self.timestamp, fields };
        let plain = serde_json::to_vec(&plain)
            .map_err(|_| SecureError::Seal { problem: "its fields cannot be written as JSON" })?;
        self.encrypt_text(key, plain, fresh.iv)
    }

    pub(super) fn encrypt_text(
        &self,
        key: &SymmetricKey,
        mut text: Vec<u8>,
        iv: [u8; IV],
    ) -> Result<Bytes, SecureError> {
        let tag = key.encrypt(iv, &self.aad(key.number()), &mut text)?;
        let envelope =
            Envelope { iv: BASE64.encode(iv), data: BASE64.encode(text), authtag: BASE64.encode(tag) };
        let body = serde_json::to_vec(&envelope)
            .map_err(|_| SecureError::Seal { problem: "its body cannot be written as JSON" })?;
        Ok(body.into())
    }

    /// Decrypts a body into the fields.
    pub(super) fn decrypt(&self, key: &SymmetricKey, body: &[u8]) -> Result<Map<String, Value>, SecureError> {
        let text = self.decrypt_text(key, body)?;
        let mut fields: Map<String, Value> =
            serde_json::from_slice(&text).map_err(|_| SecureError::NotJson)?;
        let [_, appid, timestamp] = SAFETY_FIELDS.map(|field| fields.remove(field));
        if appid.as_ref().and_then(Value::as_str) != Some(self.appid.as_str()) {
            return Err(SecureError::InnerAppId);
        }
        if timestamp.as_ref().and_then(Value::as_i64) != Some(self.timestamp) {
            return Err(SecureError::InnerTimestamp);
        }
        Ok(fields)
    }

    pub(super) fn decrypt_text(&self, key: &SymmetricKey, body: &[u8]) -> Result<Vec<u8>, SecureError> {
        let envelope: Envelope = serde_json::from_slice(body).map_err(|_| SecureError::Envelope)?;
        let decode = |text: &str| BASE64.decode(text).map_err(|_| SecureError::Envelope);
        let mut text = decode(&envelope.data)?;
        // The lengths are exact: GCM with a shorter tag would be far easier to forge.
        let iv: [u8; IV] = decode(&envelope.iv)?.try_into().map_err(|_| SecureError::Envelope)?;
        let tag: [u8; TAG] = decode(&envelope.authtag)?.try_into().map_err(|_| SecureError::Envelope)?;
        key.decrypt(iv, &self.aad(key.number()), &mut text, tag)?;
        Ok(text)
    }

    /// Takes the time of a message from its headers, if the message is for this mini program and of this hour.
    pub(super) fn received(self, headers: &HeaderMap) -> Result<Self, SecureError> {
        let appid = text(headers, Header::AppId)?;
        if appid != self.appid.as_str() {
            return Err(SecureError::WrongAppId { found: appid.to_owned(), expected: self.appid.clone() });
        }
        let timestamp: i64 = text(headers, Header::TimeStamp)?
            .parse()
            .map_err(|_| SecureError::MalformedHeader { header: Header::TimeStamp })?;
        if timestamp.abs_diff(self.timestamp) > TOLERANCE {
            return Err(SecureError::Expired { seconds: timestamp.saturating_sub(self.timestamp) });
        }
        Ok(self.at(timestamp))
    }
}

/// What must never be the same twice.
pub(super) struct Fresh {
    pub(super) iv: [u8; IV],
    /// `_n`.
    pub(super) nonce: String,
}

impl Fresh {
    /// From the system's randomness.
    pub(super) fn new() -> Result<Self, SecureError> {
        let no_randomness = |_| SecureError::Seal { problem: "the system gives no randomness" };
        let (mut iv, mut random) = ([0; IV], [0; 25]);
        getrandom::fill(&mut iv).map_err(no_randomness)?;
        getrandom::fill(&mut random).map_err(no_randomness)?;
        let [length, random @ ..] = random;
        // 16 to 24 bytes are 22 to 32 characters: WeChat asks for 16 to 32, and not always as many.
        let nonce = STANDARD_NO_PAD.encode(&random[..16 + usize::from(length % 9)]);
        Ok(Self { iv, nonce })
    }
}

/// What is encrypted. The safety fields (安全字段) come first, as in the official sample.
#[derive(Serialize)]
struct Plain<'a> {
    #[serde(rename = "_n")]
    nonce: &'a str,
    #[serde(rename = "_appid")]
    appid: &'a str,
    #[serde(rename = "_timestamp")]
    timestamp: i64,
    #[serde(flatten)]
    fields: &'a Map<String, Value>,
}

/// The body of a sealed message.
#[derive(Serialize, Deserialize)]
struct Envelope {
    iv: String,
    data: String,
    authtag: String,
}

pub(super) fn insert(headers: &mut HeaderMap, header: Header, value: &str) -> Result<(), SecureError> {
    let value = HeaderValue::from_str(value)
        .map_err(|_| SecureError::Seal { problem: "the AppID cannot stand in a header" })?;
    headers.insert(header.name(), value);
    Ok(())
}

/// The value of a header.
pub(super) fn text(headers: &HeaderMap, header: Header) -> Result<&str, SecureError> {
    let value = headers.get(header.name()).ok_or(SecureError::MissingHeader { header })?;
    value.to_str().map_err(|_| SecureError::MalformedHeader { header })
}

/// The signature in a header.
pub(super) fn signature(headers: &HeaderMap, header: Header) -> Result<Vec<u8>, SecureError> {
    BASE64.decode(text(headers, header)?).map_err(|_| SecureError::MalformedHeader { header })
}
