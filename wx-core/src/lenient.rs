//! JSON as WeChat really sends it, read into the types it documents.
//!
//! A field's type decides what is forgiven, so no author of a spec has to remember it:
//!
//! | the type | also accepts |
//! |---|---|
//! | `String` | a number, `true`/`false`, `null` (empty) |
//! | a number | a string that holds one; a whole number written `86.0` |
//! | `bool` | `0`, `1`, `"0"`, `"1"`, `"true"`, `"false"` |
//! | `Option<T>` | `null` and `""` are `None` |
//! | `Vec<T>` | `null` and `""` are empty, a single value is a list of one |
//! | a map or struct | `[]` is empty, as is `null` or `""` for a map |

use std::fmt::{self, Display};

use serde::{
    Deserialize,
    de::{
        self, DeserializeOwned, Deserializer, IntoDeserializer, Unexpected, Visitor,
        value::BorrowedStrDeserializer,
    },
    forward_to_deserialize_any,
};
use serde_json::{Map, Value};

/// Reads a type out of an answer.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, Misfit> {
    T::deserialize(Lenient(value))
}

/// Why an answer does not fit its type. Values are never quoted, they may be secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    path: String,
    problem: String,
}

impl Misfit {
    /// What stands at `path` does not fit.
    pub fn at(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { path: path.into(), problem: problem.into() }
    }

    /// A field is not there.
    pub fn missing(field: &str) -> Self {
        Self::at("", format!("`{field}` is missing"))
    }

    /// The JSON path that failed: `phone_info.watermark.timestamp`; empty for the whole answer.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn under(mut self, step: impl Display) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{step}{dot}{}", self.path);
        self
    }
}

impl Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.problem),
            path => write!(f, "at `{path}`: {}", self.problem),
        }
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: Display>(problem: T) -> Self {
        Self::at("", problem.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::at("", format!("expected {expected}, found {}", kind(found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::at("", format!("expected one of {}", expected.join(", ")))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::missing(field)
    }
}

fn kind(found: Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "a boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "a whole number",
        Unexpected::Float(_) => "a number",
        Unexpected::Str("") => "an empty string",
        Unexpected::Char(_) | Unexpected::Str(_) => "a string",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "a list",
        Unexpected::Map => "an object",
        _ => "something else",
    }
}

/// One JSON value, read leniently.
#[derive(Clone, Copy)]
struct Lenient<'de>(&'de Value);

impl<'de> Lenient<'de> {
    fn wrong<T>(self, expected: &dyn de::Expected) -> Result<T, Misfit> {
        let found = match self.0 {
            Value::Null => Unexpected::Unit,
            Value::Bool(yes) => Unexpected::Bool(*yes),
            Value::Number(_) => Unexpected::Float(0.0),
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        };
        Err(de::Error::invalid_type(found, expected))
    }

    fn is_blank(self) -> bool {
        matches!(self.0, Value::Null) || matches!(self.0, Value::String(text) if text.is_empty())
    }

    fn object(self) -> Option<Object<'de>> {
        match self.0 {
            Value::Object(map) => Some(Object::new(map)),
            Value::Array(list) if list.is_empty() => Some(Object::empty()),
            _ => None,
        }
    }
}

