//! An endpoint's sample as something to type.

use std::time::Duration;

use serde_json::{Map, Value, json};
use wx_api::{
    Field, ResponseKind, Type, UnixSeconds,
    fixture::{self, Sample},
    registry::Row,
};

use crate::{
    names,
    schema::{InOrder, declared_fields},
    text::{shell_quote, shorten},
};

/// The sample request with its files' bytes cut short.
pub(crate) fn abbreviated(request: &Value) -> Value {
    match request {
        Value::Object(map) => {
            let short = |(key, value): (&String, &Value)| {
                let value = match value {
                    Value::String(data) if key == "data" && map.contains_key("content_type") => {
                        shorten(data, 24).into()
                    }
                    value => abbreviated(value),
                };
                (key.clone(), value)
            };
            Value::Object(map.iter().map(short).collect())
        }
        Value::Array(items) => items.iter().map(abbreviated).collect(),
        value => value.clone(),
    }
}

/// The first sample that says something, or else the first. An instant in it that has passed is put a day from now, so
/// that it can be sent.
pub(crate) fn sample(row: &Row) -> Option<Sample> {
    let samples = fixture::samples(row.meta);
    let says = |sample: &&Sample| sample.request.as_object().is_some_and(|map| !map.is_empty());
    let mut sample = samples.iter().find(says).or(samples.first())?.clone();
    if let Value::Object(request) = &mut sample.request {
        let now = UnixSeconds::now();
        let instants: Vec<_> = declared_fields(row.request.fields, request)
            .into_iter()
            .filter(|(_, ty)| matches!(ty, Type::UnixSeconds))
            .map(|(name, _)| name)
            .collect();
        for name in instants {
            if request.get(name).and_then(Value::as_i64).is_some_and(|instant| instant < now.0) {
                request.insert(name.to_owned(), now.plus(Duration::from_secs(86_400)).0.into());
            }
        }
    }
    Some(sample)
}

/// The `wx call` line.
pub(crate) fn command(row: &Row) -> String {
    let mut line = format!("wx call {}", names::shortest(row));
    let mut request = match sample(row).map(|sample| sample.request) {
        Some(Value::Object(map)) => map,
        _ => made_up(row),
    };
    // The client adds what never varies.
    request.retain(|name, _| !row.meta.fixed.iter().any(|(fixed, _)| fixed == name));
    let is_there = |field: &&Field| matches!(field.ty, Type::File) && request.contains_key(field.name);
    let files: Vec<_> = row.request.fields.iter().filter(is_there).collect();
    for file in &files {
        request.remove(file.name);
    }
    if !request.is_empty() {
        let ty = Type::Object(row.request);
        let json = serde_json::to_string(&InOrder(&Value::Object(request), Some(&ty))).unwrap_or_default();
        line += &format!(" --data {}", shell_quote(&json));
    }
    for file in files {
        line += &format!(" --file {}=./photo.png", file.name);
    }
    if row.meta.response != ResponseKind::Json && row.meta.response != ResponseKind::Empty {
        line += if row.meta.id().starts_with("qrcode.") { " --out code.png" } else { " --out answer.bin" };
    }
    line
}

/// A request with something in every field that must be there, for an endpoint without a sample.
fn made_up(row: &Row) -> Map<String, Value> {
    let mut request = made_up_of(row.request.fields);
    let chosen = row.request.fields.iter().find(|field| row.meta.one_of.first() == Some(&field.name));
    request.extend(chosen.map(|field| (field.name.to_owned(), something(field.ty))));
    request
}

fn made_up_of(fields: &[Field]) -> Map<String, Value> {
    let mut made_up = Map::new();
    for field in fields.iter().filter(|field| !field.optional) {
        match something(field.ty) {
            Value::Object(inner) if field.flat => made_up.extend(inner),
            value => {
                made_up.insert(field.name.to_owned(), value);
            }
        }
    }
    made_up
}

