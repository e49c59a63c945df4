//! The key that messages are encrypted with.

use std::{fmt, str::FromStr, sync::Arc};

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use secrecy::zeroize::Zeroizing;

use crate::MASK;

/// How many characters the page shows.
const CHARACTERS: usize = 43;

/// 43 characters are 258 bits, two more than the key has. WeChat's page draws all of them at random.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

/// The EncodingAESKey (消息加解密密钥) of the page 消息推送配置: 43 letters, digits, `+` and `/`.
///
/// `Debug` shows `***`. Clones share one copy, which is wiped when the last of them is dropped.
#[derive(Clone)]
pub struct EncodingAesKey(Arc<Key>);

struct Key {
    text: Zeroizing<String>,
    bytes: Zeroizing<[u8; 32]>,
}

impl FromStr for EncodingAesKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::new(text)
    }
}

impl EncodingAesKey {
    /// Takes the key in as the page shows it. White space around it is dropped.
    pub fn new(text: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        let found = text.chars().count();
        if found != CHARACTERS {
            return Err(KeyError::Length { found });
        }
        let stranger = |character: char| !character.is_ascii_alphanumeric() && !"+/".contains(character);
        if let Some(before) = text.chars().position(stranger) {
            return Err(KeyError::Character { position: before + 1 });
        }
        let mut bytes = Zeroizing::new([0; 32]);
        match BASE64.decode_slice(text, &mut *bytes) {
            Ok(32) => Ok(Self(Arc::new(Key { text: Zeroizing::new(text.to_owned()), bytes }))),
            _ => Err(KeyError::Length { found }),
        }
    }

    /// A new key.
    ///
    /// # Panics
    ///
    /// Where the operating system has no randomness to give: a key that can be guessed would be worse.
    pub fn generate() -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *bytes).expect("the operating system gives no randomness to make a key from");
        let mut text = Zeroizing::new(String::with_capacity(CHARACTERS));
        BASE64.encode_string(bytes.as_slice(), &mut text);
        Self(Arc::new(Key { text, bytes }))
    }

    /// The key as the page shows it. Whoever calls this answers for where it goes.
    pub fn expose(&self) -> String {
        self.0.text.to_string()
    }

    /// The key of AES-256 that it stands for.
    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0.bytes
    }

    /// The initial vector: the first half of the key. So all that keeps equal messages from looking equal is the random
    /// bytes before them.
    pub(super) fn iv(&self) -> [u8; 16] {
        std::array::from_fn(|at| self.0.bytes[at])
    }
}

impl fmt::Debug for EncodingAesKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EncodingAesKey({MASK})")
    }
}

/// A text that is no [`EncodingAesKey`]. It is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// It is too short or too long.
    #[error(
        "the EncodingAESKey has {found} characters instead of 43; copy it whole from the page 消息推送配置, without the \
         `=` that some libraries want after it"
    )]
    Length {
        /// How many characters it has.
        found: usize,
    },
    /// A character in it cannot stand there.
    #[error(
        "the EncodingAESKey is not base64: its character {position} is no letter of the alphabet, no digit, `+` or `/`; \
         copy it from the page 消息推送配置 as it stands there"
    )]
    Character {
        /// Which one, counted from 1.
        position: usize,
    },
}
