//! The body of a request.

use schemars::Schema;
use serde_json::{Map, Value, json};

use super::{
    Direction,
    components::Components,
    parameters::{added, adds_to_body},
    shape::Shape,
};
use crate::{BodyKind, Meta, Place, Type, registry::Row};

/// The body of one endpoint's request.
pub(super) struct Body {
    pub(super) media: &'static str,
    /// A reference, where the body is an object.
    pub(super) schema: Schema,
    pub(super) required: bool,
    pub(super) examples: Vec<Value>,
}

/// The body of an endpoint's request, if it has one.
pub(super) fn of(row: &Row, examples: &[Value], components: &mut Components) -> Option<Body> {
    let meta = row.meta;
    match meta.body {
        BodyKind::Json => {
            let shape = fields(row, components);
            let required = !shape.is_empty();
            let schema = components.add(meta.rust_name, Direction::Request, shape.closed());
            let examples = examples.iter().filter_map(|request| example(row, request)).collect();
            Some(Body { media: "application/json", schema, required, examples })
        }
        BodyKind::Multipart => {
            let shape = fields(row, components);
            let required = shape.is_needed();
            let schema = components.add(meta.rust_name, Direction::Request, shape.closed());
            Some(Body { media: "multipart/form-data", schema, required, examples: Vec::new() })
        }
        BodyKind::Raw => {
            let field = row.request.fields.iter().find(|field| field.place == Place::Body)?;
            let examples = examples.iter().filter_map(|request| request.get(field.name).cloned());
            match field.ty {
                // The text is JSON, and travels as that.
                Type::JsonText(inner) => {
                    let read = |text: Value| serde_json::from_str(text.as_str()?).ok();
                    Some(Body {
                        media: "application/json",
                        schema: components.ty(inner, Direction::Request),
                        required: !field.optional,
                        examples: examples.filter_map(read).collect(),
                    })
                }
                _ => Some(Body {
                    media: "text/plain",
                    schema: components.field(field, Direction::Request),
                    required: !field.optional,
                    examples: examples.collect(),
                }),
            }
        }
        BodyKind::Query | BodyKind::None => None,
    }
}

fn fields(row: &Row, components: &mut Components) -> Shape {
    let own = |field: &crate::Field| field.place == Place::Body;
    let mut shape = Shape::only(row.request.fields, &own, Direction::Request, components);
    for added in added(row.meta) {
        shape.property(added.name, added.schema, true);
    }
    // Where one of them travels in the query, nothing but `x-one-of` can say it.
    let in_body = |name: &&&str| row.request.fields.iter().any(|field| field.name == **name && own(field));
    if row.meta.one_of.iter().all(|name| in_body(&name)) {
        shape.one_of(row.meta.one_of);
    }
    shape
}

/// What of a sample stands in the body, with what the client adds.
fn example(row: &Row, request: &Value) -> Option<Value> {
    let elsewhere =
        |name: &str| row.request.fields.iter().any(|field| field.name == name && field.place != Place::Body);
    let own = request.as_object()?.iter().filter(|(name, _)| !elsewhere(name));
    let mut body: Map<String, Value> = own.map(|(name, value)| (name.clone(), value.clone())).collect();
    for added in added(row.meta) {
        body.entry(added.name).or_insert(added.example);
    }
    Some(body.into())
}

/// The fields that tell the endpoint from the others of its path, with what stands in them.
pub(super) fn told_by(meta: &Meta) -> impl Iterator<Item = (&'static str, Value)> {
    let fixed = if adds_to_body(meta) { meta.fixed } else { &[] };
    fixed.iter().map(|(name, constant)| (*name, json!(Value::from(*constant))))
}
