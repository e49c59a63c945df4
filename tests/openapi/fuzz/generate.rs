//! Values made up from a schema.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::document::Document;

/// How deep a made-up value goes where it may choose.
const DEEP: usize = 6;

/// A value that keeps to the schema, as far as its keywords are the ones our documents have.
pub(crate) fn value(schema: &Value, document: &Document, rng: &mut Rng) -> Value {
    Maker { document }.value(schema, DEEP, rng)
}

struct Maker<'a> {
    document: &'a Document,
}

impl Maker<'_> {
    fn value(&self, schema: &Value, deep: usize, rng: &mut Rng) -> Value {
        let schema = self.document.resolved(schema);
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        if let Some(values) = schema["enum"].as_array() {
            return rng.choice(values).cloned().unwrap_or_default();
        }
        match schema["type"].as_str() {
            Some("string") => self.text(schema, deep, rng).into(),
            Some("integer") => integer(schema, rng).into(),
            Some("number") => {
                let fraction = if rng.bool() { room(schema) } else { 0.0 };
                json!(integer(schema, rng) as f64 + fraction)
            }
            Some("boolean") => rng.bool().into(),
            Some("array") => self.list(schema, deep, rng).into(),
            Some("object") => self.object(schema, deep, rng).into(),
            _ => {
                let shapes = ["oneOf", "anyOf", "allOf"].iter().find_map(|key| schema[*key].as_array());
                match shapes.and_then(|shapes| rng.choice(shapes)) {
                    Some(shape) => self.value(shape, deep, rng),
                    // Anything.
                    None => {
                        rng.choice([json!({ "a": 1 }), json!("a"), json!([1]), json!({})]).unwrap_or_default()
                    }
                }
            }
        }
    }

    fn object(&self, schema: &Value, deep: usize, rng: &mut Rng) -> Map<String, Value> {
        let mut object = Map::new();
        // Shapes that stand beside the properties.
        for shape in schema["allOf"].as_array().into_iter().flatten() {
            if let Value::Object(more) = self.value(shape, deep, rng) {
                object.extend(more);
            }
        }
        let required: Vec<_> = schema["required"].as_array().into_iter().flatten().collect();
        let one_of: Vec<_> =
            schema["oneOf"].as_array().into_iter().flatten().map(|one| &one["required"][0]).collect();
        let chosen = rng.choice(&one_of).copied();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let is = |listed: &&Value| listed.as_str() == Some(name);
            // What stands there where it must not be.
            if *property == false {
                continue;
            }
            let there = match one_of.iter().any(&is) {
                true => chosen.as_ref().is_some_and(is),
                false => required.iter().any(is) || deep > 0 && rng.bool(),
            };
            if there {
                object.insert(name.clone(), self.value(property, deep.saturating_sub(1), rng));
            }
        }
        // Some come together or not at all.
        for (name, others) in schema["dependentRequired"].as_object().into_iter().flatten() {
            for other in others.as_array().into_iter().flatten().filter_map(Value::as_str) {
                if object.contains_key(name) && !object.contains_key(other) {
                    let value = self.value(&schema["properties"][other], deep.saturating_sub(1), rng);
                    object.insert(other.to_owned(), value);
                }
            }
        }
        if let Some(values) = schema.get("additionalProperties").filter(|values| values.is_object()) {
            let count = between(rng, schema["minProperties"].as_u64(), schema["maxProperties"].as_u64());
            for index in 0..count {
                object.insert(format!("key{index}"), self.value(values, deep.saturating_sub(1), rng));
            }
        }
        object
    }

    fn list(&self, schema: &Value, deep: usize, rng: &mut Rng) -> Vec<Value> {
        let count = between(rng, schema["minItems"].as_u64(), schema["maxItems"].as_u64());
        (0..count).map(|_| self.value(&schema["items"], deep.saturating_sub(1), rng)).collect()
    }

    fn text(&self, schema: &Value, deep: usize, rng: &mut Rng) -> String {
        if let Some(inner) = schema.get("contentSchema") {
            return self.value(inner, deep.saturating_sub(1), rng).to_string();
        }
        if let Some(item) = schema.get("x-joined") {
            let count =
                between(rng, schema["x-min-items"].as_u64().or(Some(1)), schema["x-max-items"].as_u64());
            let plain = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let items = (0..count).map(|_| plain(self.value(item, 0, rng)).replace(',', ""));
            return items.collect::<Vec<_>>().join(",");
        }
        let min = schema["minLength"].as_u64().unwrap_or(0);
        let max = schema["maxLength"].as_u64().unwrap_or(40).max(min);
        let length = match rng.u8(..8) {
            0 => min,
            1 => max.min(4096),
            _ => rng.u64(min..=max.min(min + 24)),
        };
        let length = usize::try_from(length).unwrap_or(0);
        match schema["pattern"].as_str() {
            Some("^[0-9]{8}$") => format!("20{:02}{:02}{:02}", rng.u8(..99), rng.u8(1..=12), rng.u8(1..=28)),
            Some(hex) if hex.starts_with("^[0-9a-f]{") => {
                "0".repeat(if hex.contains("64") { 64 } else { 40 })
            }
            // Digits are in every charset.
            Some(_) => (0..length).map(|_| rng.digit(10)).collect(),
            None if schema.get("x-max-width").is_some() || schema.get("x-max-bytes").is_some() => {
                (0..length).map(|_| rng.alphanumeric()).collect()
            }
            None => (0..length).map(|_| letter(rng)).collect(),
        }
    }
}

/// A character, now and then one that is more than a byte.
fn letter(rng: &mut Rng) -> char {
    match rng.u8(..10) {
        0 => rng
            .choice(['中', '文', 'é', '😀', ' ', '"', '\\', '&', '=', '%', '+', '/', '?', '#'])
            .unwrap_or('x'),
        _ => rng.alphanumeric(),
    }
}

/// So many items, few where nothing says how many.
fn between(rng: &mut Rng, min: Option<u64>, max: Option<u64>) -> usize {
    let min = min.unwrap_or(0);
    let max = max.unwrap_or(min + 3).max(min);
    let count = if rng.u8(..10) == 0 { max.min(min + 100) } else { rng.u64(min..=max.min(min + 3)) };
    usize::try_from(count).unwrap_or(0)
}

fn integer(schema: &Value, rng: &mut Rng) -> i64 {
    let above = schema["exclusiveMinimum"].as_i64().map(|than| than + 1);
    let min = schema["minimum"].as_i64().or(above);
    let max = schema["maximum"].as_i64();
    match (min, max) {
        (Some(min), Some(max)) => rng.i64(min..=max),
        (Some(min), None) => min.saturating_add(rng.i64(0..1000)),
        (None, Some(max)) => max.saturating_sub(rng.i64(0..1000)),
        _ => rng.choice([0, 1, 2, 100, -1, 1_700_000_000, i64::MAX, i64::MIN]).unwrap_or(0),
    }
}

/// How far above a whole number a number may be.
fn room(schema: &Value) -> f64 {
    if schema.get("maximum").is_some() { 0.0 } else { 0.5 }
}
