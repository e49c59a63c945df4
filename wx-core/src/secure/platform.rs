//! The other side, for a fake WeChat.

use std::fmt;

use base64::Engine;
use http::HeaderMap;
use serde_json::{Map, Value};

use super::{
    Call, EncryptionAlgorithm, Header, KeyError, KeyKind, PrivateKey, PublicKey, Sealed, SecureError,
    SignatureAlgorithm, SymmetricKey, key_number,
    message::{BASE64, Context, Fresh, insert, signature},
};

/// WeChat's side of the keys of one mini program: opens requests and seals answers. For a fake WeChat in tests.
#[derive(Clone)]
pub struct Platform {
    symmetric_key: SymmetricKey,
    developer: PublicKey,
    certificate: Certificate,
    deprecated: Option<Certificate>,
}

/// A private key, and the number of the certificate that goes with it.
#[derive(Clone)]
struct Certificate {
    number: String,
    key: PrivateKey,
}

impl Certificate {
    fn new(number: &str, private_key: &str) -> Result<Self, KeyError> {
        let error = |problem| KeyError { key: KeyKind::Certificate, problem };
        let key = PrivateKey::of_any_algorithm(number, private_key)?;
        Ok(Self { number: key_number(number).map_err(error)?, key })
    }

    fn sign(
        &self,
        headers: &mut HeaderMap,
        message: &[u8],
        [number, signature]: [Header; 2],
    ) -> Result<(), SecureError> {
        insert(headers, number, &self.number)?;
        insert(headers, signature, &BASE64.encode(self.key.sign(message)?))
    }
}

impl Platform {
    /// From the symmetric key, the developer's public key, and the platform certificate's number and private key (PEM).
    pub fn new(
        symmetric_key: SymmetricKey,
        developer: PublicKey,
        certificate_number: &str,
        private_key: &str,
    ) -> Result<Self, KeyError> {
        let certificate = Certificate::new(certificate_number, private_key)?;
        Ok(Self { symmetric_key, developer, certificate, deprecated: None })
    }

    /// Puts another platform certificate in place: answers are signed for both from now on, and the one that was in use is
    /// `Wechatmp-Serial-Deprecated`.
    pub fn replace_certificate(&mut self, number: &str, private_key: &str) -> Result<(), KeyError> {
        let new = Certificate::new(number, private_key)?;
        self.deprecated = Some(std::mem::replace(&mut self.certificate, new));
        Ok(())
    }

    /// Ends the replacement: answers are signed for the new certificate only.
    pub fn drop_deprecated(&mut self) {
        self.deprecated = None;
    }

    /// What messages are encrypted with.
    pub fn encryption_algorithm(&self) -> EncryptionAlgorithm {
        self.symmetric_key.algorithm()
    }

    /// What requests are signed with.
    pub fn signature_algorithm(&self) -> SignatureAlgorithm {
        self.developer.algorithm()
    }

    /// Verifies and decrypts a request into the fields of its query and its body.
    pub fn open_request(
        &self,
        call: Call<'_>,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Map<String, Value>, Rejection> {
        let open = || {
            let context = Context::new(call)?.received(headers)?;
            let signature = signature(headers, Header::Signature)?;
            self.developer.verify(&context.to_sign(body), &signature)?;
            context.decrypt(&self.symmetric_key, body)
        };
        open().map_err(Rejection::from)
    }

    /// Encrypts and signs an answer.
    pub fn seal_response(&self, call: Call<'_>, fields: &Map<String, Value>) -> Result<Sealed, SecureError> {
        self.seal_response_with(call, fields, &Fresh::new()?)
    }

    pub(super) fn seal_response_with(
        &self,
        call: Call<'_>,
        fields: &Map<String, Value>,
        fresh: &Fresh,
    ) -> Result<Sealed, SecureError> {
        let context = Context::new(call)?;
        let body = context.encrypt(&self.symmetric_key, fields, fresh)?;
        let mut headers = context.headers()?;
        let message = context.to_sign(&body);
        self.certificate.sign(&mut headers, &message, [Header::Serial, Header::Signature])?;
        if let Some(deprecated) = &self.deprecated {
            let names = [Header::SerialDeprecated, Header::SignatureDeprecated];
            deprecated.sign(&mut headers, &message, names)?;
        }
        Ok(Sealed { headers, body })
    }
}

impl fmt::Debug for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Platform")
            .field("symmetric_key", &self.symmetric_key)
            .field("developer", &self.developer)
            .field("certificate", &self.certificate.number)
            .field("deprecated", &self.deprecated.as_ref().map(|certificate| &certificate.number))
            .finish()
    }
}

/// Why WeChat would refuse a sealed request. The text says what WeChat does not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// 40230.
    #[error("the header Wechatmp-Serial is missing")]
    MissingSerial,
    /// 40231.
    #[error("the header Wechatmp-TimeStamp is missing or is no number")]
    MissingTimestamp,
    /// 40232.
    #[error("the header Wechatmp-Signature is missing")]
    MissingSignature,
    /// 40233.
    #[error("the header Wechatmp-AppId is missing")]
    MissingAppId,
    /// 40234.
    #[error("wrong signature: {0}")]
    Signature(SecureError),
    /// 40235.
    #[error("wrong encryption: {0}")]
    Encryption(SecureError),
    /// 40236.
    #[error("wrong AppID: {0}")]
    AppId(SecureError),
    /// 40237. For the caller, who knows whose token it is.
    #[error("the header Wechatmp-AppId names another mini program than the access_token")]
    AppIdOfToken,
    /// 40238. For the caller, who knows what is configured.
    #[error("no symmetric key is configured for this mini program")]
    NoSymmetricKey,
    /// 40239. For the caller, who knows what is configured.
    #[error("no public key is configured for this mini program")]
    NoPublicKey,
    /// 40240.
    #[error("wrong time: {0}")]
    Expired(SecureError),
}

impl Rejection {
    /// WeChat's code for it.
    pub fn errcode(&self) -> i64 {
        match self {
            Self::MissingSerial => 40230,
            Self::MissingTimestamp => 40231,
            Self::MissingSignature => 40232,
            Self::MissingAppId => 40233,
            Self::Signature(_) => 40234,
            Self::Encryption(_) => 40235,
            Self::AppId(_) => 40236,
            Self::AppIdOfToken => 40237,
            Self::NoSymmetricKey => 40238,
            Self::NoPublicKey => 40239,
            Self::Expired(_) => 40240,
        }
    }
}

impl From<SecureError> for Rejection {
    fn from(error: SecureError) -> Self {
        use SecureError::{Expired, MalformedHeader, MissingHeader, Url, WrongAppId};
        match error {
            MissingHeader { header: Header::AppId } => Self::MissingAppId,
            MissingHeader { header: Header::TimeStamp } => Self::MissingTimestamp,
            MalformedHeader { header: Header::TimeStamp } => Self::MissingTimestamp,
            MissingHeader { header: Header::Signature } => Self::MissingSignature,
            MissingHeader { header: Header::Serial } => Self::MissingSerial,
            WrongAppId { .. } | MalformedHeader { header: Header::AppId } => Self::AppId(error),
            Expired { .. } => Self::Expired(error),
            // The URL is one of the four things that are signed.
            SecureError::Signature { .. } | MalformedHeader { .. } | MissingHeader { .. } | Url { .. } => {
                Self::Signature(error)
            }
            _ => Self::Encryption(error),
        }
    }
}
