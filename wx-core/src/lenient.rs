//! JSON as WeChat really sends it, read into the types it documents.
//!
//! A field's type decides what is forgiven, so no author of a spec has to remember it:
//!
//! | the type | also accepts |
//! |---|---|
//! | `String` | a number, `true`/`false`, `null` (empty) |
//! | a number | a string that holds one; a whole number written `86.0`; `null` and `""` are 0 |
//! | `bool` | `0`, `1`, `"0"`, `"1"`, `"true"`, `"false"`; `null` and `""` are `false` |
//! | `Option<T>` | `null`, `""`, `[]` and `{}` are `None` |
//! | `Vec<T>` | `null`, `""` and `{}` are empty, a single value is a list of one |
//! | a map or struct | `null`, `""` and `[]` are an object without fields |
//!
//! A field that is missing has the value of its type's [`Absence`](crate::Absence).
use serde::{
    Deserialize,
    de::{
        self, DeserializeOwned, Deserializer, IntoDeserializer, Unexpected, Visitor,
        value::{BorrowedStrDeserializer, MapAccessDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_json::{Number, Value};

use crate::{Json, status};

mod misfit;

pub use misfit::Misfit;

/// Reads a type out of JSON that WeChat sent.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, Misfit> {
    T::deserialize(Lenient::new(value))
}

/// The same, out of an answer as it came. An object is no answer if it has neither an error code nor any field of the type.
pub(crate) fn from_answer<T: DeserializeOwned>(answer: &Json) -> Result<T, Misfit> {
    T::deserialize(Lenient { tree: answer.look(), must_have: Some(MustHave::FieldOrCode) })
}

/// The same as [`from_value`], out of an object that must have at least one field of the type: without one it is an object of
/// something else.
pub fn from_recognized<T: DeserializeOwned>(value: &Value) -> Result<T, Misfit> {
    T::deserialize(Lenient { tree: value, must_have: Some(MustHave::Field) })
}

/// JSON in one of its forms.
pub(crate) trait Tree<'de>: Copy {
    /// The items of a list.
    type Items: Iterator<Item = Self>;
    /// The fields of an object.
    type Entries: Iterator<Item = (&'de str, Self)>;

    /// What it is.
    fn look(self) -> Look<'de, Self::Items, Self::Entries>;
}

/// What a JSON value is.
pub(crate) enum Look<'de, Items, Entries> {
    Null,
    Bool(bool),
    Number(&'de Number),
    Text(&'de str),
    List(Items),
    Object(Entries),
}

impl<'de> Tree<'de> for &'de Value {
    type Items = std::slice::Iter<'de, Value>;
    type Entries = Fields<'de>;

    fn look(self) -> Look<'de, Self::Items, Fields<'de>> {
        match self {
            Value::Null => Look::Null,
            Value::Bool(yes) => Look::Bool(*yes),
            Value::Number(number) => Look::Number(number),
            Value::String(text) => Look::Text(text),
            Value::Array(items) => Look::List(items.iter()),
            Value::Object(map) => Look::Object(Fields(map.iter())),
        }
    }
}

/// The fields of a [`Value`].
pub(crate) struct Fields<'de>(serde_json::map::Iter<'de>);

impl<'de> Iterator for Fields<'de> {
    type Item = (&'de str, &'de Value);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (name.as_str(), value))
    }
}

/// One JSON value, read leniently.
#[derive(Clone, Copy)]
struct Lenient<T> {
    tree: T,
    must_have: Option<MustHave>,
}

/// What an object must have to be of its type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MustHave {
    /// One of the type's fields.
    Field,
    /// One of the type's fields, or what says whether the call succeeded.
    FieldOrCode,
}

impl<'de, T: Tree<'de>> Lenient<T> {
    fn new(tree: T) -> Self {
        Self { tree, must_have: None }
    }

    fn wrong<V>(self, expected: &dyn de::Expected) -> Result<V, Misfit> {
        let found = match self.tree.look() {
            Look::Null => Unexpected::Unit,
            Look::Bool(yes) => Unexpected::Bool(yes),
            Look::Number(_) => Unexpected::Float(0.0),
            Look::Text(text) => Unexpected::Str(text),
            Look::List(_) => Unexpected::Seq,
            Look::Object(_) => Unexpected::Map,
        };
        Err(de::Error::invalid_type(found, expected))
    }

    /// Whether it is one of the values that WeChat sends for nothing.
    fn is_nothing(self) -> bool {
        match self.tree.look() {
            Look::Null | Look::Text("") => true,
            Look::List(items) => items.size_hint().1 == Some(0),
            Look::Object(mut entries) => entries.next().is_none(),
            _ => false,
        }
    }

