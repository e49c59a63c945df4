//! The keys that one side signs with and the other verifies with.

use std::{fmt, sync::Arc};

use aws_lc_rs::{
    encoding::AsDer,
    rand::SystemRandom,
    rsa::{KeyPair as RsaKeyPair, PublicKey as RsaPublicKey},
    signature::{KeyPair, ParsedPublicKey, RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256, RsaParameters},
};
use getrandom::SysRng;
use sm2::{
    SecretKey,
    dsa::{
        Signature, SigningKey, VerifyingKey,
        signature::{RandomizedSigner, Verifier},
    },
    pkcs8::{DecodePrivateKey, ObjectIdentifier, PrivateKeyInfoRef, spki::DecodePublicKey},
};
use x509_cert::{
    Certificate,
    der::{Decode, Encode},
    spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef},
};

use super::{KeyError, KeyKind, KeyProblem, SecureError, key_number, pem::Pem};

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const ELLIPTIC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const SM2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.301");

/// How messages are signed (签名算法).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureAlgorithm {
    /// `RSAwithSHA256`: RSASSA-PSS with SHA-256 and a salt of 32 bytes.
    RsaWithSha256,
    /// `SM2withSM3` (国密). The key's number is the signer's id.
    Sm2WithSm3,
}

impl fmt::Display for SignatureAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RsaWithSha256 => "RSAwithSHA256",
            Self::Sm2WithSm3 => "SM2withSM3",
        })
    }
}

/// One's own private key (应用私钥).
///
/// `Debug` shows the algorithm, and the number where the key has one. Clones share one copy of the key, which is wiped
/// when the last is dropped.
#[derive(Clone)]
pub struct PrivateKey(Arc<Private>);

enum Private {
    Rsa(RsaKeyPair),
    // Not the `SigningKey` of the crate, which is not wiped when it is dropped: one is made for each signature.
    Sm2 { number: String, key: SecretKey },
}

impl PrivateKey {
    /// A key for `RSAwithSHA256`: PEM, `RSA PRIVATE KEY` (PKCS#1) or `PRIVATE KEY` (PKCS#8).
    pub fn rsa(pem: &str) -> Result<Self, KeyError> {
        let error = |problem| KeyError { key: KeyKind::Private, problem };
        Ok(Self(Arc::new(Private::Rsa(rsa_private_key(pem).map_err(error)?))))
    }

    /// A key for `SM2withSM3`: its number (密钥编号), which is the signer's id, and PEM, `PRIVATE KEY` (PKCS#8) or
    /// `EC PRIVATE KEY`.
    pub fn sm2(number: &str, pem: &str) -> Result<Self, KeyError> {
        let error = |problem| KeyError { key: KeyKind::Private, problem };
        let number = key_number(number).map_err(error)?;
        let key = sm2_private_key(pem).map_err(error)?;
        let key = Self(Arc::new(Private::Sm2 { number, key }));
        // There is a number that is a key by its form, and with which no signature exists.
        key.sign(b"").map_err(|_| error(KeyProblem::Malformed { expected: "SM2 private key" }))?;
        Ok(key)
    }

    /// A key of the algorithm that is written in it.
    pub(super) fn of_any_algorithm(number: &str, pem: &str) -> Result<Self, KeyError> {
        match Self::rsa(pem) {
            Err(KeyError { problem: KeyProblem::Algorithm { .. }, .. }) => Self::sm2(number, pem),
            rsa => rsa,
        }
    }

    /// What it signs with.
    pub fn algorithm(&self) -> SignatureAlgorithm {
        match *self.0 {
            Private::Rsa(_) => SignatureAlgorithm::RsaWithSha256,
            Private::Sm2 { .. } => SignatureAlgorithm::Sm2WithSm3,
        }
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SecureError> {
        let failed = SecureError::Seal { problem: "signing failed; is the system out of randomness?" };
        match &*self.0 {
            Private::Rsa(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PSS_SHA256, &SystemRandom::new(), message, &mut signature)
                    .map_err(|_| failed)?;
                Ok(signature)
            }
            Private::Sm2 { number, key } => {
                let signature: Result<Signature, _> =
                    SigningKey::new(number, key).and_then(|key| key.try_sign_with_rng(&mut SysRng, message));
                signature.map(|signature| signature.to_der().as_bytes().to_vec()).map_err(|_| failed)
            }
        }
    }

