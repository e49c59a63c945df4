//! The body of an answer, read as JSON where it is JSON.

use std::fmt;

use bytes::Bytes;

use super::mend;
use crate::Json;

/// The body of an answer, and the JSON object that it is, if it is one.
pub struct ParsedBody {
    pub(super) body: Bytes,
    pub(super) json: Result<Json, NotJson>,
}

/// Why a body is no JSON object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotJson {
    /// It ends too early.
    BrokenOff,
    /// It is too long to be read.
    TooLong { limit: usize },
    /// It is something else.
    Other,
}

impl ParsedBody {
    /// Reads a body. One that is longer than `max_json` bytes is taken for no JSON.
    pub fn parse(body: Bytes, max_json: usize) -> Self {
        let json = object(&body, max_json);
        Self { body, json }
    }

    /// Whether a body looks like a JSON object by its first bytes.
    pub fn may_be_json(body: &[u8]) -> bool {
        without_mark(body).trim_ascii_start().starts_with(b"{")
    }
}

// Only the endpoint's type knows whether there is a secret in it.
impl fmt::Debug for ParsedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParsedBody").field("body", &self.body.len()).field("json", &self.json).finish()
    }
}

/// The byte order mark in front of some bodies.
const MARK: &[u8] = b"\xEF\xBB\xBF";

fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(MARK).unwrap_or(body)
}

/// Reads a JSON object. Raw control characters, bytes that are no UTF-8 and half surrogates inside its strings are forgiven.
fn object(body: &Bytes, max_json: usize) -> Result<Json, NotJson> {
    if !ParsedBody::may_be_json(body) {
        return Err(NotJson::Other);
    }
    if body.len() > max_json {
        return Err(NotJson::TooLong { limit: max_json });
    }
    let body = body.slice(body.len() - without_mark(body).len()..);
    let mut why = NotJson::Other;
    // A well-formed body is read as it is; another is mended in the first way that makes it well-formed.
    let mended = mend::ways(&body).map(Bytes::from);
    for text in std::iter::once(body.clone()).chain(mended) {
        match Json::parse(text) {
            Ok(json) => return Ok(json),
            Err(error) => why = if error.is_eof() { NotJson::BrokenOff } else { NotJson::Other },
        }
    }
    Err(why)
}
