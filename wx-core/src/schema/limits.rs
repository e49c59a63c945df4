//! Limits as keywords.

use schemars::Schema;
use serde_json::Value;

use crate::{Field, Limits, Type};

/// Adds what a field's value must keep to.
pub(super) fn add(schema: &mut Schema, field: &Field) {
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            schema.insert(key.to_owned(), value);
        }
    };
    let limits = &field.limits;
    set("x-min-width", limits.min_width.map(Value::from));
    set("x-max-width", limits.max_width.map(Value::from));
    set("x-max-bytes", limits.max_bytes.map(Value::from));
    // A text of so many bytes, or so wide, has no more characters than that.
    let longest = [limits.max_chars, limits.max_width, limits.max_bytes].into_iter().flatten().min();
    let shortest =
        [limits.min_chars, limits.min_width.map(|width| width.div_ceil(2))].into_iter().flatten().max();
    set("minLength", shortest.map(Value::from));
    set("maxLength", longest.map(Value::from));
    set("pattern", Some(limits.charset).filter(|set| !set.is_empty()).map(|_| pattern(limits).into()));
    let (min, max) = limits.range.map_or((None, None), |(min, max)| {
        (Some(min).filter(|&min| min != i64::MIN), Some(max).filter(|&max| max != i64::MAX))
    });
    set("minimum", min.map(Value::from));
    set("maximum", max.map(Value::from));
    set("exclusiveMinimum", limits.more_than.map(Value::from));
    let (least, most) = match field.ty {
        Type::Map(_) => ("minProperties", "maxProperties"),
        Type::Joined(_) if schema_is_text(schema) => ("x-min-items", "x-max-items"),
        _ => ("minItems", "maxItems"),
    };
    for (key, items) in [(least, limits.min_items), (most, limits.max_items)] {
        if let Some(items) = items {
            schema.insert(key.to_owned(), items.into());
        }
    }
}

fn schema_is_text(schema: &Schema) -> bool {
    schema.get("type").is_some_and(|ty| ty == "string")
}

/// The characters allowed, as a regular expression that means the same to every engine.
fn pattern(limits: &Limits) -> String {
    let ascii = (' '..='~').filter(|&c| limits.allows(c));
    let others = limits.charset.chars().filter(|c| !(' '..='~').contains(c));
    let chars: Vec<char> = ascii.chain(others).collect();
    let mut class = String::new();
    let mut rest = &chars[..];
    while let [first, ..] = *rest {
        let run = rest
            .iter()
            .zip(first..)
            .take_while(|(c, due)| **c == *due && c.is_ascii_alphanumeric() == first.is_ascii_alphanumeric());
        let length = run.count().max(1);
        let last = rest[length - 1];
        match length {
            // A range between signs is read by nobody.
            3.. if first.is_ascii_alphanumeric() => class += &format!("{first}-{last}"),
            _ => rest[..length].iter().for_each(|&c| literal(&mut class, c)),
        }
        rest = &rest[length..];
    }
    format!("^[{class}]*$")
}

fn literal(class: &mut String, c: char) {
    if matches!(c, '\\' | ']' | '[' | '^' | '-') {
        class.push('\\');
    }
    class.push(c);
}