    /// Its public half, as `SubjectPublicKeyInfo`.
    pub(super) fn public_der(&self) -> Result<Vec<u8>, SecureError> {
        let failed = SecureError::Seal { problem: "the public key cannot be written" };
        match &*self.0 {
            Private::Rsa(key) => {
                let der = key.public_key().as_der().map_err(|_| failed)?;
                Ok(der.as_ref().to_vec())
            }
            Private::Sm2 { key, .. } => {
                use sm2::pkcs8::spki::EncodePublicKey;
                let der = key.public_key().to_public_key_der().map_err(|_| failed)?;
                Ok(der.into_vec())
            }
        }
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Private::Rsa(_) => write!(f, "PrivateKey({})", self.algorithm()),
            Private::Sm2 { number, .. } => write!(f, "PrivateKey({} {number})", self.algorithm()),
        }
    }
}

/// A developer's public key and its number (应用公钥, 密钥编号), as WeChat has them. For a fake WeChat.
///
/// `Debug` shows algorithm and number.
#[derive(Clone)]
pub struct PublicKey {
    number: String,
    key: Public,
}

#[derive(Clone)]
enum Public {
    Rsa(ParsedPublicKey),
    Sm2(Box<VerifyingKey>),
}

impl PublicKey {
    /// The number, and the key as PEM. The algorithm is read from the key.
    pub fn new(number: &str, pem: &str) -> Result<Self, KeyError> {
        Self::read(KeyKind::Public, number, pem)
    }

    pub(super) fn read(kind: KeyKind, number: &str, pem: &str) -> Result<Self, KeyError> {
        let error = |problem| KeyError { key: kind, problem };
        let number = key_number(number).map_err(error)?;
        let key = public_key(&number, pem).map_err(error)?;
        Ok(Self { number, key })
    }

    /// Its number (密钥编号).
    pub fn number(&self) -> &str {
        &self.number
    }

