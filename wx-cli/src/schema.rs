//! The fields of a request or an answer as a tree, for people and for JSON.

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;
use wx_api::{Choice, Field, Limits, Object, Place, Type};

/// No type goes deeper; one that does contains itself.
const DEEPEST: usize = 8;

/// A field, or one shape of several.
#[derive(Debug, Serialize)]
pub(crate) struct Node {
    /// The name on the wire.
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) required: bool,
    /// Whether it is no field itself: what is in it stands beside the other fields.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) flat: bool,
    /// `query`, or `key`: it signs the call and does not travel.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<&'static str>,
    /// Whether it stands in the query once for each of its items.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) repeat: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) secret: bool,
    /// Whether an answer or a push without it is an error.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) essential: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) limits: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) doc: String,
    /// The values it may have, where they are few.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) values: Vec<Worth>,
    /// What is inside; of a shape among several, what belongs to that shape.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) fields: Vec<Node>,
    /// The shapes of which the value has one.
    #[serde(rename = "one_of", skip_serializing_if = "Vec::is_empty")]
    pub(crate) shapes: Vec<Node>,
}

/// A value and what it means.
#[derive(Debug, Serialize)]
pub(crate) struct Worth {
    pub(crate) value: Value,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) doc: String,
}

/// The values of a type that lists them.
fn values(ty: &Type) -> Vec<Worth> {
    fn worth<T: Copy + Into<Value>>(choice: &Choice<T>) -> Worth {
        Worth { value: choice.value.into(), doc: crate::text::plain(choice.doc.trim()) }
    }
    match ty {
        Type::Words(words) => words.iter().map(worth).collect(),
        Type::Codes(codes) => codes.iter().map(worth).collect(),
        Type::List(item) | Type::Joined(item) | Type::JsonText(item) | Type::Map(item) => values(item),
        _ => Vec::new(),
    }
}

/// The fields of a request.
pub(crate) fn sent(object: &Object) -> Vec<Node> {
    let mut fields = nodes(object, 0);
    never_missing(&mut fields);
    fields
}

/// The fields of a reply to a push.
pub(crate) fn replied(ty: &Type) -> Vec<Node> {
    let mut fields = received(ty);
    never_missing(&mut fields);
    fields
}

/// The fields of an answer or a push, if it has any.
pub(crate) fn received(ty: &Type) -> Vec<Node> {
    inside(ty, 0).0
}

/// What is sent has its required fields.
fn never_missing(fields: &mut [Node]) {
    for field in fields {
        field.essential = false;
        never_missing(&mut field.fields);
        never_missing(&mut field.shapes);
    }
}

fn nodes(object: &Object, depth: usize) -> Vec<Node> {
    let mut nodes = Vec::new();
    for field in object.fields {
        match (field.flat, field.ty) {
            // Its fields stand beside the others.
            (true, Type::Object(inner)) if depth < DEEPEST => nodes.extend(self::nodes(inner, depth + 1)),
            _ => nodes.push(node(field, depth)),
        }
    }
    nodes
}

fn node(field: &Field, depth: usize) -> Node {
    let (fields, shapes) = inside(field.ty, depth + 1);
    let tag = match field.ty {
        Type::Variants(variants) if field.flat => variants.tag,
        _ => None,
    };
    Node {
        name: tag.unwrap_or(field.name).to_owned(),
        flat: field.flat && tag.is_none(),
        kind: if shapes.is_empty() { field.ty.describe() } else { "one of".into() },
        required: !field.optional,
        place: match field.place {
            Place::Query => Some("query"),
            Place::Key => Some("key"),
            _ => None,
        },
        repeat: field.repeat,
        secret: field.secret,
        essential: field.essential && !field.optional,
        limits: limits(&field.limits),
        doc: crate::text::plain(field.doc.trim()),
        values: values(field.ty),
        fields,
        shapes,
    }
}

fn inside(ty: &Type, depth: usize) -> (Vec<Node>, Vec<Node>) {
    if depth > DEEPEST {
        return Default::default();
    }
    match ty {
        Type::Object(object) => (nodes(object, depth), Vec::new()),
        Type::List(item) | Type::Joined(item) | Type::JsonText(item) | Type::Map(item) => inside(item, depth),
        Type::Variants(variants) => {
            let shapes = variants.all.iter().map(|variant| {
                let (fields, shapes) = inside(variant.ty, depth + 1);
                Node {
                    name: variant.name.to_owned(),
                    kind: variant.ty.describe(),
                    required: false,
                    flat: false,
                    place: None,
                    repeat: false,
                    secret: false,
                    essential: false,
                    limits: Vec::new(),
                    doc: String::new(),
                    values: Vec::new(),
                    fields,
                    shapes,
                }
            });
            (Vec::new(), shapes.collect())
        }
        _ => Default::default(),
    }
}

