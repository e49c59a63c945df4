//! Answers of endpoints that nothing else is known about: their sample, or one made up from their type.

use serde_json::{Map, Value, json};
use wx_core::{Date, Object, Place, ResponseKind, Type, UnixSeconds, registry::Row};
use wx_specs::fixture::Sample;

use crate::{incoming::Fields, qr, reply::Answer, route::Route};

/// How deep a made-up answer goes; types may contain themselves.
const DEPTH: usize = 8;

/// The endpoint's sample, or an answer made up from its type.
pub(crate) fn answer(route: &Route, fields: &Fields) -> Answer {
    let sample = choose(route.row, route.samples(), fields);
    if let Some(response) = sample.and_then(|sample| sample.response.clone()) {
        return Answer::Json(response);
    }
    let row = route.row;
    match (row.meta.response, row.response) {
        (ResponseKind::Empty, _) => Answer::ok(),
        (ResponseKind::Binary | ResponseKind::BinaryOrJson, _) => {
            let picture = qr::draw(&row.meta.id(), &qr::Look::default());
            Answer::png(picture.unwrap_or_default())
        }
        (_, Some(ty)) => {
            let mut made_up = made_up(ty, "", DEPTH);
            if let Value::Object(map) = &mut made_up {
                map.entry("errcode").or_insert(json!(0));
                map.entry("errmsg").or_insert(json!("ok"));
            }
            Answer::Json(made_up)
        }
        (_, None) => Answer::ok(),
    }
}

/// An object of these fields, each made up from its type.
pub(crate) fn of_fields(object: &'static Object) -> Map<String, Value> {
    match made_up(&Type::Object(object), "", DEPTH) {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// The first sample whose request has the same shape, else the first.
fn choose<'a>(row: &Row, samples: &'a [Sample], fields: &Fields) -> Option<&'a Sample> {
    let signatures = row.meta.sign.iter().flat_map(|signature| signature.fields());
    let mut given = fields.values.clone();
    signatures.for_each(|name| drop(given.remove(*name)));
    // The key that signs stands in the sample and does not travel.
    let key =
        |name: &str| row.request.fields.iter().any(|field| field.name == name && field.place == Place::Key);
    let same = |sample: &&Sample| match &sample.request {
        Value::Object(request) => {
            let files = fields.files.keys();
            let keys = request.keys().filter(|name| !fields.files.contains_key(*name) && !key(name));
            let texts: Map<_, _> = keys.map(|key| (key.clone(), request[key].clone())).collect();
            files.into_iter().all(|file| request.contains_key(file)) && same_keys(&texts, &given)
        }
        _ => false,
    };
    samples.iter().find(same).or_else(|| samples.first())
}

/// Whether two objects have the same keys, and those inside them; what a list holds does not count.
fn same_keys(sample: &Map<String, Value>, given: &Map<String, Value>) -> bool {
    // The appid and secret of a credential are not in the sample.
    let credential = |key: &str| matches!(key, "appid" | "secret");
    let inside = |key: &String, value: &Value| match (value, given.get(key)) {
        (Value::Object(sample), Some(Value::Object(given))) => same_keys(sample, given),
        (_, given) => given.is_some(),
    };
    sample.iter().all(|(key, value)| inside(key, value))
        && given.keys().all(|key| sample.contains_key(key) || credential(key))
}

/// A value of a type; `name` is the field it is for.
fn made_up(ty: &Type, name: &str, depth: usize) -> Value {
    if depth == 0 {
        return Value::Null;
    }
    let object = |fields: &[wx_core::Field]| {
        let mut map = Map::new();
        for field in fields {
            let value = made_up(field.ty, field.name, depth - 1);
            match value {
                Value::Object(inner) if field.flat => map.extend(inner),
                // What is too deep to go on is left out.
                Value::Null => {}
                value => {
                    map.insert(field.name.to_owned(), value);
                }
            }
        }
        Value::Object(map)
    };
    match ty {
        Type::Text if name.is_empty() => json!("text"),
        Type::Text => json!(name),
        Type::Date => json!(Date::yesterday()),
        Type::Integer => json!(1),
        Type::UnixSeconds => json!(UnixSeconds::now()),
        Type::Number => json!(0.5),
        Type::Bool => json!(true),
        Type::List(item) => match made_up(item, name, depth - 1) {
            Value::Null => json!([]),
            item => json!([item]),
        },
        Type::Joined(item) => match made_up(item, name, depth - 1) {
            Value::String(text) => json!(text),
            item => json!(item.to_string()),
        },
        Type::JsonText(inner) => json!(made_up(inner, name, depth - 1).to_string()),
        Type::Map(value) => json!({ "key": made_up(value, "", depth - 1) }),
        Type::Object(inner) => object(inner.fields),
        Type::Words(words) => json!(words.first().map_or("", |word| word.value)),
        Type::Codes(codes) => json!(codes.first().map_or(0, |code| code.value)),
        Type::Variants(variants) => match (variants.all.first(), variants.tag) {
            (Some(first), Some(tag)) => json!({
                tag: first.name,
                first.name: made_up(first.ty, first.name, depth - 1),
            }),
            (Some(first), None) => made_up(first.ty, name, depth - 1),
            (None, _) => json!({}),
        },
        _ => json!({}),
    }
}
