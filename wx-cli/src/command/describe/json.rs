//! A description as JSON.

use serde::Serialize;
use serde_json::{Value, json};
use wx_api::{fixture, registry::Row};

use super::{
    added::{self, Added},
    example, meaning,
};
use crate::schema::{self, Node};

/// Everything about one endpoint.
#[derive(Debug, Serialize)]
pub(crate) struct Description {
    id: String,
    name: &'static str,
    rust_name: &'static str,
    domain: &'static str,
    doc: String,
    method: String,
    path: &'static str,
    /// The fixed part of the query.
    #[serde(skip_serializing_if = "str::is_empty")]
    query: &'static str,
    auth: &'static str,
    body: &'static str,
    response: &'static str,
    idempotent: bool,
    /// Whether request and answer may be sealed.
    secure: bool,
    /// The signatures of a call.
    sign: Vec<&'static str>,
    /// What the client adds to the request.
    added: Vec<Added>,
    /// The fields of which a request has exactly one.
    one_of: &'static [&'static str],
    docs: &'static str,
    request: Vec<Node>,
    answer: Vec<Node>,
    errors: Vec<Value>,
    samples: Vec<Value>,
    command: String,
    rust: String,
}

impl Description {
    pub(crate) fn new(row: &Row) -> Self {
        let meta = row.meta;
        let errors = meta.errors.iter().map(|note| {
            let meaning = meaning(meta, note);
            json!({
                "errcode": note.code,
                "zh": meaning.zh,
                "en": meaning.en,
                "retry": meaning.retry,
                "advice": meaning.advice,
            })
        });
        let samples = fixture::samples(meta).into_iter();
        Self {
            id: meta.id(),
            name: meta.name,
            rust_name: meta.rust_name,
            domain: meta.domain(),
            doc: crate::text::plain(meta.doc.trim()),
            method: meta.method.to_string(),
            path: meta.route(),
            query: meta.fixed_query(),
            auth: meta.auth.word(),
            body: meta.body.word(),
            response: meta.response.word(),
            idempotent: meta.idempotent,
            secure: meta.secure,
            sign: meta.sign.iter().map(|signature| signature.word()).collect(),
            added: added::of(meta),
            one_of: meta.one_of,
            docs: meta.docs,
            request: schema::sent(row.request),
            answer: row.response.map(schema::received).unwrap_or_default(),
            errors: errors.collect(),
            samples: samples
                .map(|sample| json!({ "request": sample.request, "response": sample.response }))
                .collect(),
            command: example::command(row),
            rust: example::rust(row),
        }
    }
}
