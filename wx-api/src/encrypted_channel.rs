//! The encrypted channel between a front end and its server (小程序加密网络通道), by the key that both have from WeChat.
//!
//! ```no_run
//! use wx_api::{encrypted_channel::ChannelKey, prelude::*};
//!
//! # async fn handler(client: Client, session: Session, version: u64, data: &str) -> Result<(), Box<dyn std::error::Error>> {
//! let request = GetUserEncryptKey::new(session.openid.clone(), session.session_key.clone());
//! let keys = client.get_user_encrypt_key(request).await?;
//! // The front end says which key it took, and sends what it encrypted with it.
//! let key = ChannelKey::of_version(&keys, version)?;
//! let order = key.decrypt(data)?;
//! let answer = key.encrypt(b"done");
//! # Ok(())
//! # }
//! ```
//!
//! WeChat gives out keys and leaves the cipher to you. This one is AES-128-CBC with PKCS#7, under the 16 bytes that `encryptKey`
//! is the base64 of, with the 16 characters of `iv`; what travels is base64. In a front end with crypto-js:
//!
//! ```js
//! wx.getUserCryptoManager().getLatestUserKey({ success({ encryptKey, iv, version }) {
//!   const key = CryptoJS.enc.Base64.parse(encryptKey)
//!   const options = { iv: CryptoJS.enc.Utf8.parse(iv) }
//!   const data = CryptoJS.AES.encrypt(text, key, options).toString()
//!   wx.request({ url, method: 'POST', data: { version, data }, success(res) {
//!     const answer = CryptoJS.AES.decrypt(res.data, key, options).toString(CryptoJS.enc.Utf8)
//!   } })
//! } })
//! ```
//!
//! It hides what is said from a proxy on the way. It does not show that a message came unaltered or for the first time: say so
//! inside where it matters, with a signature, a time, a number used once. Texts that begin alike look alike as long as one key is
//! used. And answer every message that does not open in the same way.

use std::{fmt, sync::Arc, time::Duration};

use secrecy::{ExposeSecret, SecretBox};
use wx_core::UnixSeconds;
use wx_specs::user_info::{UserEncryptKey, UserEncryptKeys};

use crate::aes_cbc::{self, BLOCK};

/// One key of a user's channel. Clones share one copy of the key, which `Debug` does not show and which is wiped when the last
/// of them is dropped.
#[derive(Debug, Clone)]
pub struct ChannelKey {
    version: u64,
    expires_at: UnixSeconds,
    key: Arc<SecretBox<[u8; BLOCK]>>,
    iv: [u8; BLOCK],
}

impl ChannelKey {
    /// The key that the front end took, by the `version` it said.
    pub fn of_version(keys: &UserEncryptKeys, version: u64) -> Result<Self, ChannelError> {
        if let Some(info) = keys.key_info_list.iter().find(|info| info.version == version) {
            return Self::new(info);
        }
        let known: Vec<_> = keys.key_info_list.iter().map(|info| info.version).collect();
        Err(if known.is_empty() { ChannelError::NoKeys } else { ChannelError::NoKey { version, known } })
    }

    /// The newest key, for what the server says first. The front end must be told its [version](Self::version).
    pub fn latest(keys: &UserEncryptKeys) -> Result<Self, ChannelError> {
        Self::new(keys.key_info_list.iter().max_by_key(|info| info.version).ok_or(ChannelError::NoKeys)?)
    }

    fn new(info: &UserEncryptKey) -> Result<Self, ChannelError> {
        let version = info.version;
        let Some(left) = u64::try_from(info.expire_in).ok().filter(|left| *left > 0) else {
            return Err(ChannelError::Expired { version });
        };
        let bad = |what| ChannelError::BadKey { version, what };
        let key = aes_cbc::decode(info.encrypt_key.expose()).and_then(|bytes| bytes.try_into().ok());
        Ok(Self {
            version,
            expires_at: UnixSeconds::now().plus(Duration::from_secs(left)),
            key: Arc::new(SecretBox::new(Box::new(key.ok_or_else(|| bad("encrypt_key"))?))),
            iv: info.iv.as_bytes().try_into().map_err(|_| bad("iv"))?,
        })
    }

    /// Which key it is.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Until when it works: an hour at most. Keep it for the user's next calls until then, WeChat need not be asked for each.
    pub fn expires_at(&self) -> UnixSeconds {
        self.expires_at
    }

    /// Decrypts what the front end sent.
    pub fn decrypt(&self, data: &str) -> Result<Vec<u8>, ChannelError> {
        let data = aes_cbc::decode(data).ok_or(ChannelError::NotBase64)?;
        let plain = aes_cbc::decrypt(*self.key.expose_secret(), self.iv, &data);
        plain.ok_or(ChannelError::WrongKey { version: self.version })
    }

    /// Encrypts what the front end is to be told.
    pub fn encrypt(&self, plain: &[u8]) -> String {
        aes_cbc::encrypt(*self.key.expose_secret(), self.iv, plain)
    }
}

/// Why there is no key for a message, or why it does not open. None of it shows a key or the message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChannelError {
    /// WeChat knows no key of the user.
    NoKeys,
    /// WeChat does not know this key of the user: it keeps the last three.
    NoKey {
        /// The key that was looked for.
        version: u64,
        /// Those that are there.
        known: Vec<u64>,
    },
    /// The key has expired.
    Expired {
        /// Which.
        version: u64,
    },
    /// WeChat sent a key that is none.
    BadKey {
        /// Which.
        version: u64,
        /// What of it: `encrypt_key` or `iv`.
        what: &'static str,
    },
    /// The message is not base64.
    NotBase64,
    /// The message was not encrypted with this key, or was altered.
    WrongKey {
        /// The key that was tried.
        version: u64,
    },
}

impl fmt::Display for ChannelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKeys => write!(
                f,
                "WeChat has no key of this user: the front end gets the first with getLatestUserKey of \
                 wx.getUserCryptoManager"
            ),
            Self::NoKey { version, known } => write!(
                f,
                "WeChat has no key {version} of this user, only {}: let the front end call getLatestUserKey and send \
                 again",
                known.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
            ),
            Self::Expired { version } => write!(
                f,
                "key {version} has expired, keys live an hour: let the front end call getLatestUserKey and send again"
            ),
            Self::BadKey { version, what } => {
                write!(
                    f,
                    "the {what} of key {version} is not 16 bytes long: WeChat sent something else than it documents"
                )
            }
            Self::NotBase64 => {
                write!(f, "the message is not base64: pass it on exactly as the front end sent it")
            }
            Self::WrongKey { version } => write!(
                f,
                "the message does not open with key {version}: it was encrypted with another key or in another way, or \
                 altered on its way"
            ),
        }
    }
}

impl std::error::Error for ChannelError {}

#[cfg(test)]
mod tests;
