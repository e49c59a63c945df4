use serde_json::json;

use super::*;
use crate::{Choice, Field, Object, Variant, Variants, Wire};

fn of<T: Wire>(direction: Direction) -> Value {
    T::TYPE.schema(direction).to_value()
}

/// An object of these fields.
macro_rules! object {
    ($name:literal, [$($field:expr),*]) => {{
        static FIELDS: &[Field] = &[$($field),*];
        static OBJECT: Object = Object { name: $name, fields: FIELDS };
        static TYPE: Type = Type::Object(&OBJECT);
        &TYPE
    }};
}

/// The one schema in `$defs`, or else under this name.
fn defined(ty: &'static Type, direction: Direction, name: &str) -> Value {
    ty.schema(direction).to_value()["$defs"][name].clone()
}

#[test]
fn limits_are_keywords() {
    let ty = object!(
        "Limited",
        [
            Field::of::<String>("chars").min_chars(2).max_chars(8),
            Field::of::<String>("width").min_width(3).max_width(30),
            Field::of::<String>("bytes").max_bytes(2048),
            Field::of::<String>("set").charset("0-9a-f-]^\\中"),
            Field::of::<String>("page").prefix("pages/").not_prefix("pages//").not_contains("?"),
            Field::of::<String>("both").charset("a-z/").prefix("/"),
            Field::of::<i64>("range").range(1, 30),
            Field::of::<i64>("open").range(1, i64::MAX),
            Field::of::<f64>("more").more_than(0),
            Field::of::<Vec<String>>("list").min_items(1).max_items(3).max_json_chars(99),
            Field::of::<crate::Joined<u32>>("joined").max_items(3),
            Field::of::<std::collections::BTreeMap<String, String>>("map").max_items(4)
        ]
    );
    let schema = defined(ty, Direction::Request, "Limited");
    assert_eq!(schema["additionalProperties"], json!(false));
    let expected = json!({
        "chars": { "type": "string", "minLength": 2, "maxLength": 8 },
        "width": { "type": "string", "minLength": 2, "maxLength": 30, "x-min-width": 3, "x-max-width": 30 },
        "bytes": { "type": "string", "maxLength": 2048, "x-max-bytes": 2048 },
        "set": { "type": "string", "pattern": "^[\\-0-9\\\\\\]\\^a-f中]*$" },
        "page": { "type": "string", "pattern": "^pages/", "not": { "pattern": "^pages//|\\?" } },
        "both": { "type": "string", "pattern": "^[/a-z]*$", "allOf": [{ "pattern": "^/" }] },
        "range": { "type": "integer", "format": "int64", "minimum": 1, "maximum": 30 },
        "open": { "type": "integer", "format": "int64", "minimum": 1 },
        "more": { "type": "number", "format": "double", "exclusiveMinimum": 0 },
        "list": { "type": "array", "items": { "type": "string" }, "minItems": 1, "maxItems": 3, "x-max-json-chars": 99 },
        "joined": { "type": "string", "x-joined": { "type": "integer", "format": "int64" }, "x-max-items": 3 },
        "map": { "type": "object", "additionalProperties": { "type": "string" }, "maxProperties": 4 },
    });
    assert_eq!(schema["properties"], expected);
    assert!(defined(ty, Direction::Answer, "Limited").get("additionalProperties").is_none());
}

#[test]
fn values_are_all_in_a_request_and_known_ones_in_an_answer() {
    static WORDS: Type = Type::Words(&[Choice::of("a").doc("The [`A`](Self::A)."), Choice::of("b")]);
    let docs = json!(["The `A`.", ""]);
    assert_eq!(
        WORDS.schema(Direction::Request).to_value(),
        json!({ "type": "string", "enum": ["a", "b"], "x-enum-descriptions": docs })
    );
    assert_eq!(
        WORDS.schema(Direction::Answer).to_value(),
        json!({ "type": "string", "x-extensible-enum": ["a", "b"], "x-enum-descriptions": docs })
    );
}

#[test]
fn texts_that_hold_something_say_what() {
    assert_eq!(
        of::<crate::JsonText<Vec<u8>>>(Direction::Request),
        json!({
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": { "type": "array", "items": { "type": "integer", "format": "int64" } },
        })
    );
    assert_eq!(of::<crate::Date>(Direction::Request)["pattern"], "^[0-9]{8}$");
    assert_eq!(of::<crate::UnixSeconds>(Direction::Answer)["x-unit"], "unix-seconds");
}

