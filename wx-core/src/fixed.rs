//! Fields that an endpoint requires and whose value never varies.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Absence, Choice, Type, Wire};

/// The number `N` and no other: `version: Fixed<2>`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fixed<const N: i64>;

impl<const N: i64> Serialize for Fixed<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(N)
    }
}

/// Reads the number, or a string that holds it: the official pages write some of them either way.
impl<'de, const N: i64> Deserialize<'de> for Fixed<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Expected(N)).map(|()| Self)
    }
}

impl<const N: i64> Wire for Fixed<N> {
    const TYPE: &'static Type = &Type::Codes(&[Choice::of(N)]);
    const ABSENCE: Absence = Absence::Code(N);
}

/// Accepts one number and nothing else.
struct Expected(i64);

impl de::Visitor<'_> for Expected {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the number {}", self.0)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<(), E> {
        if number == self.0 {
            return Ok(());
        }
        Err(E::invalid_value(de::Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<(), E> {
        self.visit_i64(i64::try_from(number).unwrap_or(i64::MAX))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        match text.parse() {
            Ok(number) => self.visit_i64(number),
            Err(_) => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
        }
    }
}

/// `true` and nothing else: `is_expire: True`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct True;

impl Serialize for True {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(true)
    }
}

impl<'de> Deserialize<'de> for True {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if bool::deserialize(deserializer)? {
            return Ok(Self);
        }
        Err(de::Error::invalid_value(de::Unexpected::Bool(false), &"true"))
    }
}

impl Wire for True {
    const TYPE: &'static Type = &Type::Bool;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_number_is_read_as_a_number_or_as_text() {
        assert_eq!(serde_json::to_string(&Fixed::<2>).unwrap(), "2");
        for json in ["2", "\"2\""] {
            assert_eq!(serde_json::from_str::<Fixed<2>>(json).unwrap(), Fixed, "{json}");
        }
        for json in ["3", "\"3\"", "-2", "\"\"", "\"two\"", "18446744073709551615", "null", "true"] {
            assert!(serde_json::from_str::<Fixed<2>>(json).is_err(), "{json}");
        }
        let error = serde_json::from_str::<Fixed<2>>("\"3\"").unwrap_err().to_string();
        assert!(error.starts_with("invalid value: integer `3`, expected the number 2"), "{error}");
    }

    #[test]
    fn true_is_never_false() {
        assert_eq!(serde_json::to_string(&True).unwrap(), "true");
        assert_eq!(serde_json::from_str::<True>("true").unwrap(), True);
        for json in ["false", "\"true\"", "1", "null"] {
            assert!(serde_json::from_str::<True>(json).is_err(), "{json}");
        }
    }
}