    /// The fields of an object; what stands for nothing has none.
    fn object(self) -> Option<Object<'de, T, T::Entries>> {
        match self.tree.look() {
            Look::Object(entries) => Some(Object { entries: Some(entries), current: None }),
            _ if self.is_nothing() => Some(Object::empty()),
            _ => None,
        }
    }

    /// What is missing of what an object of the type `ty` must have.
    fn lacks(self, ty: &str, fields: &[&str]) -> Option<Misfit> {
        let (must_have, Look::Object(mut entries)) = (self.must_have?, self.tree.look()) else { return None };
        let code = must_have == MustHave::FieldOrCode;
        if entries.any(|(name, _)| fields.contains(&name) || code && status::is_name(name)) {
            return None;
        }
        let neither = if code { "neither an error code nor any" } else { "none" };
        Some(Misfit::at("", format!("it has {neither} of the fields of `{ty}`")))
    }
}

/// Numbers: as they are, out of a string, or whole though written with a fraction.
macro_rules! number {
    ($($method:ident $visit:ident $ty:ty;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            let whole = |number: f64| {
                let text = (number.fract() == 0.0).then(|| number.to_string())?;
                text.parse::<$ty>().ok()
            };
            let number: Option<$ty> = match self.tree.look() {
                Look::Number(number) => {
                    <$ty>::deserialize(number).ok().or_else(|| whole(number.as_f64()?))
                }
                Look::Null | Look::Text("") => Some(<$ty>::default()),
                Look::Text(text) => {
                    let text = text.trim();
                    text.parse().ok().or_else(|| whole(text.parse().ok()?))
                }
                _ => None,
            };
            match number {
                Some(number) => visitor.$visit(number),
                None => self.wrong(&visitor),
            }
        }
    )*};
}

impl<'de, T: Tree<'de>> Deserializer<'de> for Lenient<T> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.tree.look() {
            Look::Null => visitor.visit_unit(),
            Look::Bool(yes) => visitor.visit_bool(yes),
            Look::Number(number) => crate::json::visit_number(number, visitor),
            Look::Text(text) => visitor.visit_borrowed_str(text),
            Look::List(items) => visitor.visit_seq(List { items, next: 0 }),
            Look::Object(entries) => visitor.visit_map(Object { entries: Some(entries), current: None }),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let yes = match self.tree.look() {
            Look::Bool(yes) => Some(yes),
            Look::Number(number) => match number.as_i64() {
                Some(0) => Some(false),
                Some(1) => Some(true),
                _ => None,
            },
            Look::Null => Some(false),
            Look::Text(text) => match text.trim() {
                "0" | "false" | "" => Some(false),
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
        match self.tree.look() {
            Look::Text(text) => visitor.visit_borrowed_str(text),
            Look::Number(number) => {
                // An id, mostly: the standard library writes a whole number in fewer steps.
                let whole = number.as_u64().map(|whole| whole.to_string());
                visitor.visit_string(whole.unwrap_or_else(|| number.to_string()))
            }
            Look::Bool(yes) => visitor.visit_string(yes.to_string()),
            Look::Null => visitor.visit_borrowed_str(""),
            _ => self.wrong(&visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.is_nothing() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.tree.look() {
            Look::List(items) => visitor.visit_seq(List { items, next: 0 }),
            _ => {
                let one = (!self.is_nothing()).then_some(self.tree);
                visitor.visit_seq(List { items: one.into_iter(), next: 0 })
            }
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.object() {
            Some(object) => visitor.visit_map(object),
            None => self.wrong(&visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        if let Some(misfit) = self.lacks(name, fields) {
            return Err(misfit);
        }
        match self.object() {
            Some(object) => visitor.visit_map(object),
            None => self.wrong(&visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.tree.look() {
            Look::Text(text) => visitor.visit_enum(text.into_deserializer()),
            Look::Number(number) => visitor.visit_enum(number.to_string().into_deserializer()),
            Look::Object(entries) => {
                let object = Object { entries: Some(entries), current: None };
                visitor.visit_enum(MapAccessDeserializer::new(object))
            }
            _ => self.wrong(&visitor),
        }
    }

    forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

struct List<I> {
    items: I,
    next: usize,
}

impl<'de, T: Tree<'de>, I: Iterator<Item = T>> de::SeqAccess<'de> for List<I> {
    type Error = Misfit;

    fn next_element_seed<S: de::DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let Some(item) = self.items.next() else {
            return Ok(None);
        };
        let at = self.next;
        self.next += 1;
        seed.deserialize(Lenient::new(item)).map(Some).map_err(|misfit| misfit.under(format_args!("[{at}]")))
    }

    fn size_hint(&self) -> Option<usize> {
        self.items.size_hint().1
    }
}

struct Object<'de, T, E> {
    entries: Option<E>,
    current: Option<(&'de str, T)>,
}

impl<T, E> Object<'_, T, E> {
    fn empty() -> Self {
        Self { entries: None, current: None }
    }
}

impl<'de, T: Tree<'de>, E: Iterator<Item = (&'de str, T)>> de::MapAccess<'de> for Object<'de, T, E> {
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
        seed.deserialize(Lenient::new(value)).map_err(|misfit| misfit.under(key))
    }
}

#[cfg(test)]
mod tests;
