//! A sample of every endpoint, found by its id: `fixtures/login/code2Session.json`; of every push, found by its name:
//! `fixtures/event/wxa_media_check.json`.
//!
//! The fake server answers with them and the tests send them through their types.

use rust_embed::RustEmbed;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use wx_core::{EventMeta, Meta};

#[derive(RustEmbed)]
#[folder = "fixtures/"]
struct Files;

/// One call: what is sent and what comes back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Sample {
    /// The request's fields; a file stands as `{"file_name", "content_type", "data"}` with its bytes in base64.
    pub request: Value,
    /// The answer; absent where it is bytes.
    #[serde(default)]
    pub response: Option<Value>,
}

/// The samples of an endpoint; none for an endpoint of another crate.
///
/// # Panics
///
/// If a sample file is not a list of samples. The files are part of this crate and read by its tests.
pub fn samples(meta: &Meta) -> Vec<Sample> {
    read(&format!("{}/{}.json", meta.domain(), meta.name))
}

/// One push: what comes and what a backend replies.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct EventSample {
    /// The whole body as JSON, the common fields included.
    pub push: Value,
    /// The reply's own fields; absent where `success` is all there is to say.
    #[serde(default)]
    pub reply: Option<Value>,
}

/// The samples of a push; none for a push of another crate.
///
/// # Panics
///
/// If a sample file is not a list of samples. The files are part of this crate and read by its tests.
pub fn event_samples(meta: &EventMeta) -> Vec<EventSample> {
    read(&format!("event/{}.json", meta.name))
}

fn read<T: DeserializeOwned>(path: &str) -> Vec<T> {
    let Some(file) = Files::get(path) else {
        return Vec::new();
    };
    match serde_json::from_slice(&file.data) {
        Ok(samples) => samples,
        Err(error) => panic!("{path}: {error}"),
    }
}

/// The paths of all sample files, `login/code2Session.json`.
pub fn paths() -> Vec<String> {
    let mut paths: Vec<_> = Files::iter().map(|path| path.into_owned()).collect();
    paths.sort();
    paths
}
