//! Every endpoint at run time, those of other crates included.
//!
//! The fake server, the command line and the tests walk this list; a backend does not need it.

use linkme::distributed_slice;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    Answer, Endpoint, Event, EventMeta, Meta, Misfit, Object, Parts, Reply, RequestError, Type, Unexpected,
};

mod documented;
mod required;

use documented::{documented, nothing_lost, without_place};

/// One row an endpoint; `#[wx_endpoint]` adds it. The order is the linker's: use [`all`].
#[distributed_slice]
pub static ENDPOINTS: [Row];

/// Every endpoint, in the order of their ids.
pub fn all() -> Vec<&'static Row> {
    let mut rows: Vec<_> = ENDPOINTS.iter().collect();
    rows.sort_by_key(|row| (row.meta.id(), row.meta.rust_name));
    rows
}

/// Finds endpoints by id, by official name or by Rust name, whatever the case. More than one: the name is not unique.
pub fn find(name: &str) -> Vec<&'static Row> {
    let rows = all();
    let matching = |by: fn(&Meta) -> String| {
        rows.iter().copied().filter(|row| by(row.meta).eq_ignore_ascii_case(name)).collect::<Vec<_>>()
    };
    [matching(Meta::id), matching(|meta| meta.rust_name.into()), matching(|meta| meta.name.into())]
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// An endpoint that is known only at run time.
#[derive(Debug)]
#[non_exhaustive]
pub struct Row {
    /// Method, path and the rest.
    pub meta: &'static Meta,
    /// The request's fields.
    pub request: &'static Object,
    /// The answer's type, if it is JSON with fields.
    pub response: Option<&'static Type>,
    encode: fn(&[u8]) -> Result<Parts, RequestError>,
    canonical: fn(&[u8]) -> Result<String, RequestError>,
    show: fn(Reply) -> Result<Reply, Unexpected>,
}

impl Row {
    /// The row of an endpoint type.
    pub const fn of<E: Endpoint + DeserializeOwned>() -> Self {
        let Type::Object(request) = E::TYPE else { panic!("a request is an object") };
        Self {
            meta: E::META,
            request,
            response: E::Response::TYPE,
            encode: encode::<E>,
            canonical: canonical::<E>,
            show: show::<E>,
        }
    }

    /// Reads a request from JSON, checks its limits and writes it as the endpoint wants it.
    pub fn encode(&self, json: &[u8]) -> Result<Parts, RequestError> {
        (self.encode)(json)
    }

    /// Reads a request from JSON and writes it as JSON again: what the type keeps of it.
    pub fn canonical(&self, json: &[u8]) -> Result<String, RequestError> {
        (self.canonical)(json)
    }

    /// Reads a reply into the endpoint's type and shows it: what the type keeps of it, secrets masked.
    pub fn show(&self, reply: Reply) -> Result<Reply, Unexpected> {
        (self.show)(reply)
    }
}

fn encode<E: Endpoint + DeserializeOwned>(json: &[u8]) -> Result<Parts, RequestError> {
    Parts::of(&read::<E>(json)?)
}

fn canonical<E: Endpoint + DeserializeOwned>(json: &[u8]) -> Result<String, RequestError> {
    let request = serde_json::to_value(read::<E>(json)?).map_err(RequestError::Json)?;
    let fixed = E::META.fixed.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value)));
    let own = request.as_object().cloned().unwrap_or_default();
    Ok(Value::Object(fixed.chain(own).collect()).to_string())
}

/// Reads a request as the official pages write it, see [`documented`].
fn read<E: Endpoint + DeserializeOwned>(json: &[u8]) -> Result<E, RequestError> {
    // A type that travels both ways is read as an answer is, whose fields may be missing.
    required::all(E::FIELDS, json)?;
    let request: E = match documented(E::META, E::FIELDS, json)? {
        Some(json) => serde_json::from_slice(&json).map_err(|error| without_place(&error))?,
        None => serde_json::from_slice(json).map_err(RequestError::Json)?,
    };
    if E::FIELDS.iter().any(|field| field.flat && field.optional) {
        let read = serde_json::to_value(&request).map_err(RequestError::Json)?;
        nothing_lost(E::FIELDS, json, &read)?;
    }
    Ok(request)
}

fn show<E: Endpoint>(reply: Reply) -> Result<Reply, Unexpected> {
    let answer = E::Response::from_reply(reply)?;
    answer.show().map_err(|error| Unexpected::Misfit(Misfit::at("", error.to_string())))
}

/// One row a push; `#[wx_event]` adds it. The order is the linker's: use [`events`].
#[distributed_slice]
pub static EVENTS: [EventRow];

/// Every push, in the order of their domains and names.
pub fn events() -> Vec<&'static EventRow> {
    let mut rows: Vec<_> = EVENTS.iter().collect();
    rows.sort_by_key(|row| (row.meta.domain(), row.meta.name, row.meta.rust_name));
    rows
}

/// Finds a push by the name WeChat gives it or by its Rust name, whatever the case.
pub fn find_event(name: &str) -> Option<&'static EventRow> {
    let is = |known: &str| known.eq_ignore_ascii_case(name);
    EVENTS.iter().find(|row| is(row.meta.name) || is(row.meta.rust_name))
}

/// A push that is known only at run time.
#[derive(Debug)]
#[non_exhaustive]
pub struct EventRow {
    /// Name, reply and the rest.
    pub meta: &'static EventMeta,
    /// The fields beside the common ones.
    pub fields: &'static Object,
    /// The reply's type; none where `success` is all there is to say.
    pub reply: Option<&'static Type>,
    canonical: fn(&Value) -> Result<Value, Misfit>,
}

impl EventRow {
    /// The row of a type of push.
    pub const fn of<E: Event + Serialize>() -> Self {
        let Type::Object(fields) = E::TYPE else { panic!("a push is an object") };
        let reply = match E::META.reply {
            crate::ReplyKind::Success => None,
            _ => Some(<E::Reply as crate::Wire>::TYPE),
        };
        Self { meta: E::META, fields, reply, canonical: canonical_event::<E> }
    }

    /// Reads the fields of a push and shows them: what the type keeps of them, secrets masked.
    pub fn canonical(&self, fields: &Value) -> Result<Value, Misfit> {
        (self.canonical)(fields)
    }
}

fn canonical_event<E: Event + Serialize>(fields: &Value) -> Result<Value, Misfit> {
    let event: E = crate::from_value(fields)?;
    serde_json::to_value(event).map_err(|error| Misfit::at("", error.to_string()))
}
