//! Types as schemas.

use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

use super::{
    Direction,
    components::{Components, upper_camel},
    limits, markdown,
    shape::Shape,
};
use crate::{Choice, Field, Object, Type, Variants};

impl Components {
    /// The schema of a type; what has a name is referred to.
    pub(super) fn ty(&mut self, ty: &'static Type, direction: Direction) -> Schema {
        let documented = match ty {
            Type::Text => json_schema!({ "type": "string" }),
            Type::Date => {
                json_schema!({ "type": "string", "pattern": "^[0-9]{8}$", "examples": ["20170313"] })
            }
            Type::Integer => json_schema!({ "type": "integer", "format": "int64" }),
            Type::UnixSeconds => {
                json_schema!({ "type": "integer", "format": "int64", "x-unit": "unix-seconds" })
            }
            Type::Number => json_schema!({ "type": "number", "format": "double" }),
            Type::Bool => json_schema!({ "type": "boolean" }),
            Type::File => json_schema!({ "type": "string", "format": "binary" }),
            Type::List(item) => {
                let items = self.ty(item, direction);
                json_schema!({ "type": "array", "items": items })
            }
            Type::Joined(item) => {
                let items = self.ty(item, direction);
                json_schema!({ "type": "string", "x-joined": items })
            }
            Type::JsonText(inner) => {
                let inner = self.ty(inner, direction);
                json_schema!({ "type": "string", "contentMediaType": "application/json", "contentSchema": inner })
            }
            Type::Map(value) => {
                let values = self.ty(value, direction);
                json_schema!({ "type": "object", "additionalProperties": values })
            }
            Type::Object(object) => self.object(object, direction),
            Type::Words(words) => choices("string", words, direction),
            Type::Codes(codes) => choices("integer", codes, direction),
            Type::Variants(variants) => {
                let mut schema = self.variants(variants, direction);
                if direction == Direction::Request {
                    // The shapes themselves are open, so that they can stand beside other fields.
                    schema.insert("unevaluatedProperties".to_owned(), false.into());
                }
                schema
            }
            Type::Any => Schema::default(),
        };
        match direction {
            Direction::AnswerInTheWild => self.wild(ty, documented),
            _ => documented,
        }
    }

    /// The schema of a field: its type, its limits, what it means.
    pub(super) fn field(&mut self, field: &'static Field, direction: Direction) -> Schema {
        let mut schema = self.ty(field.ty, direction);
        if direction == Direction::Request {
            limits::add(&mut schema, field);
        }
        if field.secret {
            let mark = if direction == Direction::Request { "writeOnly" } else { "readOnly" };
            schema.insert("format".to_owned(), "password".into());
            schema.insert(mark.to_owned(), true.into());
        }
        let doc = markdown::of(field.doc);
        if !doc.is_empty() {
            schema.insert("description".to_owned(), doc.into());
        }
        match direction {
            Direction::AnswerInTheWild if field.optional => {
                json_schema!({ "anyOf": [schema, { "enum": [null, "", [], {}] }] })
            }
            _ => schema,
        }
    }

    fn object(&mut self, object: &'static Object, direction: Direction) -> Schema {
        let schema = Shape::of(object.fields, direction, self).schema(direction);
        self.add(object.name, direction, schema)
    }

    /// One of several shapes, each of which may have more fields.
    fn variants(&mut self, variants: &'static Variants, direction: Direction) -> Schema {
        let mut schema = self.shapes(variants, direction);
        if let Some(tag) = variants.tag {
            let references = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
            let named = variants.all.iter().zip(references);
            let named = named.map(|(variant, shape)| (variant.name.to_owned(), shape["$ref"].clone()));
            let mapping: Map<_, _> = named.collect();
            schema.insert("discriminator".to_owned(), json!({ "propertyName": tag, "mapping": mapping }));
        }
        self.add(variants.name, direction, schema)
    }

    /// The same where the shape's fields stand beside others: without a discriminator, which would make whatever holds them
    /// one more of the shapes.
    pub(super) fn shapes(&mut self, variants: &'static Variants, direction: Direction) -> Schema {
        let mut shapes = Vec::new();
        for variant in variants.all {
            let name = format!("{}{}", variants.name, upper_camel(variant.name));
            let schema = match (variants.tag, variant.ty) {
                (Some(tag), ty) => {
                    let mut shape = Shape::default();
                    shape.property(tag, json_schema!({ "type": "string", "const": variant.name }), true);
                    shape.property(variant.name, self.ty(ty, direction), true);
                    shape.open()
                }
                (None, Type::Object(object)) => Shape::of(object.fields, direction, self).open(),
                (None, ty) => self.ty(ty, direction),
            };
            shapes.push(self.add(&name, direction, schema));
        }
        // Told apart by their fields alone, two of them may fit; the first does.
        let key = if variants.tag.is_some() { "oneOf" } else { "anyOf" };
        let mut schema = Schema::default();
        schema.insert(key.to_owned(), json!(shapes));
        schema
    }

    /// What `documented` may look like when WeChat sends it: see [`from_value`](crate::from_value).
    fn wild(&mut self, ty: &'static Type, mut documented: Schema) -> Schema {
        let nothing = json!({ "enum": [null, ""] });
        let empty_list = json!({ "type": "array", "maxItems": 0 });
        match ty {
            Type::Text => json_schema!({ "type": ["string", "number", "boolean", "null"] }),
            Type::Words(_) | Type::Codes(_) => {
                documented.insert("type".to_owned(), json!(["string", "number", "null"]));
                documented
            }
            Type::Integer | Type::UnixSeconds | Type::Number => {
                let text = json!({ "type": "string", "pattern": "^ *-?[0-9]+(\\.[0-9]+)? *$" });
                json_schema!({ "anyOf": [documented, text, nothing] })
            }
            Type::Bool => json_schema!({ "enum": [true, false, 0, 1, "0", "1", "true", "false", null, ""] }),
            Type::Date => json_schema!({ "type": ["string", "number"] }),
            Type::List(item) => {
                let one = self.ty(item, Direction::AnswerInTheWild);
                json_schema!({ "anyOf": [documented, nothing, { "allOf": [{ "type": "object" }, one] }] })
            }
            Type::Map(_) | Type::Object(_) => json_schema!({ "anyOf": [documented, nothing, empty_list] }),
            Type::JsonText(inner) => {
                let inner = self.ty(inner, Direction::AnswerInTheWild);
                json_schema!({ "anyOf": [documented, inner, nothing] })
            }
            _ => documented,
        }
    }
}

/// The values that are documented: in a request there are no others.
fn choices<T: Copy + Into<Value>>(ty: &str, choices: &[Choice<T>], direction: Direction) -> Schema {
    let values: Vec<Value> = choices.iter().map(|choice| choice.value.into()).collect();
    let docs: Vec<_> = choices.iter().map(|choice| markdown::of(choice.doc)).collect();
    let mut schema = match direction {
        Direction::Request => json_schema!({ "type": ty, "enum": values }),
        _ => json_schema!({ "type": ty, "x-extensible-enum": values }),
    };
    if docs.iter().any(|doc| !doc.is_empty()) {
        schema.insert("x-enum-descriptions".to_owned(), json!(docs));
    }
    schema
}
