//! What an answer or a push means that leaves a value out, and how a type is read from that.

use std::marker::PhantomData;

use serde::{
    Deserialize, Deserializer,
    de::{
        Error, Visitor,
        value::{MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};

use crate::Wire;

/// What stands for a value that an answer or a push leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Absence {
    /// Nothing can: a caller acts on the value, so an answer without it is an error.
    Essential,
    /// `None`, or JSON's `null`.
    Null,
    /// An empty text.
    Text,
    /// 0.
    Number,
    /// `false`.
    Bool,
    /// An empty list.
    List,
    /// An object without fields: what that makes of each field, or an empty map.
    Object,
    /// The unknown value of an open enum of words, with an empty text.
    Word,
    /// The unknown value of an open enum of numbers, with a number that none of its known values has.
    Code(i64),
}

/// The value of the field `name`, which is missing. A struct is read from the absence of its fields.
pub(crate) fn absent<'de, T: Wire + Deserialize<'de>, E: Error>(name: &'static str) -> Result<T, E> {
    if T::ABSENCE == Absence::Essential {
        return Err(E::missing_field(name));
    }
    // Whatever is essential inside it, this is the field that the answer should have had.
    T::deserialize(Absent { absence: T::ABSENCE, error: PhantomData::<E> })
        .map_err(|_| E::missing_field(name))
}

/// Notes that a field was missing and that something other than `None` stands for it.
pub(crate) fn log(ty: &'static str, field: &'static str) {
    tracing::debug!("`{ty}.{field}` is missing from what WeChat sent, and is read as empty");
}

/// Reads a type from the absence of its value. Each method calls one method of the visitor, so that a type costs little more
/// to compile.
struct Absent<E> {
    absence: Absence,
    error: PhantomData<E>,
}

macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
            visitor.visit_u64(0)
        }
    )*};
}

impl<'de, E: Error> Deserializer<'de> for Absent<E> {
    type Error = E;

    /// What types ask for that read any JSON first: `Value`, `JsonText`, enums of words.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.absence {
            Absence::Text | Absence::Word => visitor.visit_borrowed_str(""),
            Absence::Bool => visitor.visit_bool(false),
            Absence::Number => visitor.visit_u64(0),
            Absence::Code(code) => visitor.visit_i64(code),
            _ => visitor.visit_unit(),
        }
    }

    numbers! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 }
    numbers! { deserialize_f32 deserialize_f64 }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.absence {
            Absence::Code(code) => visitor.visit_i64(code),
            _ => visitor.visit_i64(0),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_bool(false)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_borrowed_str("")
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_borrowed_str("")
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<()>()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_map(MapDeserializer::new(std::iter::empty::<((), ())>()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::de::value::Error as ValueError;
    use serde_json::Value;

    use super::*;
    use crate::{
        AccessToken, AppId, Date, Fixed, Joined, JsonText, MediaId, OpenId, SessionKey, UnionId, UnixSeconds,
        ZeroOne,
    };

    fn of<T: Wire + Deserialize<'static>>() -> Result<T, ValueError> {
        absent("field")
    }

    #[test]
    fn each_type_has_a_value_for_its_absence() {
        assert_eq!(of::<String>().unwrap(), "");
        assert_eq!(of::<AppId>().unwrap(), "");
        assert_eq!((of::<i64>(), of::<u8>(), of::<f64>(), of::<bool>()), (Ok(0), Ok(0), Ok(0.0), Ok(false)));
        assert_eq!((of::<UnixSeconds>(), of::<ZeroOne>()), (Ok(UnixSeconds(0)), Ok(ZeroOne(false))));
        assert_eq!((of::<Option<OpenId>>(), of::<Option<i64>>()), (Ok(None), Ok(None)));
        assert_eq!(
            (of::<Vec<OpenId>>(), of::<BTreeMap<String, OpenId>>()),
            (Ok(vec![]), Ok(BTreeMap::new()))
        );
        assert_eq!((of::<Joined<u8>>(), of::<Fixed<2>>()), (Ok(Joined(vec![])), Ok(Fixed)));
        assert_eq!((of::<Value>(), of::<JsonText<Value>>()), (Ok(Value::Null), Ok(JsonText(Value::Null))));
        assert_eq!(
            (of::<Box<String>>(), of::<JsonText<Vec<u8>>>()),
            (Ok(Box::default()), Ok(JsonText(vec![])))
        );
    }

    #[test]
    fn nothing_stands_for_what_a_caller_acts_on() {
        let message = ValueError::missing_field("field");
        assert_eq!(of::<OpenId>().unwrap_err(), message);
        assert_eq!(of::<UnionId>().unwrap_err(), message);
        assert_eq!(of::<MediaId>().unwrap_err(), message);
        assert_eq!(of::<Date>().unwrap_err(), message);
        assert_eq!(of::<AccessToken>().unwrap_err(), message);
        assert_eq!(of::<SessionKey>().unwrap_err(), message);
        assert_eq!(of::<Box<OpenId>>().unwrap_err(), message);
    }
}
