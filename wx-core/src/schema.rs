//! OpenAPI 3.1 and JSON Schema (2020-12), out of the same constants that the client checks requests with.
//!
//! [`openapi`] describes every registered endpoint, those of other crates included. [`OpenApi`] chooses: which endpoints,
//! which server, what error codes mean, examples. [`Type::schema`] is the schema of one type.
//!
//! What JSON Schema has no word for stands beside it in keys of our own:
//!
//! | key | meaning |
//! |---|---|
//! | `x-max-bytes` | the most bytes of UTF-8, or of a file |
//! | `x-min-width`, `x-max-width` | the width, in which a Chinese character counts two |
//! | `x-extensible-enum` | the values known today, in an answer: WeChat adds values without notice |
//! | `x-enum-descriptions` | what each value means, in their order |
//! | `x-joined`, `x-min-items`, `x-max-items` | the items of a list that stands in one string, separated by commas |
//! | `x-unit` | `unix-seconds` |
//! | `x-one-of` | fields of which a request has exactly one, wherever they travel |
//! | `x-wx-sign`, `x-wx-secure`, `x-idempotent` | the signatures of a call; whether it may be sealed; whether it may be repeated |
//! | `x-wx-key` | what a signature is made with |
//! | `x-errcodes` | the error codes an endpoint documents |
//! | `x-wx-endpoints` | the endpoints behind one path |
//! | `x-wx-name`, `x-wx-rust-name` | the official name of an endpoint, and its name in Rust |

mod answer;
mod body;
mod components;
mod document;
mod limits;
mod markdown;
mod merge;
mod operation;
mod parameters;
mod shape;
mod types;

use serde_json::Value;

pub use schemars::Schema;

use self::components::Components;
pub use self::document::{Example, OpenApi};
use crate::Type;

/// Which way a type travels. A request says exactly what its fields are; an answer may always have more of them, and
/// values nobody has heard of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Direction {
    /// In a request.
    Request,
    /// In an answer, as it is documented.
    Answer,
    /// In an answer, with the liberties WeChat takes and [`from_value`](crate::from_value) forgives: a number inside a
    /// string, `""` for what is not there, one object for a list of one.
    AnswerInTheWild,
}

/// OpenAPI 3.1 of every registered endpoint.
///
/// Two endpoints of one method and path, which a field of their request tells apart, become one operation: OpenAPI has no
/// two operations of one path, and a path with a query or a fragment of our own making is none that a generated client
/// could call. Its body is a `oneOf` with that field as its discriminator, where it has one; its `operationId` is made of the
/// domain and the path, `plugin.wxaPlugin`, where others have the endpoint's id.
pub fn openapi() -> Value {
    OpenApi::new().document()
}

impl Type {
    /// The JSON Schema of the type; the types inside it stand in `$defs`.
    pub fn schema(&'static self, direction: Direction) -> Schema {
        let mut components = Components::default();
        let schema = components.ty(self, direction);
        let (named, refs) = components.named("#/$defs/");
        let mut schema = refs.resolved(schema.to_value());
        if let (Value::Object(schema), false) = (&mut schema, named.is_empty()) {
            schema.insert("$defs".to_owned(), Value::Object(named));
        }
        Schema::try_from(schema).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