fn limits(limits: &Limits) -> Vec<String> {
    let mut said = Vec::new();
    let mut between = |min: Option<usize>, max: Option<usize>, unit: &str| match (min, max) {
        (Some(min), Some(max)) if min == max => said.push(format!("exactly {max} {unit}")),
        (Some(min), Some(max)) => said.push(format!("{min} to {max} {unit}")),
        (Some(min), None) => said.push(format!("at least {min} {unit}")),
        (None, Some(max)) => said.push(format!("at most {max} {unit}")),
        (None, None) => {}
    };
    between(limits.min_chars, limits.max_chars, "characters");
    between(limits.min_width, limits.max_width, "columns, a Chinese character takes two");
    between(None, limits.max_bytes, "bytes");
    between(None, limits.max_json_chars, "characters of JSON");
    between(limits.min_items, limits.max_items, "items");
    match limits.range {
        Some((min, i64::MAX)) => said.push(format!("at least {min}")),
        Some((i64::MIN, max)) => said.push(format!("at most {max}")),
        Some((min, max)) => said.push(format!("{min} to {max}")),
        None => {}
    }
    said.extend(limits.more_than.map(|than| format!("more than {than}")));
    if !limits.charset.is_empty() {
        said.push(format!("only {}", limits.charset));
    }
    for (what, part) in [
        ("starts with", limits.prefix),
        ("must not start with", limits.not_prefix),
        ("must not contain", limits.not_contains),
    ] {
        if !part.is_empty() {
            said.push(format!("{what} {part}"));
        }
    }
    said
}

/// A JSON value whose objects list their fields in the order the type declares them.
#[derive(Debug)]
pub(crate) struct InOrder<'a>(pub(crate) &'a Value, pub(crate) Option<&'a Type>);

impl Serialize for InOrder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.0, self.1) {
            (Value::Object(map), ty) => {
                let declared = declared(ty, map);
                let rank =
                    |key: &str| declared.iter().position(|(name, _)| *name == key).unwrap_or(usize::MAX);
                let mut keys: Vec<_> = map.keys().collect();
                keys.sort_by_key(|key| rank(key));
                let mut out = serializer.serialize_map(Some(keys.len()))?;
                for key in keys {
                    let of_map = if let Some(Type::Map(value)) = ty { Some(*value) } else { None };
                    let inner = declared.iter().find(|(name, _)| name == key).map(|(_, ty)| *ty).or(of_map);
                    out.serialize_entry(key, &InOrder(&map[key], inner))?;
                }
                out.end()
            }
            (Value::Array(items), Some(Type::List(ty))) => {
                serializer.collect_seq(items.iter().map(|item| InOrder(item, Some(ty))))
            }
            (value, _) => value.serialize(serializer),
        }
    }
}

/// The fields an object of this type may have, flattened ones included.
pub(crate) fn declared<'a>(
    ty: Option<&'a Type>,
    map: &serde_json::Map<String, Value>,
) -> Vec<(&'a str, &'a Type)> {
    match ty {
        Some(Type::Object(object)) => declared_fields(object.fields, map),
        Some(Type::Variants(variants)) => {
            let tag = variants.tag.map(|tag| (tag, &Type::Text));
            let named = variants.all.iter().flat_map(|variant| match variants.tag {
                // The content stands under the shape's own name.
                Some(tag) if map.get(tag).and_then(Value::as_str) == Some(variant.name) => {
                    vec![(variant.name, variant.ty)]
                }
                Some(_) => Vec::new(),
                None => declared(Some(variant.ty), map),
            });
            tag.into_iter().chain(named).collect()
        }
        _ => Vec::new(),
    }
}

pub(crate) fn declared_fields<'a>(
    fields: &'a [Field],
    map: &serde_json::Map<String, Value>,
) -> Vec<(&'a str, &'a Type)> {
    let of = |field: &'a Field| match field.flat {
        true => declared(Some(field.ty), map),
        false => vec![(field.name, field.ty)],
    };
    fields.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_says_both_its_ends_or_the_one_it_has() {
        let said = |field: Field| limits(&field.limits).join("; ");
        assert_eq!(said(Field::of::<i64>("a").range(1, 30)), "1 to 30");
        assert_eq!(said(Field::of::<i64>("a").range(1, i64::MAX)), "at least 1");
        assert_eq!(said(Field::of::<i64>("a").range(i64::MIN, 9)), "at most 9");
        assert_eq!(said(Field::of::<i64>("a").more_than(0)), "more than 0");
        let text = Field::of::<String>("a").min_chars(6).max_chars(32).max_bytes(64).charset("0-9");
        assert_eq!(said(text), "6 to 32 characters; at most 64 bytes; only 0-9");
        let text = Field::of::<String>("a").prefix("pages/").not_prefix("/").not_contains("?");
        assert_eq!(said(text), "starts with pages/; must not start with /; must not contain ?");
        let text = Field::of::<String>("a").min_width(4).max_width(4);
        assert_eq!(said(text), "exactly 4 columns, a Chinese character takes two");
        assert_eq!(said(Field::of::<Vec<String>>("a").min_items(2)), "at least 2 items");
    }
}
