//! Whether a request keeps to its description.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use wx_core::{Breach, Choice, Date, Field, Limits, Meta, Place, Type, Upload, View};

use crate::incoming::{self, Fields};

mod shapes;

/// The first thing that is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Where: `data.thing1.value`.
    pub(crate) path: String,
    /// The name of the field there, as it is described.
    pub(crate) field: &'static str,
    pub(crate) kind: Kind,
    /// What is wrong, for people.
    pub(crate) reason: String,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It is not there, or empty where it must not be.
    Missing,
    /// It is of another JSON type.
    Type,
    /// It is none of the documented values.
    Value,
    /// It is too long, too large or too many.
    Size,
    /// It has a character that is not allowed.
    Charset,
    /// It contains what it must not contain.
    Excluded,
    /// It is too small or too great.
    Range,
}

/// Fields that are identifiers of a kind that WeChat never takes empty.
const NEVER_EMPTY: &[&str] =
    &["touser", "openid", "template_id", "media_id", "js_code", "code", "scene", "path"];

/// Numbers that other SDKs, and the older documents, write as strings.
const LENIENT: &[&str] = &["r", "g", "b"];

/// Checks the fields of a request.
pub(crate) fn request(meta: &'static Meta, fields: &'static [Field], given: &Fields) -> Result<(), Problem> {
    let walk = Walk { files: &given.files };
    walk.fields(fields, &given.values, "")?;
    let Some(first) = meta.one_of.first() else { return Ok(()) };
    let is_given = |name: &&&str| given.values.contains_key(**name) || given.files.contains_key(**name);
    let count = meta.one_of.iter().filter(is_given).count();
    let problem = |kind, reason: &str| {
        let reason = format!("{reason} of {}", meta.one_of.join(", "));
        Err(Problem { path: (*first).to_owned(), field: first, kind, reason })
    };
    match count {
        0 => problem(Kind::Missing, "it has none"),
        1 => Ok(()),
        _ => problem(Kind::Value, "it has more than one"),
    }
}

/// Where a check stands.
#[derive(Clone, Copy)]
struct Spot<'a> {
    path: &'a str,
    field: &'static str,
}

impl Spot<'_> {
    fn problem(self, kind: Kind, reason: impl Into<String>) -> Problem {
        Problem { path: self.path.to_owned(), field: self.field, kind, reason: reason.into() }
    }

    /// The first limit that a value breaks, judged as the client judges it.
    fn keeps(self, limits: &Limits, value: View<'_>) -> Result<(), Problem> {
        let Some(breach) = limits.broken_by(value).into_iter().next() else { return Ok(()) };
        let kind = match breach {
            Breach::Character { .. } => Kind::Charset,
            Breach::NotContains(_) => Kind::Excluded,
            Breach::Prefix(_) | Breach::NotPrefix(_) => Kind::Value,
            Breach::Range { .. } | Breach::NotMoreThan { .. } => Kind::Range,
            _ => Kind::Size,
        };
        Err(self.problem(kind, breach.to_string()))
    }
}

struct Walk<'a> {
    files: &'a BTreeMap<String, Upload>,
}