/// Numbers: as they are, out of a string, or whole though written with a fraction.
macro_rules! number {
    ($($method:ident $visit:ident $ty:ty;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            let number: Option<$ty> = match self.0 {
                Value::Number(number) => <$ty>::deserialize(number).ok().or_else(|| {
                    let number = number.as_f64().filter(|number| number.fract() == 0.0)?;
                    number.to_string().parse().ok()
                }),
                Value::String(text) => text.trim().parse().ok(),
                _ => None,
            };
            match number {
                Some(number) => visitor.$visit(number),
                None => self.wrong(&visitor),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Lenient<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(yes) => visitor.visit_bool(*yes),
            Value::Number(number) => number.deserialize_any(visitor).map_err(de::Error::custom),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(list) => visitor.visit_seq(List { items: list, next: 0 }),
            Value::Object(map) => visitor.visit_map(Object::new(map)),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let yes = match self.0 {
            Value::Bool(yes) => Some(*yes),
            Value::Number(number) => match number.as_i64() {
                Some(0) => Some(false),
                Some(1) => Some(true),
                _ => None,
            },
            Value::String(text) => match text.trim() {
                "0" | "false" => Some(false),
                "1" | "true" => Some(true),
                _ => None,
            },
            _ => None,
        };
        match yes {
            Some(yes) => visitor.visit_bool(yes),
            None => self.wrong(&visitor),
        }
    }

    number! {
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
        deserialize_f32 visit_f32 f32;
        deserialize_f64 visit_f64 f64;
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Number(number) => visitor.visit_string(number.to_string()),
            Value::Bool(yes) => visitor.visit_string(yes.to_string()),
            Value::Null => visitor.visit_borrowed_str(""),
            _ => self.wrong(&visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.is_blank() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Array(list) => visitor.visit_seq(List { items: list, next: 0 }),
            _ if self.is_blank() => visitor.visit_seq(List { items: &[], next: 0 }),
            _ => visitor.visit_seq(List { items: std::slice::from_ref(self.0), next: 0 }),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.object() {
            Some(object) => visitor.visit_map(object),
            None if self.is_blank() => visitor.visit_map(Object::empty()),
            None => self.wrong(&visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.object() {
            Some(object) => visitor.visit_map(object),
            None => self.wrong(&visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::String(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            Value::Number(number) => visitor.visit_enum(number.to_string().into_deserializer()),
            Value::Object(_) => self.0.deserialize_enum(name, variants, visitor).map_err(de::Error::custom),
            _ => self.wrong(&visitor),
        }
    }

    forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

struct List<'de> {
    items: &'de [Value],
    next: usize,
}

impl<'de> de::SeqAccess<'de> for List<'de> {
    type Error = Misfit;

    fn next_element_seed<T: de::DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Misfit> {
        let Some(item) = self.items.get(self.next) else {
            return Ok(None);
        };
        self.next += 1;
        let at = |misfit: Misfit| misfit.under(format_args!("[{}]", self.next - 1));
        seed.deserialize(Lenient(item)).map(Some).map_err(at)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len() - self.next)
    }
}

struct Object<'de> {
    entries: Option<serde_json::map::Iter<'de>>,
    current: Option<(&'de str, &'de Value)>,
}

impl<'de> Object<'de> {
    fn new(map: &'de Map<String, Value>) -> Self {
        Self { entries: Some(map.iter()), current: None }
    }

    fn empty() -> Self {
        Self { entries: None, current: None }
    }
}

impl<'de> de::MapAccess<'de> for Object<'de> {
    type Error = Misfit;

    fn next_key_seed<K: de::DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some((key, value)) = self.entries.as_mut().and_then(Iterator::next) else {
            return Ok(None);
        };
        self.current = Some((key, value));
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: de::DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let (key, value) = self.current.take().ok_or_else(|| Misfit::at("", "a value without its key"))?;
        seed.deserialize(Lenient(value)).map_err(|misfit| misfit.under(key))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    struct Inner {
        id: u32,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Answer {
        country: String,
        count: i64,
        ratio: f64,
        open: bool,
        inner: Option<Inner>,
        list: Vec<Inner>,
        map: BTreeMap<String, u8>,
    }

    #[test]
    fn what_the_wild_sends_is_read() {
        let value = json!({
            "country": 86, "count": "-7", "ratio": "1.5", "open": 1, "inner": "", "list": {"id": "3"}, "map": [],
            "unheard_of": {"x": [1]},
        });
        let expected = Answer {
            country: "86".into(),
            count: -7,
            ratio: 1.5,
            open: true,
            inner: None,
            list: vec![Inner { id: 3 }],
            map: BTreeMap::new(),
        };
        assert_eq!(from_value(&value), Ok(expected));
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_fraction_but_not_have_one() {
        assert_eq!(from_value(&json!(86.0)), Ok(86_u8));
        assert!(from_value::<u8>(&json!(86.5)).is_err());
        assert!(from_value::<u8>(&json!(300)).is_err());
        assert_eq!(from_value(&json!(1)), Ok(1.0_f64));
    }

    #[test]
    fn one_value_is_a_list_of_one() {
        assert_eq!(from_value(&json!("7")), Ok(vec![7_u8]));
        assert_eq!(from_value(&json!("a")), Ok(vec!["a".to_owned()]));
        let error = from_value::<Vec<u8>>(&json!("a")).unwrap_err();
        assert_eq!(error.to_string(), "at `[0]`: expected u8, found a string");
    }

    #[test]
    fn a_misfit_names_the_path_and_not_the_value() {
        let value = json!({"list": [{"id": 1}, {"id": "SECRET"}]});
        let error = from_value::<BTreeMap<String, Vec<Inner>>>(&value).unwrap_err();
        assert_eq!(error.to_string(), "at `list[1].id`: expected u32, found a string");
        assert_eq!(from_value::<Inner>(&json!({})).unwrap_err().to_string(), "`id` is missing");
    }
}
