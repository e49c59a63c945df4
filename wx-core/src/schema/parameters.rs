//! What travels in the query, and what the client adds to a request that its author does not write.

use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

use super::{Direction, components::Components, markdown};
use crate::{Auth, BodyKind, Constant, Field, Meta, Place, Signature, Type, registry::Row};

/// One parameter of the query.
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) required: bool,
    /// Everything else about it.
    pub(super) rest: Map<String, Value>,
}

impl Parameter {
    fn new(name: &str, required: bool, mut schema: Schema) -> Self {
        let description = schema.remove("description");
        let mut rest = Map::new();
        rest.insert("schema".to_owned(), schema.to_value());
        rest.extend(description.map(|description| ("description".to_owned(), description)));
        Self { name: name.to_owned(), required, rest }
    }

    pub(super) fn into_value(self) -> Value {
        let mut value = self.rest;
        value.insert("name".to_owned(), self.name.into());
        value.insert("in".to_owned(), "query".into());
        value.insert("required".to_owned(), self.required.into());
        value.into()
    }
}

/// A field that the client adds where the endpoint's own fields travel.
pub(super) struct Added {
    pub(super) name: &'static str,
    pub(super) schema: Schema,
    /// A value that fits, for an example.
    pub(super) example: Value,
}

/// Whether what is added stands in the body.
pub(super) fn adds_to_body(meta: &Meta) -> bool {
    matches!(meta.body, BodyKind::Json | BodyKind::Multipart)
}

/// The fields that never vary, the appid, the secret, the signature in the body.
pub(super) fn added(meta: &Meta) -> Vec<Added> {
    let mut added: Vec<_> = meta
        .fixed
        .iter()
        .map(|(name, constant)| {
            let ty = if matches!(constant, Constant::Integer(_)) { "integer" } else { "string" };
            let value = Value::from(*constant);
            let schema = json_schema!({ "type": ty, "const": value });
            Added { name, schema, example: value }
        })
        .collect();
    let credential = meta.auth == Auth::AppSecret;
    if credential || meta.appid {
        let schema = json_schema!({ "type": "string", "description": "The mini program's own appid." });
        added.push(Added { name: "appid", schema, example: json!("wx0123456789abcdef") });
    }
    if credential {
        let schema = json_schema!({
            "type": "string", "format": "password", "writeOnly": true,
            "description": "The mini program's AppSecret.",
        });
        added.push(Added {
            name: meta.secret_field,
            schema,
            example: json!("0123456789abcdef0123456789abcdef"),
        });
    }
    if meta.sign.contains(&Signature::DeliverySign) {
        let schema = json_schema!({
            "type": "string", "pattern": "^[0-9a-f]{40}$", "x-wx-key": "the AppSecret that the carrier gave to the shop",
            "description": "SHA-1 of `shopid`, `shop_order_id` (if there is one) and the shop's AppSecret, one after the other, in hexadecimal.",
        });
        added.push(Added { name: "delivery_sign", schema, example: json!("0".repeat(40)) });
    }
    added
}

/// Everything in the query of an endpoint but the access token.
pub(super) fn query(row: &Row, example: Option<&Value>, components: &mut Components) -> Vec<Parameter> {
    let meta = row.meta;
    let pairs = serde_urlencoded::from_str::<Vec<(String, String)>>(meta.fixed_query()).unwrap_or_default();
    let mut parameters: Vec<_> = pairs
        .iter()
        .map(|(name, value)| Parameter::new(name, true, json_schema!({ "type": "string", "const": value })))
        .collect();
    if !adds_to_body(meta) {
        parameters
            .extend(added(meta).into_iter().map(|added| Parameter::new(added.name, true, added.schema)));
    }
    for field in row.request.fields {
        let in_query =
            field.place == Place::Query || field.place == Place::Body && meta.body == BodyKind::Query;
        if in_query {
            fields(field, false, example, components, &mut parameters);
        }
    }
    parameters.extend(meta.sign.iter().flat_map(|signature| signature_parameters(*signature)));
    parameters
}

/// The parameters that a field is: more than one where it is flat.
fn fields(
    field: &'static Field,
    optional: bool,
    example: Option<&Value>,
    components: &mut Components,
    parameters: &mut Vec<Parameter>,
) {
    let optional = optional || field.optional;
    let mut inside = |fields: &'static [Field], optional: bool| {
        for field in fields {
            self::fields(field, optional, example, components, parameters);
        }
    };
    match field.ty {
        Type::Object(object) if field.flat => inside(object.fields, optional),
        // Which of them go together, a query cannot say.
        Type::Variants(variants) if field.flat => {
            for variant in variants.all {
                if let Type::Object(object) = variant.ty {
                    inside(object.fields, true);
                }
            }
        }
        _ if parameters.iter().any(|known| known.name == field.name) => {}
        _ => parameters.push(own(field, optional, example, components)),
    }
}

fn own(
    field: &'static Field,
    optional: bool,
    example: Option<&Value>,
    components: &mut Components,
) -> Parameter {
    let mut schema = components.field(field, Direction::Request);
    let mut more = Map::new();
    let mut example = example.and_then(|request| request.get(field.name)).cloned();
    match field.ty {
        Type::List(_) => more = form(field.repeat),
        Type::Joined(item) => {
            more = form(false);
            example = example.as_ref().and_then(Value::as_str).map(|text| {
                let items =
                    text.split(',').map(|item| serde_json::from_str(item).unwrap_or_else(|_| json!(item)));
                Value::Array(items.collect())
            });
            schema = joined(field, item, components);
        }
        _ => {}
    }
    let mut parameter = Parameter::new(field.name, !optional, schema);
    parameter.rest.append(&mut more);
    if let Type::JsonText(inner) = field.ty {
        let inner = components.ty(inner, Direction::Request);
        parameter.rest.remove("schema");
        parameter.rest.insert("content".to_owned(), json!({ "application/json": { "schema": inner } }));
        example = None;
    }
    parameter.rest.extend(example.map(|example| ("example".to_owned(), example)));
    parameter
}

/// How a list stands in a query: once for each item, or joined by commas.
fn form(explode: bool) -> Map<String, Value> {
    [("style".to_owned(), json!("form")), ("explode".to_owned(), explode.into())].into_iter().collect()
}

/// A list that is joined by commas: in a query OpenAPI has a word for it.
fn joined(field: &'static Field, item: &'static Type, components: &mut Components) -> Schema {
    let items = components.ty(item, Direction::Request);
    let mut schema = json_schema!({ "type": "array", "items": items });
    super::limits::add(&mut schema, field);
    let doc = markdown::of(field.doc);
    if !doc.is_empty() {
        schema.insert("description".to_owned(), doc.into());
    }
    schema
}

fn signature_parameters(signature: Signature) -> Vec<Parameter> {
    let hmac = |name: &str, key: &str, of: &str| {
        let description = format!("HMAC-SHA-256 of {of} under {key}, in hexadecimal.");
        Parameter::new(
            name,
            true,
            json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$", "x-wx-key": key, "description": description }),
        )
    };
    match signature {
        Signature::PaySig => vec![hmac(
            "pay_sig",
            "the AppKey of virtual payment (of its sandbox where `env` is 1), or of the B2b merchant `mchid`",
            "the path, `&` and the exact body",
        )],
        Signature::UserSignature => vec![hmac("signature", "the user's session_key", "the exact body")],
        Signature::SessionSignature => vec![
            hmac("signature", "the user's session_key", "an empty text"),
            Parameter::new("sig_method", true, json_schema!({ "type": "string", "const": "hmac_sha256" })),
        ],
        Signature::DeliverySign => Vec::new(),
    }
}
