//! An object's schema, field by field.

use std::collections::BTreeMap;

use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

use super::{Direction, components::Components};
use crate::{Field, Place, Type, Variants};

/// An object in the making.
#[derive(Default)]
pub(super) struct Shape {
    properties: Map<String, Value>,
    required: Vec<String>,
    /// Fields that must be there where another is.
    dependent: BTreeMap<String, Vec<String>>,
    /// Shapes that stand beside its properties.
    all_of: Vec<Value>,
    /// The fields of which it has exactly one.
    one_of: &'static [&'static str],
}

/// Which fields of an object are described.
pub(super) type Which<'a> = &'a dyn Fn(&Field) -> bool;

impl Shape {
    /// The fields of an object; those of a field that is flat stand beside the others.
    pub(super) fn of(fields: &'static [Field], direction: Direction, components: &mut Components) -> Self {
        Self::only(fields, &|_| true, direction, components)
    }

    /// Some of the fields.
    pub(super) fn only(
        fields: &'static [Field],
        which: Which<'_>,
        direction: Direction,
        components: &mut Components,
    ) -> Self {
        let mut shape = Self::default();
        for field in fields.iter().filter(|field| field.place != Place::Key && which(field)) {
            match field.ty {
                Type::Object(object) if field.flat => {
                    let inner = Self::of(object.fields, direction, components);
                    shape.flatten(inner, field.optional || direction != Direction::Request);
                }
                Type::Variants(variants) if field.flat => {
                    let schema = components.shapes(variants, direction);
                    shape.all_of.push(if field.optional {
                        or_none(schema, variants)
                    } else {
                        schema.to_value()
                    });
                }
                _ => {
                    let required = !field.optional
                        && match direction {
                            Direction::Request => true,
                            // An answer without a list is one whose list is empty.
                            Direction::Answer => !matches!(field.ty, Type::List(_)),
                            Direction::AnswerInTheWild => field.essential,
                        };
                    shape.property(field.name, components.field(field, direction), required);
                }
            }
        }
        shape
    }

    /// Adds a field.
    pub(super) fn property(&mut self, name: &str, schema: Schema, required: bool) {
        self.properties.insert(name.to_owned(), schema.to_value());
        if required {
            self.required.push(name.to_owned());
        }
    }

    /// Says of which fields it has exactly one.
    pub(super) fn one_of(&mut self, fields: &'static [&'static str]) {
        self.one_of = fields;
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.properties.is_empty() && self.all_of.is_empty()
    }

    /// Whether it cannot be left out.
    pub(super) fn is_needed(&self) -> bool {
        !self.required.is_empty() || !self.all_of.is_empty() || !self.one_of.is_empty()
    }

    /// The fields of another object beside its own; where one may be left out, all of them may, but not some.
    fn flatten(&mut self, inner: Self, optional: bool) {
        if optional {
            for name in inner.properties.keys() {
                let others = inner.required.iter().filter(|other| *other != name);
                let others: Vec<_> = others.cloned().collect();
                if !others.is_empty() {
                    self.dependent.insert(name.clone(), others);
                }
            }
        } else {
            self.required.extend(inner.required);
        }
        self.properties.extend(inner.properties);
        self.dependent.extend(inner.dependent);
        self.all_of.extend(inner.all_of);
    }

    /// The schema of an object that may have more fields.
    pub(super) fn open(self) -> Schema {
        let mut schema = json_schema!({ "type": "object" });
        let mut set = |key: &str, value: Value, empty: bool| {
            if !empty {
                schema.insert(key.to_owned(), value);
            }
        };
        set("required", json!(self.required), self.required.is_empty());
        set("dependentRequired", json!(self.dependent), self.dependent.is_empty());
        set("allOf", json!(self.all_of), self.all_of.is_empty());
        let one_of: Vec<_> = self.one_of.iter().map(|name| json!({ "required": [name] })).collect();
        set("oneOf", json!(one_of), one_of.is_empty());
        set("properties", self.properties.into(), false);
        schema
    }

    /// The schema of an object that has these fields and no others.
    pub(super) fn closed(self) -> Schema {
        // What stands under `allOf` names properties too, which `additionalProperties` does not see.
        let key = if self.all_of.is_empty() { "additionalProperties" } else { "unevaluatedProperties" };
        let mut schema = self.open();
        schema.insert(key.to_owned(), false.into());
        schema
    }

    /// As the direction has it.
    pub(super) fn schema(self, direction: Direction) -> Schema {
        if direction == Direction::Request { self.closed() } else { self.open() }
    }
}

/// One of the shapes, or none of their fields.
fn or_none(schema: Schema, variants: &'static Variants) -> Value {
    let key = if variants.tag.is_some() { "oneOf" } else { "anyOf" };
    let mut schema = schema.to_value();
    let begun = names(&Type::Variants(variants)).into_iter();
    let none: BTreeMap<_, _> = begun.map(|name| (name, false)).collect();
    if let Some(shapes) = schema[key].as_array_mut() {
        shapes.push(json!({ "type": "object", "properties": none }));
    }
    schema
}

/// The names of the fields that a type begins with.
fn names(ty: &Type) -> Vec<&'static str> {
    match ty {
        Type::Object(object) => object
            .fields
            .iter()
            .flat_map(|field| if field.flat { names(field.ty) } else { vec![field.name] })
            .collect(),
        Type::Variants(variants) => match variants.tag {
            Some(tag) => vec![tag],
            None => variants.all.iter().flat_map(|variant| names(variant.ty)).collect(),
        },
        _ => Vec::new(),
    }
}
