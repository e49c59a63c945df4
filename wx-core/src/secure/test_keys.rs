//! Keys for a fake WeChat.

use std::fmt;

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rsa::{KeyPair, KeySize},
};
use base64::Engine;
use getrandom::SysRng;
use secrecy::zeroize::Zeroizing;
use sm2::{SecretKey, elliptic_curve::Generate, pkcs8::EncodePrivateKey};

use super::{
    ApiSecurity, EncryptionAlgorithm, KeyError, Platform, PlatformCertificate, PrivateKey, PublicKey,
    SecureError, SignatureAlgorithm, SymmetricKey, message::BASE64, pem,
};

/// Fresh keys for both sides, as the console would show them. **For tests against a fake WeChat only**: WeChat does not
/// know them, and whoever holds them holds the private keys of both sides.
///
/// They are text, so that a client in another language can be given the same ones.
#[derive(Clone)]
#[non_exhaustive]
pub struct TestKeys {
    /// What messages are encrypted with.
    pub encryption: EncryptionAlgorithm,
    /// What both sides sign with.
    pub signature: SignatureAlgorithm,
    /// The number of the symmetric key (API 对称密钥).
    pub symmetric_number: String,
    /// The symmetric key, in base64.
    pub symmetric_key: String,
    /// The number of the developer's key pair (API 非对称密钥).
    pub developer_number: String,
    /// The developer's private key (应用私钥), PKCS#8 in PEM.
    pub developer_private_key: String,
    /// The developer's public key (应用公钥), in PEM.
    pub developer_public_key: String,
    /// The number of the platform certificate (平台证书编号).
    pub certificate_number: String,
    /// The platform's private key, PKCS#8 in PEM. WeChat keeps its own to itself.
    pub platform_private_key: String,
    /// The platform's public key, in PEM. It stands for the platform certificate (平台证书).
    pub platform_public_key: String,
}

impl TestKeys {
    /// Makes fresh keys. With RSA that takes up to a second.
    pub fn generate(
        encryption: EncryptionAlgorithm,
        signature: SignatureAlgorithm,
    ) -> Result<Self, SecureError> {
        let mut key = Zeroizing::new(vec![0; encryption.key_length()]);
        getrandom::fill(&mut key).map_err(|_| NO_RANDOMNESS)?;
        let (developer_number, certificate_number) = (number()?, number()?);
        let (developer_private_key, developer_public_key) = key_pair(signature, &developer_number)?;
        let (platform_private_key, platform_public_key) = key_pair(signature, &certificate_number)?;
        Ok(Self {
            encryption,
            signature,
            symmetric_number: number()?,
            symmetric_key: BASE64.encode(&*key),
            developer_number,
            developer_private_key,
            developer_public_key,
            certificate_number,
            platform_private_key,
            platform_public_key,
        })
    }

    /// The client's side.
    pub fn api_security(&self) -> Result<ApiSecurity, KeyError> {
        let private_key = PrivateKey::of_any_algorithm(&self.developer_number, &self.developer_private_key)?;
        let certificate = PlatformCertificate::new(&self.certificate_number, &self.platform_public_key)?;
        Ok(ApiSecurity::new(self.symmetric()?, private_key, certificate))
    }

    /// WeChat's side.
    pub fn platform(&self) -> Result<Platform, KeyError> {
        Platform::new(
            self.symmetric()?,
            PublicKey::new(&self.developer_number, &self.developer_public_key)?,
            &self.certificate_number,
            &self.platform_private_key,
        )
    }

    fn symmetric(&self) -> Result<SymmetricKey, KeyError> {
        match self.encryption {
            EncryptionAlgorithm::Aes256Gcm => {
                SymmetricKey::aes256_gcm(&self.symmetric_number, &self.symmetric_key)
            }
            EncryptionAlgorithm::Sm4Gcm => SymmetricKey::sm4_gcm(&self.symmetric_number, &self.symmetric_key),
        }
    }
}

impl fmt::Debug for TestKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestKeys")
            .field("encryption", &self.encryption)
            .field("signature", &self.signature)
            .field("symmetric_number", &self.symmetric_number)
            .field("developer_number", &self.developer_number)
            .field("certificate_number", &self.certificate_number)
            .finish_non_exhaustive()
    }
}

const NO_RANDOMNESS: SecureError = SecureError::Seal { problem: "the system gives no randomness" };
const NOT_WRITTEN: SecureError = SecureError::Seal { problem: "a test key cannot be written" };

/// 32 hexadecimal digits, as the console's numbers are.
fn number() -> Result<String, SecureError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| NO_RANDOMNESS)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A private key and its public key, in PEM.
fn key_pair(algorithm: SignatureAlgorithm, number: &str) -> Result<(String, String), SecureError> {
    let private_key = match algorithm {
        SignatureAlgorithm::RsaWithSha256 => {
            let key = KeyPair::generate(KeySize::Rsa2048).map_err(|_| NO_RANDOMNESS)?;
            let der: Pkcs8V1Der<'_> = key.as_der().map_err(|_| NOT_WRITTEN)?;
            pem::write("PRIVATE KEY", der.as_ref())
        }
        SignatureAlgorithm::Sm2WithSm3 => {
            let key = SecretKey::try_generate_from_rng(&mut SysRng).map_err(|_| NO_RANDOMNESS)?;
            pem::write("PRIVATE KEY", key.to_pkcs8_der().map_err(|_| NOT_WRITTEN)?.as_bytes())
        }
    };
    let key = PrivateKey::of_any_algorithm(number, &private_key).map_err(|_| NOT_WRITTEN)?;
    Ok((private_key, pem::write("PUBLIC KEY", &key.public_der()?)))
}
