//! What a message is encrypted into: AES-256-CBC over 16 random bytes, the length of the message, the message, the AppID.

use aes::{Aes256, Block};
use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use sha1::{Digest, Sha1};

use super::EncodingAesKey;
use crate::AppId;

/// What PKCS#7 fills up to a multiple of. It is twice the block of AES.
const FILL: usize = 32;
/// The random bytes, and the length of the message.
const HEAD: usize = 16 + 4;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Encrypts a message of one mini program: what stands in `Encrypt`.
pub fn encrypt(key: &EncodingAesKey, appid: &AppId, message: &[u8]) -> String {
    encrypt_with(fresh(key, message), key, appid, message)
}

/// Encrypts with these bytes at the beginning, for a comparison with what somebody else encrypted.
pub(super) fn encrypt_with(random: [u8; 16], key: &EncodingAesKey, appid: &AppId, message: &[u8]) -> String {
    // A message of 4 GiB does not reach WeChat anyway.
    let length = u32::try_from(message.len()).unwrap_or(u32::MAX).to_be_bytes();
    let mut text = [&random[..], &length, message, appid.as_str().as_bytes()].concat();
    let padding = FILL - text.len() % FILL;
    text.resize(text.len() + padding, padding as u8);
    let (blocks, _) = Block::slice_as_chunks_mut(&mut text);
    cbc::Encryptor::<Aes256>::new(key.bytes().into(), &key.iv().into()).encrypt_blocks(blocks);
    BASE64.encode(text)
}

/// Decrypts what stands in `Encrypt`, and gives the message if it is for this mini program.
///
/// Check the [signature](super::msg_signature) first, and answer the two failures alike: CBC proves nothing about who
/// encrypted. Somebody who could send what he likes, and saw from the answer whether the padding was right, would read a
/// message byte by byte without the key. For the same reason a bad padding and a bad length are one error here.
pub fn decrypt(key: &EncodingAesKey, appid: &AppId, encrypted: &str) -> Result<Vec<u8>, EnvelopeError> {
    let mut text = BASE64.decode(encrypted.trim_ascii()).map_err(|_| EnvelopeError::NotBase64)?;
    let found = text.len();
    let (blocks, rest) = Block::slice_as_chunks_mut(&mut text);
    if blocks.is_empty() || !rest.is_empty() {
        return Err(EnvelopeError::Length { found });
    }
    cbc::Decryptor::<Aes256>::new(key.bytes().into(), &key.iv().into()).decrypt_blocks(blocks);

    let end = filled_from(&text).ok_or(EnvelopeError::WrongKey)?;
    let (message, app) = message_and_app(&text[..end]).ok_or(EnvelopeError::WrongKey)?;
    if app != appid.as_str() {
        return Err(EnvelopeError::WrongApp { found: app.into(), expected: appid.clone() });
    }
    let length = message.len();
    text.truncate(HEAD + length);
    text.drain(..HEAD);
    Ok(text)
}

/// Where the padding begins.
fn filled_from(text: &[u8]) -> Option<usize> {
    let padding = *text.last()?;
    let end = text.len().checked_sub(padding.into())?;
    let whole = (1..=FILL).contains(&padding.into()) && text[end..].iter().all(|byte| *byte == padding);
    whole.then_some(end)
}

fn message_and_app(text: &[u8]) -> Option<(&[u8], &str)> {
    let (head, rest) = text.split_at_checked(HEAD)?;
    let length = u32::from_be_bytes(head.last_chunk().copied()?);
    let (message, app) = rest.split_at_checked(length.try_into().ok()?)?;
    // It may come to stand in an error: with a wrong length it would be a piece of the message.
    let app = str::from_utf8(app).ok().filter(|app| app.len() <= 64)?;
    app.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)).then_some((message, app))
}

fn fresh(key: &EncodingAesKey, message: &[u8]) -> [u8; 16] {
    let mut random = [0; 16];
    match getrandom::fill(&mut random) {
        Ok(()) => random,
        Err(_) => stand_in(key, message),
    }
}

/// Where the operating system has no randomness to give. Equal messages look equal then, and nothing else is given away.
pub(super) fn stand_in(key: &EncodingAesKey, message: &[u8]) -> [u8; 16] {
    let digest = Sha1::new().chain_update(key.bytes()).chain_update(message).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes
}

/// An encrypted message that does not open. Nothing of the message is shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// It is not base64.
    #[error("`Encrypt` is not base64: it was changed on its way, or is something else")]
    NotBase64,
    /// It is no whole number of blocks.
    #[error(
        "`Encrypt` holds {found} bytes, which cannot be: a whole number of 16-byte blocks is due; it was cut off"
    )]
    Length {
        /// How many bytes it holds.
        found: usize,
    },
    /// It opens to nonsense.
    #[error(
        "`Encrypt` does not open with this EncodingAESKey; compare it with the page 消息推送配置. If it was changed there \
         a moment ago, some messages still come under the old one"
    )]
    WrongKey,
    /// It opens, and is for another mini program.
    #[error(
        "the message is for the mini program `{found}`, this one is `{expected}`; see whose 消息推送配置 has this URL and \
         this EncodingAESKey"
    )]
    WrongApp {
        /// The mini program it is for.
        found: AppId,
        /// This one.
        expected: AppId,
    },
}
