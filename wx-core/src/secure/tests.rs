//! What more than one file of the tests needs.

mod garbage;
mod keys;
mod refused;
mod round_trip;
mod vectors;

use std::sync::LazyLock;

use http::HeaderMap;
use serde_json::{Map, Value, json};

use super::{ApiSecurity, Call, EncryptionAlgorithm, Header, Platform, SignatureAlgorithm, TestKeys};
use crate::{AppId, UnixSeconds};

const URL: &str = "https://api.weixin.qq.com/wxa/getuserriskrank";
const NOW: i64 = 1_635_927_954;

static APPID: LazyLock<AppId> = LazyLock::new(|| "wxba6223c06417af7b".into());

fn call() -> Call<'static> {
    at(NOW)
}

fn at(now: i64) -> Call<'static> {
    Call { url: URL, appid: &APPID, now: UnixSeconds(now) }
}

fn object(value: Value) -> Map<String, Value> {
    let Value::Object(object) = value else { panic!("{value}") };
    object
}

fn request() -> Map<String, Value> {
    object(json!({ "openid": "oEWz", "scene": 0, "price": 0.1, "名": ["\"", null, { "a|b\n": true }] }))
}

fn response() -> Map<String, Value> {
    object(json!({ "errcode": 0, "errmsg": "ok", "risk_rank": 4, "unoin_id": 2_258_658_297_u32 }))
}

/// All four pairs of algorithms, made once: RSA keys take their time.
static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    let signatures = [SignatureAlgorithm::RsaWithSha256, SignatureAlgorithm::Sm2WithSm3];
    let encryptions = [EncryptionAlgorithm::Aes256Gcm, EncryptionAlgorithm::Sm4Gcm];
    let algorithms = encryptions.map(|encryption| signatures.map(|signature| (encryption, signature)));
    algorithms.into_iter().flatten().map(|(encryption, signature)| Pair::new(encryption, signature)).collect()
});

struct Pair {
    keys: TestKeys,
    client: ApiSecurity,
    platform: Platform,
}

impl Pair {
    fn new(encryption: EncryptionAlgorithm, signature: SignatureAlgorithm) -> Self {
        let keys = TestKeys::generate(encryption, signature).unwrap();
        Self { client: keys.api_security().unwrap(), platform: keys.platform().unwrap(), keys }
    }
}

/// Keys of the same algorithms, and not one of them the same.
fn others(keys: &TestKeys) -> TestKeys {
    let same = |pair: &&Pair| {
        pair.keys.signature == keys.signature && pair.keys.developer_number != keys.developer_number
    };
    let signing = PAIRS.iter().find(same).unwrap().keys.clone();
    let symmetric = TestKeys::generate(keys.encryption, SignatureAlgorithm::Sm2WithSm3).unwrap();
    TestKeys {
        encryption: keys.encryption,
        symmetric_number: symmetric.symmetric_number,
        symmetric_key: symmetric.symmetric_key,
        ..signing
    }
}

fn with(headers: &HeaderMap, header: Header, value: &str) -> HeaderMap {
    let mut headers = headers.clone();
    headers.insert(header.name(), value.parse().unwrap());
    headers
}

fn without(headers: &HeaderMap, header: Header) -> HeaderMap {
    let mut headers = headers.clone();
    headers.remove(header.name()).unwrap();
    headers
}
