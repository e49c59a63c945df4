//! Types of sealed calls (服务端 API 签名加密) and of descriptions.

use serde_json::{Map, json};
use wx_api::{
    AppId,
    http::HeaderMap,
    schema::{Direction, Example, OpenApi},
    secure::{
        ApiSecurity, Call, EncryptionAlgorithm, Header, KeyError, KeyKind, PublicKey, SignatureAlgorithm,
        SymmetricKey, TestKeys,
    },
};

use super::Table;
use crate::secrets::{Secrets, sealing};

pub(super) fn keys_and_messages(table: &mut Table, secrets: &mut Secrets) {
    let keys = sealing(secrets);
    table.debug("TestKeys", &keys);
    let (security, platform) = (keys.api_security().unwrap(), keys.platform().unwrap());
    table.debug("ApiSecurity", &security);
    table.debug("SymmetricKey", security.symmetric_key());
    table.debug("PrivateKey", security.private_key());
    table.debug("PlatformCertificate", security.certificate());
    table.debug("Platform", &platform);
    table.debug("PublicKey", &PublicKey::new(&keys.developer_number, &keys.developer_public_key).unwrap());
    table.both("EncryptionAlgorithm", &EncryptionAlgorithm::Sm4Gcm);
    table.both("SignatureAlgorithm", &SignatureAlgorithm::Sm2WithSm3);
    table.both("KeyKind", &KeyKind::Private);
    table.both("Header", &Header::Signature);
    for error in wrong_keys(&keys) {
        table.both("KeyProblem", &error.problem);
        table.both("KeyError", &error);
    }
    messages(table, &security, &keys, secrets);
}

/// A key of the wrong length, a number with a key in its place, a key where another belongs.
fn wrong_keys(keys: &TestKeys) -> Vec<KeyError> {
    let wrong = |result: Result<SymmetricKey, KeyError>| result.unwrap_err();
    vec![
        wrong(SymmetricKey::sm4_gcm(&keys.symmetric_number, &keys.symmetric_key)),
        wrong(SymmetricKey::aes256_gcm(&keys.developer_private_key, &keys.symmetric_key)),
        wrong(SymmetricKey::aes256_gcm(&keys.symmetric_number, &keys.developer_private_key)),
        PublicKey::new(&keys.developer_number, &keys.developer_private_key).unwrap_err(),
    ]
}

/// What is sealed and opened, and what cannot be.
fn messages(table: &mut Table, security: &ApiSecurity, keys: &TestKeys, secrets: &mut Secrets) {
    let appid = AppId::new("wx1");
    let call = Call::now("https://api.weixin.qq.com/wxa/x?access_token=in-the-query", &appid);
    table.debug("Call", &Call { url: "https://api.weixin.qq.com/wxa/x", ..call });
    let fields = |name: &str| Map::from_iter([(name.to_owned(), json!("a-secret-inside"))]);
    secrets.add("what is inside a sealed message", "a-secret-inside");
    let platform = keys.platform().unwrap();
    let sealed = platform.seal_response(call, &fields("session_key")).unwrap();
    table.debug("Sealed", &sealed);
    let opened = security.open_response(call, &sealed.headers, &sealed.body).unwrap();
    table.debug("Opened", &opened);

    for error in [
        security.seal_request(call, &fields("access_token")).unwrap_err(),
        security.open_response(call, &sealed.headers, b"a-secret-inside").unwrap_err(),
        security.open_response(call, &HeaderMap::new(), b"a-secret-inside").unwrap_err(),
    ] {
        table.both("SecureError", &error);
    }
    let request = security.seal_request(call, &fields("content")).unwrap();
    for (headers, body) in [(&request.headers, &b"a-secret-inside"[..]), (&HeaderMap::new(), &request.body)] {
        table.both("Rejection", &platform.open_request(call, headers, body).unwrap_err());
    }
}

/// What describes all endpoints: the same for everybody.
pub(super) fn descriptions(table: &mut Table) {
    table.debug("OpenApi", &OpenApi::new());
    table.debug("Direction", &Direction::Answer);
    let example = Example { request: json!({ "js_code": "a-code" }), response: None };
    table.debug("Example", &example);
}
