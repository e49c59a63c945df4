//! Limits as keywords.

use schemars::Schema;
use serde_json::{Value, json};

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
    set("x-max-json-chars", limits.max_json_chars.map(Value::from));
    set("x-max-bytes", limits.max_bytes.map(Value::from));
    // A text of so many bytes, or so wide, has no more characters than that.
    let longest = [limits.max_chars, limits.max_width, limits.max_bytes].into_iter().flatten().min();
    let shortest =
        [limits.min_chars, limits.min_width.map(|width| width.div_ceil(2))].into_iter().flatten().max();
    set("minLength", shortest.map(Value::from));
    set("maxLength", longest.map(Value::from));
    let mut patterns = patterns(limits);
    set("not", excluded(limits).map(|pattern| json!({ "pattern": pattern })));
    set(
        "allOf",
        (patterns.len() > 1).then(|| {
            patterns.split_off(1).into_iter().map(|pattern| json!({ "pattern": pattern })).collect()
        }),
    );
    set("pattern", patterns.pop().map(Value::from));
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

/// What a text must match.
fn patterns(limits: &Limits) -> Vec<String> {
    let charset = (!limits.charset.is_empty()).then(|| charset(limits));
    let prefix = (!limits.prefix.is_empty()).then(|| format!("^{}", escaped(limits.prefix)));
    charset.into_iter().chain(prefix).collect()
}

/// What a text must not match. Not every engine knows a lookahead, so this is a pattern of its own.
fn excluded(limits: &Limits) -> Option<String> {
    let start = Some(limits.not_prefix).filter(|prefix| !prefix.is_empty());
    let part = Some(limits.not_contains).filter(|part| !part.is_empty());
    let either = start.map(|prefix| format!("^{}", escaped(prefix))).into_iter().chain(part.map(escaped));
    Some(either.collect::<Vec<_>>().join("|")).filter(|pattern| !pattern.is_empty())
}

/// A text as a regular expression that matches it alone.
fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if r"\^$.|?*+()[]{}".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

/// The characters allowed, as a regular expression that means the same to every engine.
fn charset(limits: &Limits) -> String {
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
