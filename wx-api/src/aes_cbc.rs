//! AES-128-CBC with PKCS#7, and base64 as front ends pass it on.

use aes::Aes128;
use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};

/// How long a block is, and with it key, initial vector and every text in pieces of it.
pub(crate) const BLOCK: usize = 16;

/// What a front end sends may have lost its padding on the way.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes behind base64; none if it is none.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    // A `+` that went through a form unescaped arrives as a space.
    BASE64.decode(text.trim().replace(' ', "+")).ok()
}

/// Decrypts. None if the padding is not as it must be: nearly always because the key is another one.
pub(crate) fn decrypt(key: [u8; BLOCK], iv: [u8; BLOCK], data: &[u8]) -> Option<Vec<u8>> {
    let cipher = cbc::Decryptor::<Aes128>::new(&key.into(), &iv.into());
    cipher.decrypt_padded_vec::<Pkcs7>(data).ok()
}

/// Encrypts, and writes base64.
#[cfg_attr(not(feature = "user_info"), allow(dead_code, reason = "only the encrypted channel answers"))]
pub(crate) fn encrypt(key: [u8; BLOCK], iv: [u8; BLOCK], plain: &[u8]) -> String {
    let cipher = cbc::Encryptor::<Aes128>::new(&key.into(), &iv.into());
    BASE64.encode(cipher.encrypt_padded_vec::<Pkcs7>(plain))
}