fn something(ty: &Type) -> Value {
    match ty {
        Type::Text | Type::File => "…".into(),
        Type::Date => "20170313".into(),
        Type::Integer | Type::Number => 1.into(),
        Type::UnixSeconds => 1_700_000_000.into(),
        Type::Bool => true.into(),
        Type::List(item) => Value::Array(vec![something(item)]),
        Type::Object(object) => Value::Object(made_up_of(object.fields)),
        Type::Joined(item) => {
            let item = something(item);
            item.as_str().map_or_else(|| item.to_string(), str::to_owned).into()
        }
        Type::JsonText(inner) => something(inner).to_string().into(),
        Type::Words(words) => words.first().map(|word| word.value).into(),
        Type::Codes(codes) => codes.first().map(|code| code.value).into(),
        Type::Variants(variants) => match (variants.all.first(), variants.tag) {
            (Some(first), Some(tag)) => json!({ tag: first.name, first.name: something(first.ty) }),
            (Some(first), None) => something(first.ty),
            (None, _) => Value::Object(Map::new()),
        },
        _ => Value::Object(Map::new()),
    }
}

/// The line of Rust.
pub(crate) fn rust(row: &Row) -> String {
    let name = row.meta.rust_name;
    let call = format!("client.{}({}).await?;", snake(name), made(name, row.request.fields));
    if row.meta.response == ResponseKind::Empty { call } else { format!("let answer = {call}") }
}

/// A value of a struct that is sent.
pub(super) fn made(name: &str, fields: &[Field]) -> String {
    let required: Vec<_> =
        fields.iter().filter(|field| !field.optional).map(|field| ident(field.name)).collect();
    // The macro writes no constructor over more than four.
    match required.len() {
        0..=4 => format!("{name}::new({})", required.join(", ")),
        _ => {
            let optional = fields.iter().filter(|field| field.optional);
            let optional = optional.map(|field| format!("{}: None", ident(field.name)));
            format!("{name} {{ {} }}", required.into_iter().chain(optional).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A field's name as Rust has it: `OrderID` is `order_id`.
fn ident(name: &str) -> String {
    let name = field_name(name);
    if KEYWORDS.contains(&name.as_str()) { format!("r#{name}") } else { name }
}

fn field_name(wire: &str) -> String {
    let chars: Vec<_> = wire.chars().collect();
    let mut name = String::new();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| chars[before]);
        let of_a_word = |before: char| {
            before.is_uppercase() && !chars.get(at + 1).is_some_and(|next| next.is_lowercase())
        };
        if c.is_uppercase() && before.is_some_and(|before| before != '_' && !of_a_word(before)) {
            name.push('_');
        }
        name.extend(c.to_lowercase());
    }
    name
}

/// The words that are no name unless they begin with `r#`.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// `GetPhoneNumber` → `get_phone_number`, as the macro does it.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::endpoint;

    #[test]
    fn a_line_of_rust_is_as_the_macro_has_it() {
        let rust = |name| rust(endpoint(name).unwrap());
        assert_eq!(
            rust("code2Session"),
            "let answer = client.code2_session(Code2Session::new(js_code)).await?;"
        );
        assert_eq!(
            rust("uploadTempMedia"),
            "let answer = client.upload_temp_media(UploadTempMedia::new(r#type, media)).await?;"
        );
        assert_eq!(
            rust("sendCustomMessage"),
            "client.send_custom_message(SendCustomMessage::new(touser, message)).await?;"
        );
    }

    #[test]
    fn a_field_is_called_as_in_rust() {
        for (wire, rust) in [
            ("OrderID", "order_id"),
            ("WXAppId", "wx_app_id"),
            ("ErrCode", "err_code"),
            ("phoneNumber", "phone_number"),
            ("wx_order_id", "wx_order_id"),
            ("type", "r#type"),
        ] {
            assert_eq!(ident(wire), rust);
        }
    }

    #[test]
    fn a_file_is_given_by_its_path() {
        let line = command(endpoint("uploadTempMedia").unwrap());
        assert!(line.starts_with("wx call uploadTempMedia --data '{\"type\":"), "{line}");
        assert!(line.ends_with("--file media=./photo.png"), "{line}");
    }
}
