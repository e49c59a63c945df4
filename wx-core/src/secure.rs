//! API signature and encryption (服务端 API 签名加密): sealed requests and answers.
//!
//! Whoever turns it on at the page API 安全 of the console (小程序管理后台 → 开发管理 → 开发设置 → API 安全) sends the
//! endpoints that support it an encrypted body with a signature, and gets back the same. There are three keys, each with
//! a number (编号) of its own:
//!
//! ```
//! use wx_core::secure::{ApiSecurity, PlatformCertificate, PrivateKey, SymmetricKey};
//!
//! # fn read(symmetric: &str, private: &str, certificate: &str) -> Result<ApiSecurity, wx_core::secure::KeyError> {
//! let security = ApiSecurity::new(
//!     SymmetricKey::aes256_gcm("fa05fe1e5bcc79b81ad5ad4b58acf787", symmetric)?, // API 对称密钥
//!     PrivateKey::rsa(private)?,                                                // 应用私钥
//!     PlatformCertificate::new("79ba700ea147819f640941bceb38b1d1", certificate)?, // 平台证书
//! );
//! # Ok(security) }
//! ```
//!
//! A message is encrypted first and then signed; it is verified first and then decrypted.
//!
//! RSA is aws-lc's, constant-time. SM2, SM3, SM4 and GCM are RustCrypto's: SM2 has not been audited by a third party,
//! and SM4 uses a table, so that whoever shares the processor's cache with this process could in principle learn about
//! the key.

mod asymmetric;
mod error;
mod header;
mod message;
mod pem;
mod platform;
mod symmetric;
mod test_keys;
#[cfg(test)]
mod tests;

use std::fmt;

use base64::Engine;
use http::HeaderMap;
use serde_json::{Map, Value};

use self::message::{BASE64, Context, Fresh, insert, signature, text};
pub use self::{
    asymmetric::{PrivateKey, PublicKey, SignatureAlgorithm},
    error::{KeyError, KeyKind, KeyProblem, SecureError},
    header::Header,
    platform::{Platform, Rejection},
    symmetric::{EncryptionAlgorithm, SymmetricKey},
    test_keys::TestKeys,
};
use crate::{AppId, Bytes, UnixSeconds};

/// The call that a message belongs to. A message opens only for the call it was sealed for.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// The URL as WeChat sees it, whatever proxy stands in between: `https://api.weixin.qq.com/wxa/getuserriskrank`.
    /// A query is left out of account.
    pub url: &'a str,
    /// The mini program.
    pub appid: &'a AppId,
    /// The time: of sealing, or of opening.
    pub now: UnixSeconds,
}

impl<'a> Call<'a> {
    /// A call at this moment.
    pub fn now(url: &'a str, appid: &'a AppId) -> Self {
        Self { url, appid, now: UnixSeconds::now() }
    }
}

/// A message as it travels: headers to add to the others, and the body. Nothing in it is secret.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Sealed {
    /// `Wechatmp-AppId`, `Wechatmp-TimeStamp`, `Wechatmp-Signature`; of an answer also `Wechatmp-Serial`.
    pub headers: HeaderMap,
    /// `{"iv":…,"data":…,"authtag":…}`. Its signature covers each byte: send it as it is.
    pub body: Bytes,
}

/// An answer that was verified and decrypted.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Opened {
    /// The answer as it would have come unsealed: with `errcode`, without the safety fields.
    pub fields: Map<String, Value>,
    /// Whether the platform certificate is being replaced (`Wechatmp-Serial-Deprecated`). The answer is good; download the
    /// new certificate from the page API 安全 before WeChat stops signing for the old one.
    pub certificate_deprecated: bool,
}

impl Opened {
    /// The answer as bytes.
    pub fn to_bytes(&self) -> Bytes {
        Value::Object(self.fields.clone()).to_string().into()
    }
}

// Values may be secret, the names of the fields are not.
impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened")
            .field("fields", &self.fields.keys().collect::<Vec<_>>())
            .field("certificate_deprecated", &self.certificate_deprecated)
            .finish()
    }
}

/// WeChat's public key and its number: the platform certificate (平台证书, 平台证书编号).
///
/// `Debug` shows algorithm and number.
#[derive(Clone)]
pub struct PlatformCertificate(PublicKey);

impl PlatformCertificate {
    /// The number that the page API 安全 shows beside the certificate, which is not the serial number inside it, and the
    /// certificate or its public key as PEM. The algorithm is read from the key.
    pub fn new(number: &str, pem: &str) -> Result<Self, KeyError> {
        PublicKey::read(KeyKind::Certificate, number, pem).map(Self)
    }

