//! What more than one file of the tests needs.

mod bombs;
mod envelope;
mod header;
mod json;
mod keys;
mod sealed;
mod vectors;
mod wechatpy;
mod xml;

use serde_json::{Map, Value};

use super::{EncodingAesKey, SyntaxError, read};
use crate::AppId;

fn appid() -> AppId {
    "wxba5fad812f8e6fb9".into()
}

/// The key of the official page.
fn key() -> EncodingAesKey {
    EncodingAesKey::new(&"A".repeat(43)).unwrap()
}

fn object(value: Value) -> Map<String, Value> {
    let Value::Object(object) = value else { panic!("{value}") };
    object
}

fn refused(body: impl AsRef<[u8]>) -> SyntaxError {
    match read(body.as_ref()) {
        Err(error) => error,
        Ok(read) => panic!("{read:?}"),
    }
}
