//! One endpoint as an operation.

use serde_json::{Map, Value, json};

use super::{
    Direction,
    answer::Answer,
    body::{self, Body},
    components::Components,
    document::{Example, OpenApi},
    markdown,
    parameters::{self, Parameter},
};
use crate::{Auth, Meta, registry::Row};

/// An operation of one endpoint, before it is known whether others share its path.
pub(super) struct Operation {
    pub(super) row: &'static Row,
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Option<Body>,
    pub(super) answer: Answer,
    /// The error codes and what they mean.
    pub(super) errors: Vec<(i64, Option<String>)>,
}

impl Operation {
    pub(super) fn new(row: &'static Row, api: &OpenApi<'_>, components: &mut Components) -> Self {
        let meta = row.meta;
        components.domain = meta.domain();
        let samples = (api.examples)(meta);
        let requests: Vec<_> = samples.iter().map(|Example { request, .. }| request.clone()).collect();
        let direction = if api.wild { Direction::AnswerInTheWild } else { Direction::Answer };
        let parameters = parameters::query(row, requests.first(), components);
        let body = body::of(row, &requests, components);
        let answer = Answer::of(row, direction, &samples, components);
        let errors = meta.errors.iter().map(|note| {
            let own = Some(note.meaning).filter(|meaning| !meaning.is_empty());
            (note.code, own.map(str::to_owned).or_else(|| (api.meaning)(meta, note.code)))
        });
        Self { row, parameters, body, answer, errors: errors.collect() }
    }

    /// What is the same whether or not others share its path.
    pub(super) fn head(&self) -> Map<String, Value> {
        let meta = self.row.meta;
        let doc = markdown::of(meta.doc);
        let (summary, rest) = doc.split_once('\n').unwrap_or((&doc, ""));
        let mut head = Map::new();
        let mut set = |key: &str, value: Value| head.insert(key.to_owned(), value);
        set("operationId", meta.id().into());
        set("x-wx-name", meta.name.into());
        set("x-wx-rust-name", meta.rust_name.into());
        set("summary", summary.trim().into());
        if !rest.trim().is_empty() {
            set("description", rest.trim().into());
        }
        if !meta.docs.is_empty() {
            set("externalDocs", json!({ "url": meta.docs, "description": "The official page" }));
        }
        set("x-idempotent", meta.idempotent.into());
        if meta.secure {
            set("x-wx-secure", true.into());
        }
        if !meta.sign.is_empty() {
            set("x-wx-sign", meta.sign.iter().map(|signature| signature.word()).collect());
        }
        if !meta.one_of.is_empty() {
            set("x-one-of", json!(meta.one_of));
        }
        if !self.errors.is_empty() {
            let codes = self.errors.iter().map(|(code, meaning)| match meaning {
                Some(meaning) => json!({ "errcode": code, "meaning": meaning }),
                None => json!({ "errcode": code }),
            });
            set("x-errcodes", codes.collect());
        }
        head
    }
}

/// What a call must prove about its caller, as far as a header or a query parameter of its own says it.
pub(super) fn security(meta: &Meta) -> Value {
    match meta.auth {
        Auth::AccessToken => json!([{ "accessToken": [] }]),
        Auth::AppSecret | Auth::None => json!([]),
    }
}
