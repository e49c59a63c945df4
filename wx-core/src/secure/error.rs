//! What can be wrong with a key, and with a message.

use std::fmt;

use super::{EncryptionAlgorithm, Header, SignatureAlgorithm};
use crate::AppId;

/// A key that cannot be used. No text of it shows the key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the {key} cannot be used: {problem}")]
#[non_exhaustive]
pub struct KeyError {
    /// Which key.
    pub key: KeyKind,
    /// What is wrong with it.
    pub problem: KeyProblem,
}

/// The keys of the page API 安全.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyKind {
    /// API 对称密钥.
    Symmetric,
    /// 应用私钥, the private half of the API 非对称密钥; of the fake, the one that belongs to its certificate.
    Private,
    /// 应用公钥, the public half.
    Public,
    /// 平台证书.
    Certificate,
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Symmetric => "symmetric key (API 对称密钥)",
            Self::Private => "private key (应用私钥)",
            Self::Public => "public key (应用公钥)",
            Self::Certificate => "platform certificate (平台证书)",
        })
    }
}

/// What is wrong with a key, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyProblem {
    /// The number (编号) is empty, or is none.
    #[error(
        "its number (编号) is empty or none; copy it from the page API 安全, where it stands beside the key, usually 32 \
         letters and digits"
    )]
    Number,
    /// The key is not base64.
    #[error("it is not base64; copy it from the page API 安全 as it stands there")]
    NotBase64,
    /// The key is not as long as its algorithm wants it.
    #[error(
        "{algorithm} wants a key of {} bytes, this one has {found}; {}",
        algorithm.key_length(),
        algorithm.advice(*found)
    )]
    Length {
        /// The algorithm.
        algorithm: EncryptionAlgorithm,
        /// How many bytes the base64 holds.
        found: usize,
    },
    /// There is no PEM block.
    #[error("there is no PEM block in it; hand over the whole file, from `-----BEGIN` to `-----END`")]
    NoPem,
    /// The PEM block is damaged.
    #[error("its PEM block is cut off or damaged; hand over the whole file, from `-----BEGIN` to `-----END`")]
    BrokenPem,
    /// The key is locked with a pass phrase.
    #[error(
        "it is locked with a pass phrase; unlock it first, `openssl pkey -in locked.pem -out key.pem` does it"
    )]
    Encrypted,
    /// The PEM block holds something else.
    #[error("the PEM block holds a `{found}`, expected {expected}")]
    Label {
        /// What stands after `BEGIN`.
        found: String,
        /// What should be there.
        expected: &'static str,
    },
    /// The key belongs to another algorithm.
    #[error(
        "it is a key for {found}, expected one for {expected}; compare the algorithm on the page API 安全"
    )]
    Algorithm {
        /// The algorithm, by its name or its object identifier.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// The PEM block is whole, but what is in it is not such a key.
    #[error("what its PEM block holds is no valid {expected}; download or create it anew")]
    Malformed {
        /// What it should be.
        expected: &'static str,
    },
    /// An RSA key of an unfit length.
    #[error("an RSA key of this length is not accepted; it must have 2048 to 8192 bits")]
    RsaLength,
}

impl EncryptionAlgorithm {
    fn advice(self, found: usize) -> &'static str {
        match (self, found) {
            (Self::Aes256Gcm, 16) => "16 bytes are a key for SM4_GCM, see `SymmetricKey::sm4_gcm`",
            (Self::Sm4Gcm, 32) => "32 bytes are a key for AES256_GCM, see `SymmetricKey::aes256_gcm`",
            _ => "copy it from the page API 安全 once more",
        }
    }
}

/// A message that was not sealed, or was not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SecureError {
    /// A field that the protocol keeps for itself.
    #[error("the field `{field}` cannot be part of a sealed message: {}", reserved(field))]
    ReservedField {
        /// The field.
        field: &'static str,
    },
    /// A URL that cannot be signed.
    #[error("`{url}` is no absolute URL; sign it as WeChat sees it: https://api.weixin.qq.com/…")]
    Url {
        /// The URL, without its query.
        url: String,
    },
    /// The message could not be sealed.
    #[error("the message could not be sealed: {problem}")]
    Seal {
        /// What failed.
        problem: &'static str,
    },
    /// The answer bears none of the headers: it was never sealed. WeChat refuses in plain JSON where it cannot
    /// open the request or does not want to, so an `errcode` may be believed here; a success must not.
    #[error(
        "the answer is not sealed: it has no Wechatmp headers. If it has an errcode, WeChat refused the call"
    )]
    NotSealed,
    /// A header is missing.
    #[error("the header {header} is missing; is there a proxy that drops it?")]
    MissingHeader {
        /// The header.
        header: Header,
    },
    /// A header has a value that it cannot have.
    #[error("the header {header} is malformed")]
    MalformedHeader {
        /// The header.
        header: Header,
    },
    /// The message belongs to another mini program.
    #[error("the message is for the mini program `{found}`, this one is `{expected}`")]
    WrongAppId {
        /// The mini program in the header.
        found: String,
        /// This one.
        expected: AppId,
    },
    /// The message is too old, or comes from the future.
    #[error(
        "the message was signed {} seconds {} this machine's clock, 300 are allowed; set the clock (NTP), and see \
         that nothing holds messages back",
        seconds.unsigned_abs(),
        if *seconds < 0 { "before" } else { "after" }
    )]
    Expired {
        /// The time in the message minus the time here.
        seconds: i64,
    },
    /// The message is signed with a certificate that is not ours.
    #[error(
        "the answer is signed for the platform certificate {found}{}, this is {expected}; download the current \
         platform certificate (平台证书) from the page API 安全 and configure it with its number",
        deprecated.as_ref().map(|number| format!(" and the old {number}")).unwrap_or_default()
    )]
    WrongSerial {
        /// The number of the certificate in use.
        found: String,
        /// The number of the certificate that it replaces.
        deprecated: Option<String>,
        /// The number of ours.
        expected: String,
    },
    /// The signature does not verify.
    #[error(
        "the {algorithm} signature is wrong: the body was changed on its way, the URL is not the one that was signed, \
         or key and number do not belong together"
    )]
    Signature {
        /// The algorithm of the key it was checked with.
        algorithm: SignatureAlgorithm,
    },
    /// The body is not an encrypted one.
    #[error("the body is no JSON object with `iv` (12 bytes), `data` and `authtag` (16 bytes) in base64")]
    Envelope,
    /// The body does not open.
    #[error(
        "the body does not open with the {algorithm} key {number}: see whether key and number are those of the page \
         API 安全"
    )]
    Decrypt {
        /// The algorithm of the key.
        algorithm: EncryptionAlgorithm,
        /// The number of the key.
        number: String,
    },
    /// What was inside is no JSON object.
    #[error("the body opened, but there is no JSON object inside")]
    NotJson,
    /// Inside stands another mini program.
    #[error("`_appid` in the body is not the mini program in the header; do not trust this message")]
    InnerAppId,
    /// Inside stands another time.
    #[error("`_timestamp` in the body is not the time in the header; do not trust this message")]
    InnerTimestamp,
}

fn reserved(field: &str) -> &'static str {
    match field {
        "access_token" => "the token stays in the query of the URL",
        _ => "it is set when the message is sealed",
    }
}
