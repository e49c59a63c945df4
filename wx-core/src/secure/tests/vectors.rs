//! The samples of the official guide.

use base64::Engine;
use serde_json::{Value, json};

use super::{APPID, URL, at, object, with};
use crate::{
    UnixSeconds,
    secure::{
        ApiSecurity, Call, Header, KeyKind, Platform, PlatformCertificate, PrivateKey, PublicKey,
        SecureError, SymmetricKey,
        message::{BASE64, Context},
    },
};

fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors.json")).unwrap()
}

/// The text at a path of the samples.
fn text(path: &str) -> String {
    vectors().pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("{path}")).to_owned()
}

fn timestamp(path: &str) -> i64 {
    vectors().pointer(path).and_then(Value::as_i64).unwrap_or_else(|| panic!("{path}"))
}

fn context(timestamp: i64) -> Context<'static> {
    Context::new(at(timestamp)).unwrap()
}

fn aes() -> SymmetricKey {
    SymmetricKey::aes256_gcm(&text("/sym_sn"), &text("/aes256_gcm/key")).unwrap()
}

fn sm4() -> SymmetricKey {
    SymmetricKey::sm4_gcm(&text("/sym_sn"), &text("/sm4_gcm/key")).unwrap()
}

fn official() -> ApiSecurity {
    ApiSecurity::new(
        aes(),
        PrivateKey::rsa(&text("/rsa_with_sha256/request/private_key_pem")).unwrap(),
        PlatformCertificate::new(
            &text("/rsa_with_sha256/response/serial"),
            &text("/rsa_with_sha256/response/certificate_pem"),
        )
        .unwrap(),
    )
}

/// A WeChat with the keys of a sample. Its own private key is beside the point here.
fn platform(symmetric: SymmetricKey, developer: PublicKey) -> Platform {
    let key = text("/rsa_with_sha256/request/private_key_pem");
    Platform::new(symmetric, developer, "1", &key).unwrap()
}

#[test]
fn the_samples_are_about_the_call_of_these_tests() {
    assert_eq!((text("/url"), text("/appid")), (URL.to_owned(), APPID.to_string()));
}

#[test]
fn aes_decrypts_and_encrypts_to_the_same_bytes() {
    for message in ["request", "response"] {
        let [body, plain] = ["body", "plain"].map(|part| text(&format!("/aes256_gcm/{message}/{part}")));
        let context = context(timestamp(&format!("/aes256_gcm/{message}/timestamp")));
        assert_eq!(context.decrypt_text(&aes(), body.as_bytes()).unwrap(), plain.as_bytes());

        let envelope: Value = serde_json::from_str(&body).unwrap();
        let iv = BASE64.decode(envelope["iv"].as_str().unwrap()).unwrap();
        let sealed = context.encrypt_text(&aes(), plain.into(), iv.try_into().unwrap()).unwrap();
        assert_eq!(sealed, body);
    }
}

#[test]
fn sm4_decrypts_and_encrypts_to_the_same_bytes() {
    let [body, plain] = ["body", "plain"].map(|part| text(&format!("/sm4_gcm/{part}")));
    let context = context(timestamp("/sm4_gcm/timestamp"));
    assert_eq!(context.decrypt_text(&sm4(), body.as_bytes()).unwrap(), plain.as_bytes());

    let envelope: Value = serde_json::from_str(&body).unwrap();
    let iv = BASE64.decode(envelope["iv"].as_str().unwrap()).unwrap();
    assert_eq!(context.encrypt_text(&sm4(), plain.into(), iv.try_into().unwrap()).unwrap(), body);
}

#[test]
fn an_rsa_request_opens() {
    let developer = PublicKey::new("1", &text("/rsa_with_sha256/request/public_key_pem")).unwrap();
    let call = at(timestamp("/rsa_with_sha256/request/timestamp"));
    let headers = Context::new(call).unwrap().headers().unwrap();
    let headers = with(&headers, Header::Signature, &text("/rsa_with_sha256/request/signature"));
    let body = text("/aes256_gcm/request/body");
    let opened = platform(aes(), developer).open_request(call, &headers, body.as_bytes()).unwrap();
    assert_eq!(
        opened,
        object(json!({
            "appid": "wxba6223c06417af7b",
            "openid": "oEWzBfmdLqhFS2mTXCo2E4Y9gJAM",
            "scene": 0,
            "client_ip": "127.0.0.1",
        }))
    );
}

#[test]
fn what_the_sample_key_signs_its_public_key_verifies() {
    let developer = PublicKey::new("1", &text("/rsa_with_sha256/request/public_key_pem")).unwrap();
    let call = at(1);
    let fields = object(json!({ "openid": "o" }));
    let sealed = official().seal_request(call, &fields).unwrap();
    let opened = platform(aes(), developer).open_request(call, &sealed.headers, &sealed.body).unwrap();
    assert_eq!(opened, fields);
}

#[test]
fn an_rsa_answer_opens() {
    let call = at(timestamp("/rsa_with_sha256/response/timestamp"));
    let mut headers = Context::new(call).unwrap().headers().unwrap();
    for (header, part) in [(Header::Serial, "serial"), (Header::Signature, "signature")] {
        headers = with(&headers, header, &text(&format!("/rsa_with_sha256/response/{part}")));
    }
    // A certificate that is being replaced is none of our business while ours is the new one.
    headers = with(&headers, Header::SerialDeprecated, "2171af9cdf1d7404423852e7e183d852");
    headers = with(&headers, Header::SignatureDeprecated, "AAAA");
    let body = text("/aes256_gcm/response/body");
    let opened = official().open_response(call, &headers, body.as_bytes()).unwrap();
    assert!(!opened.certificate_deprecated);
    assert_eq!(
        Value::Object(opened.fields),
        json!({
            "errcode": 0,
            "errmsg": "getuserriskrank succ",
            "risk_rank": 0,
            "unoin_id": 2_258_658_297_u32,
        })
    );
}

#[test]
fn the_text_to_sign_is_the_guides() {
    let context = context(timestamp("/rsa_with_sha256/response/timestamp"));
    let message = context.to_sign(text("/aes256_gcm/response/body").as_bytes());
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &message);
    let hash: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, text("/rsa_with_sha256/response/sha256_of_signed_text"));
}

#[test]
fn an_sm2_request_opens_with_the_keys_number_as_id_only() {
    let call = Call { url: URL, appid: &APPID, now: UnixSeconds(timestamp("/sm2_with_sm3/timestamp")) };
    let headers = Context::new(call).unwrap().headers().unwrap();
    let headers = with(&headers, Header::Signature, &text("/sm2_with_sm3/signature"));
    let body = text("/sm2_with_sm3/body");
    let open = |id: &str| {
        let developer = PublicKey::read(KeyKind::Public, id, &text("/sm2_with_sm3/certificate_pem")).unwrap();
        platform(sm4(), developer).open_request(call, &headers, body.as_bytes())
    };
    assert_eq!(open(&text("/sm2_with_sm3/id")).unwrap()["client_ip"], "127.0.0.1");
    // The id that the standard proposes where none is agreed on.
    let error = open("1234567812345678").unwrap_err();
    assert_eq!(error.errcode(), 40234, "{error}");
    let algorithm = crate::secure::SignatureAlgorithm::Sm2WithSm3;
    assert_eq!(error, crate::secure::Rejection::Signature(SecureError::Signature { algorithm }));
}