    /// Its number (平台证书编号).
    pub fn number(&self) -> &str {
        self.0.number()
    }

    /// What WeChat signs with.
    pub fn algorithm(&self) -> SignatureAlgorithm {
        self.0.algorithm()
    }
}

impl fmt::Debug for PlatformCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PlatformCertificate({} {})", self.algorithm(), self.number())
    }
}

/// The keys of one mini program's page API 安全. They seal requests and open answers.
///
/// The algorithms of the keys are chosen independently of each other, as on the page. No `Debug` and no error shows a key.
#[derive(Debug, Clone)]
pub struct ApiSecurity {
    symmetric_key: SymmetricKey,
    private_key: PrivateKey,
    certificate: PlatformCertificate,
}

impl ApiSecurity {
    /// From the three keys.
    pub fn new(
        symmetric_key: SymmetricKey,
        private_key: PrivateKey,
        certificate: PlatformCertificate,
    ) -> Self {
        Self { symmetric_key, private_key, certificate }
    }

    /// The symmetric key (API 对称密钥).
    pub fn symmetric_key(&self) -> &SymmetricKey {
        &self.symmetric_key
    }

    /// One's own private key (应用私钥).
    pub fn private_key(&self) -> &PrivateKey {
        &self.private_key
    }

    /// The platform certificate (平台证书).
    pub fn certificate(&self) -> &PlatformCertificate {
        &self.certificate
    }

    /// Encrypts and signs a request: all fields of its query and its body, without the `access_token`, which stays in the
    /// query. In all official samples it is sent as a POST.
    pub fn seal_request(&self, call: Call<'_>, fields: &Map<String, Value>) -> Result<Sealed, SecureError> {
        self.seal_request_with(call, fields, &Fresh::new()?)
    }

    fn seal_request_with(
        &self,
        call: Call<'_>,
        fields: &Map<String, Value>,
        fresh: &Fresh,
    ) -> Result<Sealed, SecureError> {
        let context = Context::new(call)?;
        if fields.contains_key("access_token") {
            return Err(SecureError::ReservedField { field: "access_token" });
        }
        let body = context.encrypt(&self.symmetric_key, fields, fresh)?;
        let mut headers = context.headers()?;
        // Only these three: with a `Wechatmp-Serial` as in answers, WeChat reports a wrong signature (40234).
        let signed = self.private_key.sign(&context.to_sign(&body))?;
        insert(&mut headers, Header::Signature, &BASE64.encode(signed))?;
        Ok(Sealed { headers, body })
    }

    /// Verifies and decrypts an answer. `call.now` is the time at which the answer is here.
    ///
    /// An answer without any of the headers is [`SecureError::NotSealed`]: read it as a plain one, and believe nothing of
    /// it but an `errcode`.
    pub fn open_response(
        &self,
        call: Call<'_>,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Opened, SecureError> {
        if !Header::any(headers) {
            return Err(SecureError::NotSealed);
        }
        let context = Context::new(call)?.received(headers)?;
        let (header, certificate_deprecated) = self.signature_header(headers)?;
        self.certificate.0.verify(&context.to_sign(body), &signature(headers, header)?)?;
        let fields = context.decrypt(&self.symmetric_key, body)?;
        Ok(Opened { fields, certificate_deprecated })
    }

    /// Which signature is for our certificate, and whether that one is being replaced.
    fn signature_header(&self, headers: &HeaderMap) -> Result<(Header, bool), SecureError> {
        let ours = self.certificate.number();
        let found = text(headers, Header::Serial)?;
        if found == ours {
            return Ok((Header::Signature, false));
        }
        let deprecated = match text(headers, Header::SerialDeprecated) {
            Ok(number) if number == ours => return Ok((Header::SignatureDeprecated, true)),
            Ok(number) => Some(number.to_owned()),
            Err(SecureError::MissingHeader { .. }) => None,
            Err(malformed) => return Err(malformed),
        };
        Err(SecureError::WrongSerial { found: found.to_owned(), deprecated, expected: ours.to_owned() })
    }
}

/// The number of a key, without the blanks around it.
fn key_number(number: &str) -> Result<String, KeyProblem> {
    let number = number.trim();
    let fits = (1..=128).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then(|| number.to_owned()).ok_or(KeyProblem::Number)
}