    /// What signatures it verifies.
    pub fn algorithm(&self) -> SignatureAlgorithm {
        match self.key {
            Public::Rsa(_) => SignatureAlgorithm::RsaWithSha256,
            Public::Sm2(_) => SignatureAlgorithm::Sm2WithSm3,
        }
    }

    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SecureError> {
        let verified = match &self.key {
            Public::Rsa(key) => key.verify_sig(message, signature).is_ok(),
            Public::Sm2(key) => {
                Signature::from_der(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
            }
        };
        verified.then_some(()).ok_or(SecureError::Signature { algorithm: self.algorithm() })
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({} {})", self.algorithm(), self.number)
    }
}

fn rsa_private_key(pem: &str) -> Result<RsaKeyPair, KeyProblem> {
    const EXPECTED: &str = "RSA private key";
    let pem = Pem::read(pem)?;
    let key = match pem.label.as_str() {
        "RSA PRIVATE KEY" => RsaKeyPair::from_der(&pem.der),
        "PRIVATE KEY" => {
            let algorithm = pkcs8_algorithm(&pem).ok_or(KeyProblem::Malformed { expected: EXPECTED })?;
            if algorithm != "RSA" {
                return Err(KeyProblem::Algorithm { found: algorithm, expected: "RSA" });
            }
            RsaKeyPair::from_pkcs8(&pem.der)
        }
        "EC PRIVATE KEY" | "SM2 PRIVATE KEY" => {
            return Err(KeyProblem::Algorithm { found: "an elliptic curve".into(), expected: "RSA" });
        }
        _ => return Err(KeyProblem::Label { found: pem.label, expected: "an RSA private key" }),
    };
    key.map_err(|rejected| match rejected.to_string().as_str() {
        "TooSmall" | "TooLarge" => KeyProblem::RsaLength,
        _ => KeyProblem::Malformed { expected: EXPECTED },
    })
}

fn sm2_private_key(pem: &str) -> Result<SecretKey, KeyProblem> {
    const MALFORMED: KeyProblem = KeyProblem::Malformed { expected: "SM2 private key" };
    let pem = Pem::read(pem)?;
    match pem.label.as_str() {
        "PRIVATE KEY" => {
            let algorithm = pkcs8_algorithm(&pem).ok_or(MALFORMED)?;
            if algorithm != "SM2" {
                return Err(KeyProblem::Algorithm { found: algorithm, expected: "SM2" });
            }
            SecretKey::from_pkcs8_der(&pem.der).map_err(|_| MALFORMED)
        }
        "EC PRIVATE KEY" | "SM2 PRIVATE KEY" => SecretKey::from_sec1_der(&pem.der).map_err(|_| MALFORMED),
        "RSA PRIVATE KEY" => Err(KeyProblem::Algorithm { found: "RSA".into(), expected: "SM2" }),
        _ => Err(KeyProblem::Label { found: pem.label, expected: "an SM2 private key" }),
    }
}

fn public_key(number: &str, pem: &str) -> Result<Public, KeyProblem> {
    const MALFORMED: KeyProblem = KeyProblem::Malformed { expected: "certificate or public key" };
    let pem = Pem::read(pem)?;
    let der = match pem.label.as_str() {
        "CERTIFICATE" => {
            // Its dates and its issuer are not looked at: it is trusted because it comes from the console, and WeChat
            // says in each answer which certificate is in use.
            let certificate = Certificate::from_der(&pem.der).map_err(|_| MALFORMED)?;
            certificate.tbs_certificate().subject_public_key_info().to_der().map_err(|_| MALFORMED)?
        }
        "PUBLIC KEY" => pem.der.to_vec(),
        "RSA PUBLIC KEY" => return rsa_public_key(&pem.der),
        _ => return Err(KeyProblem::Label { found: pem.label, expected: "a certificate or a public key" }),
    };
    let info = SubjectPublicKeyInfoRef::from_der(&der).map_err(|_| MALFORMED)?;
    match name(&info.algorithm).as_str() {
        "RSA" => rsa_public_key(&der),
        "SM2" => {
            let key = sm2::PublicKey::from_public_key_der(&der).map_err(|_| MALFORMED)?;
            let key = VerifyingKey::new(number, key).map_err(|_| MALFORMED)?;
            Ok(Public::Sm2(Box::new(key)))
        }
        other => Err(KeyProblem::Algorithm { found: other.to_owned(), expected: "RSA or SM2" }),
    }
}

fn rsa_public_key(der: &[u8]) -> Result<Public, KeyProblem> {
    let malformed = |_| KeyProblem::Malformed { expected: "RSA public key" };
    let pkcs1 = RsaPublicKey::from_der(der).map_err(malformed)?;
    // aws-lc looks at the length only when it verifies; here is who can do something about it.
    let bits = RsaParameters::public_modulus_len(pkcs1.as_ref()).map_err(|_| KeyProblem::RsaLength)?;
    if !(2048..=8192).contains(&bits) {
        return Err(KeyProblem::RsaLength);
    }
    ParsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, pkcs1.as_ref()).map(Public::Rsa).map_err(malformed)
}

fn pkcs8_algorithm(pem: &Pem) -> Option<String> {
    Some(name(&PrivateKeyInfoRef::from_der(&pem.der).ok()?.algorithm))
}

/// The name of a key's algorithm, or its object identifier.
fn name(algorithm: &AlgorithmIdentifierRef<'_>) -> String {
    let curve = algorithm.parameters.and_then(|curve| curve.decode_as::<ObjectIdentifier>().ok());
    match (algorithm.oid, curve) {
        (RSA, _) => "RSA".into(),
        (ELLIPTIC, Some(SM2)) => "SM2".into(),
        (ELLIPTIC, _) => "an elliptic curve other than SM2".into(),
        (other, _) => format!("the algorithm {other}"),
    }
}
