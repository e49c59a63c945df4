//! Keys as people have them.

use base64::Engine;
use serde_json::Value;

use super::PAIRS;
use crate::secure::{
    EncryptionAlgorithm, KeyError, KeyKind, KeyProblem, PlatformCertificate, PrivateKey, PublicKey,
    SignatureAlgorithm, SymmetricKey, message::BASE64, pem,
};

fn key(name: &str) -> String {
    let keys: Value = serde_json::from_str(include_str!("keys.json")).unwrap();
    keys[name].as_str().unwrap_or_else(|| panic!("{name}")).to_owned()
}

fn official(path: &str) -> String {
    let vectors: Value = serde_json::from_str(include_str!("vectors.json")).unwrap();
    vectors.pointer(path).and_then(Value::as_str).unwrap().to_owned()
}

fn problem<T>(result: Result<T, KeyError>) -> KeyProblem {
    result.err().unwrap().problem
}

fn sm2(name: &str) -> Result<PrivateKey, KeyError> {
    PrivateKey::sm2(&key("sm2_id"), &key(name))
}

#[test]
fn rsa_keys_are_read_in_every_form() {
    let public = [official("/rsa_with_sha256/request/public_key_pem"), key("rsa_public_pkcs1")];
    for private in [official("/rsa_with_sha256/request/private_key_pem"), key("rsa_pkcs8")] {
        let private = PrivateKey::rsa(&private).unwrap();
        let signature = private.sign(b"message").unwrap();
        for public in &public {
            let public = PublicKey::new("1", public).unwrap();
            assert_eq!(public.algorithm(), private.algorithm());
            public.verify(b"message", &signature).unwrap();
            public.verify(b"Message", &signature).unwrap_err();
        }
    }
}

#[test]
fn sm2_keys_are_read_in_every_form() {
    let public = PublicKey::new(&key("sm2_id"), &key("sm2_public")).unwrap();
    assert_eq!(public.algorithm(), SignatureAlgorithm::Sm2WithSm3);
    for form in ["sm2_pkcs8", "sm2_sec1"] {
        let signature = sm2(form).unwrap().sign(b"message").unwrap();
        public.verify(b"message", &signature).unwrap();
        public.verify(b"Message", &signature).unwrap_err();
    }
}

#[test]
fn sm2_signatures_of_openssl_verify() {
    let verify = |id: &str| {
        let public = PublicKey::new(id, &key("sm2_public")).unwrap();
        public.verify(key("sm2_message").as_bytes(), &BASE64.decode(key("sm2_signature")).unwrap())
    };
    verify(&key("sm2_id")).unwrap();
    verify("1234567812345678").unwrap_err();
}

#[test]
fn the_algorithm_of_a_certificate_is_read_from_it() {
    let rsa = PlatformCertificate::new("1", &official("/rsa_with_sha256/response/certificate_pem")).unwrap();
    assert_eq!(rsa.algorithm(), SignatureAlgorithm::RsaWithSha256);
    let sm2 = PlatformCertificate::new(" 2\n", &official("/sm2_with_sm3/certificate_pem")).unwrap();
    assert_eq!((sm2.algorithm(), sm2.number()), (SignatureAlgorithm::Sm2WithSm3, "2"));
}

#[test]
fn a_private_key_of_the_wrong_kind_is_named() {
    let algorithm = |found: &str, expected| KeyProblem::Algorithm { found: found.into(), expected };
    let other_curve = "an elliptic curve other than SM2";
    assert_eq!(problem(PrivateKey::rsa(&key("sm2_pkcs8"))), algorithm("SM2", "RSA"));
    assert_eq!(problem(PrivateKey::rsa(&key("sm2_sec1"))), algorithm("an elliptic curve", "RSA"));
    assert_eq!(problem(PrivateKey::rsa(&key("p256_pkcs8"))), algorithm(other_curve, "RSA"));
    assert_eq!(problem(PrivateKey::rsa(&key("ed25519"))), algorithm("the algorithm 1.3.101.112", "RSA"));
    assert_eq!(problem(sm2("rsa_pkcs8")), algorithm("RSA", "SM2"));
    assert_eq!(problem(sm2("p256_pkcs8")), algorithm(other_curve, "SM2"));
    assert_eq!(problem(sm2("p256_sec1")), KeyProblem::Malformed { expected: "SM2 private key" });
    let rsa = official("/rsa_with_sha256/request/private_key_pem");
    assert_eq!(problem(PrivateKey::sm2("1", &rsa)), algorithm("RSA", "SM2"));

    assert_eq!(problem(PrivateKey::rsa(&key("rsa_1024"))), KeyProblem::RsaLength);
    assert_eq!(problem(PrivateKey::rsa(&key("rsa_locked"))), KeyProblem::Encrypted);
    let public = key("sm2_public");
    let label = |expected| KeyProblem::Label { found: "PUBLIC KEY".into(), expected };
    assert_eq!(problem(PrivateKey::rsa(&public)), label("an RSA private key"));
    assert_eq!(problem(PrivateKey::sm2("1", &public)), label("an SM2 private key"));
}