impl Walk<'_> {
    fn fields(
        &self,
        fields: &'static [Field],
        given: &Map<String, Value>,
        path: &str,
    ) -> Result<(), Problem> {
        fields.iter().try_for_each(|field| self.field(field, given, path))
    }

    fn field(&self, field: &'static Field, given: &Map<String, Value>, path: &str) -> Result<(), Problem> {
        if field.place == Place::Key {
            return Ok(());
        }
        if field.flat {
            return self.flat(field, given, path);
        }
        let path = join(path, field.name);
        let spot = Spot { path: &path, field: field.name };
        if matches!(field.ty, Type::File) {
            return match self.files.get(field.name) {
                Some(file) => spot.keeps(&field.limits, View::File(file)),
                None if field.optional => Ok(()),
                None => Err(spot.problem(Kind::Missing, "the file is missing")),
            };
        }
        match given.get(field.name) {
            Some(Value::String(text))
                if text.is_empty() && !field.optional && NEVER_EMPTY.contains(&field.name) =>
            {
                Err(spot.problem(Kind::Missing, "it is empty"))
            }
            Some(value) => self.value(field.ty, &field.limits, value, spot),
            None if field.optional => Ok(()),
            None => Err(spot.problem(Kind::Missing, "it is missing")),
        }
    }

    fn value(
        &self,
        ty: &'static Type,
        limits: &Limits,
        value: &Value,
        spot: Spot<'_>,
    ) -> Result<(), Problem> {
        let wrong = || {
            let reason = format!("{} was due, {} was given", ty.describe(), kind(value));
            Err(spot.problem(Kind::Type, reason))
        };
        if limits.max_json_chars.is_some() {
            spot.keeps(limits, View::Json(value.to_string().chars().count()))?;
        }
        match (ty, value) {
            (Type::Text, Value::String(text)) => self::text(text, limits, spot),
            (Type::Date, Value::String(text)) => match text.parse::<Date>() {
                Ok(_) if text.len() == 8 => Ok(()),
                _ => Err(spot.problem(Kind::Value, "it is no day; a day is written 20170313")),
            },
            (Type::Integer | Type::UnixSeconds, Value::Number(number)) => match number.as_i128() {
                Some(number) => spot.keeps(limits, View::Integer(number)),
                None => wrong(),
            },
            (Type::Integer, Value::String(text)) if LENIENT.contains(&spot.field) => match text.parse() {
                Ok(number) => spot.keeps(limits, View::Integer(number)),
                Err(_) => wrong(),
            },
            (Type::Number, Value::Number(number)) => {
                spot.keeps(limits, View::Number(number.as_f64().unwrap_or(0.0)))
            }
            (Type::Bool, Value::Bool(_)) => Ok(()),
            (Type::Words(words), Value::String(text)) if Choice::holds(words, &text.as_str()) => Ok(()),
            (Type::Words(words), Value::String(_)) => {
                Err(spot.problem(Kind::Value, format!("it is none of {}", Choice::list(words, ", "))))
            }
            (Type::Codes(codes), Value::Number(number)) => match number.as_i64() {
                Some(code) if Choice::holds(codes, &code) => Ok(()),
                _ => Err(spot.problem(Kind::Value, format!("it is none of {}", Choice::list(codes, ", ")))),
            },
            (Type::List(item), Value::Array(items)) => {
                spot.keeps(limits, View::Items(items.len()))?;
                items.iter().enumerate().try_for_each(|(index, value)| {
                    let path = format!("{}[{index}]", spot.path);
                    let spot = Spot { path: &path, ..spot };
                    self.value(item, &NO_LIMITS.limits, value, spot)
                })
            }
            (Type::Joined(item), Value::String(text)) => {
                // As the type reads it: an empty text is an empty list.
                let items = text.split(',').map(str::trim).filter(|text| !text.is_empty());
                let items: Vec<_> = items.map(|text| incoming::typed(item, text)).collect();
                spot.keeps(limits, View::Items(items.len()))?;
                items.iter().try_for_each(|value| self.value(item, &NO_LIMITS.limits, value, spot))
            }
            (Type::JsonText(inner), Value::String(text)) => match serde_json::from_str(text) {
                Ok(value) => self.value(inner, &NO_LIMITS.limits, &value, spot),
                Err(_) => Err(spot.problem(Kind::Value, "it is a string, but no JSON in it")),
            },
            (Type::Map(item), Value::Object(map)) => {
                spot.keeps(limits, View::Items(map.len()))?;
                map.iter().try_for_each(|(key, value)| {
                    let path = join(spot.path, key);
                    let spot = Spot { path: &path, ..spot };
                    self.value(item, &NO_LIMITS.limits, value, spot)
                })
            }
            (Type::Object(object), Value::Object(map)) => self.fields(object.fields, map, spot.path),
            (Type::Variants(variants), Value::Object(map)) => {
                self.variants(variants, map, spot.path, spot.field)
            }
            (
                Type::Text
                | Type::Date
                | Type::Integer
                | Type::UnixSeconds
                | Type::Number
                | Type::Bool
                | Type::Words(_)
                | Type::Codes(_)
                | Type::List(_)
                | Type::Joined(_)
                | Type::JsonText(_)
                | Type::Map(_)
                | Type::Object(_)
                | Type::Variants(_)
                | Type::File,
                _,
            ) => wrong(),
            _ => Ok(()),
        }
    }
}

/// A field without limits, for the items of lists and maps.
static NO_LIMITS: Field = Field::of::<String>("");

fn text(text: &str, limits: &Limits, spot: Spot<'_>) -> Result<(), Problem> {
    spot.keeps(limits, View::Text(text))?;
    let id = matches!(spot.field, "touser" | "openid");
    if id && text.starts_with("invalid") {
        return Err(spot.problem(Kind::Value, "an openid that begins with `invalid` is none"));
    }
    Ok(())
}

fn join(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests;