static TEXT: Object = Object { name: "Text", fields: &[Field::of::<String>("content")] };

struct TextType;
impl Wire for TextType {
    const TYPE: &'static Type = &Type::Object(&TEXT);
}

#[test]
fn a_tag_is_a_discriminator() {
    static TAGGED: Type = Type::Variants(&Variants {
        name: "Message",
        tag: Some("msgtype"),
        all: &[Variant { name: "plain_text", ty: &Type::Object(&TEXT) }],
    });
    let schema = TAGGED.schema(Direction::Request).to_value();
    assert_eq!(schema["$ref"], "#/$defs/Message");
    assert_eq!(schema["unevaluatedProperties"], json!(false));
    assert_eq!(
        schema["$defs"]["Message"],
        json!({
            "oneOf": [{ "$ref": "#/$defs/MessagePlainText" }],
            "discriminator": {
                "propertyName": "msgtype",
                "mapping": { "plain_text": "#/$defs/MessagePlainText" },
            },
        })
    );
    assert_eq!(schema["$defs"]["MessagePlainText"]["properties"]["msgtype"]["const"], "plain_text");
}

#[test]
fn flat_fields_stand_beside_the_others_and_come_together() {
    let ty = object!("Outer", [Field::of::<String>("own"), Field::of::<TextType>("text").flat().defaulted()]);
    let schema = defined(ty, Direction::Request, "Outer");
    assert_eq!(schema["required"], json!(["own"]));
    assert!(schema["properties"].get("content").is_some() && schema.get("dependentRequired").is_none());
    static PAIR: Object =
        Object { name: "Pair", fields: &[Field::of::<String>("left"), Field::of::<String>("right")] };
    struct PairType;
    impl Wire for PairType {
        const TYPE: &'static Type = &Type::Object(&PAIR);
    }
    let ty = object!("Outer", [Field::of::<PairType>("pair").flat().defaulted()]);
    let schema = defined(ty, Direction::Request, "Outer");
    assert_eq!(schema["dependentRequired"], json!({ "left": ["right"], "right": ["left"] }));
    let ty = object!("Outer", [Field::of::<PairType>("pair").flat()]);
    assert_eq!(defined(ty, Direction::Request, "Outer")["required"], json!(["left", "right"]));
}

#[test]
fn two_types_of_one_name_are_two() {
    static OTHER: Object = Object { name: "Text", fields: &[Field::of::<i64>("content")] };
    struct OtherType;
    impl Wire for OtherType {
        const TYPE: &'static Type = &Type::Object(&OTHER);
    }
    let ty = object!(
        "Both",
        [Field::of::<TextType>("one"), Field::of::<TextType>("again"), Field::of::<OtherType>("other")]
    );
    let schema = ty.schema(Direction::Request).to_value();
    let names: Vec<_> = schema["$defs"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["Both", "Text", "Text2"]);
    let fields = &schema["$defs"]["Both"]["properties"];
    assert_eq!(fields["one"], fields["again"]);
    assert_ne!(fields["one"], fields["other"]);
}

#[test]
fn a_secret_is_written_or_read_only() {
    let ty = object!("Login", [Field::of::<crate::SessionKey>("session_key").secret()]);
    let secret = |direction| defined(ty, direction, "Login")["properties"]["session_key"].clone();
    assert_eq!(
        secret(Direction::Request),
        json!({ "type": "string", "format": "password", "writeOnly": true })
    );
    assert_eq!(
        secret(Direction::Answer),
        json!({ "type": "string", "format": "password", "readOnly": true })
    );
}

#[test]
fn in_the_wild_numbers_may_be_texts() {
    let number = of::<i64>(Direction::AnswerInTheWild);
    assert_eq!(number["anyOf"][0], json!({ "type": "integer", "format": "int64" }));
    assert_eq!(number["anyOf"][1]["type"], "string");
}

#[test]
fn documentation_is_plain_commonmark() {
    assert_eq!(
        markdown::of(" with [`CreateQrCode`] and [`scene`](Self::scene), [a], [page](https://x.y/z) "),
        "with `CreateQrCode` and `scene`, [a], [page](https://x.y/z)"
    );
}