#[test]
fn a_public_key_of_the_wrong_kind_is_named() {
    let read = |pem: &str| problem(PlatformCertificate::new("1", pem));
    assert_eq!(read(&key("rsa_1024_public")), KeyProblem::RsaLength);
    let found = "an elliptic curve other than SM2".into();
    assert_eq!(read(&key("p256_public")), KeyProblem::Algorithm { found, expected: "RSA or SM2" });
    let found = "PRIVATE KEY".into();
    let expected = "a certificate or a public key";
    assert_eq!(read(&key("sm2_pkcs8")), KeyProblem::Label { found, expected });
    assert_eq!(read("MIID0jCCArqg"), KeyProblem::NoPem);
    let certificate = pem::write("CERTIFICATE", b"no certificate");
    assert_eq!(read(&certificate), KeyProblem::Malformed { expected: "certificate or public key" });
}

#[test]
fn a_number_that_is_none_is_refused() {
    for number in ["", "  ", "12 34", "编号", "1\n2", &"1".repeat(129)] {
        assert_eq!(problem(PrivateKey::sm2(number, &key("sm2_pkcs8"))), KeyProblem::Number);
        assert_eq!(problem(SymmetricKey::aes256_gcm(number, &BASE64.encode([0; 32]))), KeyProblem::Number);
        assert_eq!(problem(PlatformCertificate::new(number, &key("sm2_public"))), KeyProblem::Number);
    }
}

#[test]
fn a_symmetric_key_of_the_wrong_length_is_named() {
    let aes = |bytes: usize| problem(SymmetricKey::aes256_gcm("1", &BASE64.encode(vec![0; bytes])));
    let algorithm = EncryptionAlgorithm::Aes256Gcm;
    for found in [0, 16, 31, 33] {
        assert_eq!(aes(found), KeyProblem::Length { algorithm, found });
    }
    let algorithm = EncryptionAlgorithm::Sm4Gcm;
    let error = SymmetricKey::sm4_gcm("1", &BASE64.encode([0; 32])).unwrap_err();
    let problem = KeyProblem::Length { algorithm, found: 32 };
    assert_eq!(error, KeyError { key: KeyKind::Symmetric, problem });
    assert_eq!(
        error.to_string(),
        "the symmetric key (API 对称密钥) cannot be used: SM4_GCM wants a key of 16 bytes, this one has 32; 32 bytes \
         are a key for AES256_GCM, see `SymmetricKey::aes256_gcm`"
    );
    assert_eq!(
        SymmetricKey::aes256_gcm("1", "%").unwrap_err().to_string(),
        "the symmetric key (API 对称密钥) cannot be used: it is not base64; copy it from the page API 安全 as it stands \
         there"
    );
    // Blanks around it and lost padding do no harm.
    assert!(SymmetricKey::sm4_gcm(" 1 ", "\n AAAAAAAAAAAAAAAAAAAAAA \n").is_ok());
}

#[test]
fn the_sm2_key_that_cannot_sign_is_refused() {
    // The order of the curve minus one.
    let scalar: Vec<u8> = "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54122"
        .as_bytes()
        .chunks(2)
        .map(|digits| u8::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap())
        .collect();
    let der = [&b"\x30\x25\x02\x01\x01\x04\x20"[..], &scalar].concat();
    let pem = pem::write("EC PRIVATE KEY", &der);
    assert_eq!(problem(PrivateKey::sm2("1", &pem)), KeyProblem::Malformed { expected: "SM2 private key" });
}

#[test]
fn no_debug_shows_a_key() {
    let pieces = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| !line.starts_with('-'))
            .map(|line| line[..line.len().min(12)].into())
            .collect()
    };
    for pair in PAIRS.iter() {
        let shown = format!("{:#?} {:?} {:#?} {:?}", pair.client, pair.client, pair.platform, pair.keys);
        let keys = &pair.keys;
        for secret in [&keys.symmetric_key, &keys.developer_private_key, &keys.platform_private_key] {
            for piece in pieces(secret) {
                assert!(!shown.contains(&piece), "{piece}: {shown}");
            }
        }
        for number in [&keys.symmetric_number, &keys.certificate_number] {
            assert!(shown.contains(number.as_str()), "{number}: {shown}");
        }
    }
    assert_eq!(
        format!("{:?}", sm2("sm2_sec1").unwrap()),
        format!("PrivateKey(SM2withSM3 {})", key("sm2_id"))
    );
}
