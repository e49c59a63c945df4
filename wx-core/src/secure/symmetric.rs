//! The key that both sides encrypt with.

use std::{fmt, sync::Arc};

use aes_gcm::{
    AeadInOut, Aes256Gcm, AesGcm, KeyInit,
    aead::{
        Nonce, Tag,
        consts::{U12, U16},
    },
};
use base64::Engine;
use secrecy::zeroize::Zeroizing;
use sm4::Sm4;

use super::{KeyError, KeyKind, KeyProblem, SecureError, key_number, message::BASE64};

/// How many bytes an initial vector has.
pub(super) const IV: usize = 12;
/// How many bytes an authtag has.
pub(super) const TAG: usize = 16;

/// The generic GCM is named after AES; it takes any cipher with blocks of 16 bytes.
type Sm4Gcm = AesGcm<Sm4, U12>;

/// How messages are encrypted (加密算法).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncryptionAlgorithm {
    /// `AES256_GCM`.
    Aes256Gcm,
    /// `SM4_GCM` (国密).
    Sm4Gcm,
}

impl EncryptionAlgorithm {
    /// How many bytes its keys have.
    pub fn key_length(self) -> usize {
        match self {
            Self::Aes256Gcm => 32,
            Self::Sm4Gcm => 16,
        }
    }
}

impl fmt::Display for EncryptionAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aes256Gcm => "AES256_GCM",
            Self::Sm4Gcm => "SM4_GCM",
        })
    }
}

/// The symmetric key (API 对称密钥) and its number (密钥编号).
///
/// `Debug` shows algorithm and number. Clones share one copy of the key, which is wiped when the last is dropped.
#[derive(Clone)]
pub struct SymmetricKey {
    number: String,
    cipher: Cipher,
}

#[derive(Clone)]
enum Cipher {
    Aes256Gcm(Arc<Aes256Gcm>),
    Sm4Gcm(Arc<Sm4Gcm>),
}

impl SymmetricKey {
    /// A key for `AES256_GCM`: its number, and its 32 bytes in base64.
    pub fn aes256_gcm(number: &str, key: &str) -> Result<Self, KeyError> {
        Self::new(EncryptionAlgorithm::Aes256Gcm, number, key)
    }

    /// A key for `SM4_GCM`: its number, and its 16 bytes in base64.
    pub fn sm4_gcm(number: &str, key: &str) -> Result<Self, KeyError> {
        Self::new(EncryptionAlgorithm::Sm4Gcm, number, key)
    }

    fn new(algorithm: EncryptionAlgorithm, number: &str, key: &str) -> Result<Self, KeyError> {
        let error = |problem| KeyError { key: KeyKind::Symmetric, problem };
        let number = key_number(number).map_err(error)?;
        let key = Zeroizing::new(BASE64.decode(key.trim()).map_err(|_| error(KeyProblem::NotBase64))?);
        let wrong_length = |_| error(KeyProblem::Length { algorithm, found: key.len() });
        let cipher = match algorithm {
            EncryptionAlgorithm::Aes256Gcm => {
                Cipher::Aes256Gcm(Arc::new(Aes256Gcm::new_from_slice(&key).map_err(wrong_length)?))
            }
            EncryptionAlgorithm::Sm4Gcm => {
                Cipher::Sm4Gcm(Arc::new(Sm4Gcm::new_from_slice(&key).map_err(wrong_length)?))
            }
        };
        Ok(Self { number, cipher })
    }

    /// Its number (密钥编号).
    pub fn number(&self) -> &str {
        &self.number
    }

    /// What it encrypts with.
    pub fn algorithm(&self) -> EncryptionAlgorithm {
        match self.cipher {
            Cipher::Aes256Gcm(_) => EncryptionAlgorithm::Aes256Gcm,
            Cipher::Sm4Gcm(_) => EncryptionAlgorithm::Sm4Gcm,
        }
    }

    /// Encrypts in place and gives the authtag. `iv` must never come twice under one key.
    pub(super) fn encrypt(&self, iv: [u8; IV], aad: &str, text: &mut [u8]) -> Result<[u8; TAG], SecureError> {
        match &self.cipher {
            Cipher::Aes256Gcm(cipher) => encrypt(&**cipher, iv, aad, text),
            Cipher::Sm4Gcm(cipher) => encrypt(&**cipher, iv, aad, text),
        }
        .ok_or(SecureError::Seal { problem: "it is too long for GCM" })
    }

    /// Decrypts in place if the authtag is right.
    pub(super) fn decrypt(
        &self,
        iv: [u8; IV],
        aad: &str,
        text: &mut [u8],
        tag: [u8; TAG],
    ) -> Result<(), SecureError> {
        let opened = match &self.cipher {
            Cipher::Aes256Gcm(cipher) => decrypt(&**cipher, iv, aad, text, tag),
            Cipher::Sm4Gcm(cipher) => decrypt(&**cipher, iv, aad, text, tag),
        };
        opened
            .ok_or_else(|| SecureError::Decrypt { algorithm: self.algorithm(), number: self.number.clone() })
    }
}

impl fmt::Debug for SymmetricKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SymmetricKey({} {})", self.algorithm(), self.number)
    }
}

fn encrypt<C>(cipher: &C, iv: [u8; IV], aad: &str, text: &mut [u8]) -> Option<[u8; TAG]>
where
    C: AeadInOut<NonceSize = U12, TagSize = U16>,
{
    let iv = Nonce::<C>::from(iv);
    cipher.encrypt_inout_detached(&iv, aad.as_bytes(), text.into()).ok().map(Into::into)
}

fn decrypt<C>(cipher: &C, iv: [u8; IV], aad: &str, text: &mut [u8], tag: [u8; TAG]) -> Option<()>
where
    C: AeadInOut<NonceSize = U12, TagSize = U16>,
{
    let (iv, tag) = (Nonce::<C>::from(iv), Tag::<C>::from(tag));
    cipher.decrypt_inout_detached(&iv, aad.as_bytes(), text.into(), &tag).ok()
}
