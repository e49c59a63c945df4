//! JSON that travels inside a string.

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeOwned},
    ser,
};
use serde_json::Value;

use crate::{Absence, Check, Type, Wire};

/// A value whose JSON is the text of a string: `"{\"a\":1}"` for `{"a": 1}`.
///
/// Read, the value may also stand there as it is: some answers show an object where the page says string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JsonText<T>(pub T);

impl<T> From<T> for JsonText<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Serialize> Serialize for JsonText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&serde_json::to_string(&self.0).map_err(ser::Error::custom)?)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for JsonText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = match Value::deserialize(deserializer)? {
            Value::String(text) => serde_json::from_str(&text)
                .map_err(|_| de::Error::custom("expected a string that holds JSON, found another string"))?,
            value => value,
        };
        crate::from_value(&value)
            .map(Self)
            .map_err(|misfit| de::Error::custom(format_args!("in the JSON text: {misfit}")))
    }
}

impl<T: Wire> Wire for JsonText<T> {
    const TYPE: &'static Type = &Type::JsonText(T::TYPE);
    const ABSENCE: Absence = match T::ABSENCE {
        Absence::Essential => Absence::Essential,
        _ => Absence::Null,
    };

    fn check(&self, check: &mut Check) {
        self.0.check(check);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn the_text_is_the_value_both_ways() {
        let value = JsonText(BTreeMap::from([("a".to_owned(), 1)]));
        let json = serde_json::to_string(&value).unwrap();
        assert_eq!(json, r#""{\"a\":1}""#);
        assert_eq!(serde_json::from_str::<JsonText<BTreeMap<String, i32>>>(&json).unwrap(), value);
        assert_eq!(serde_json::from_str::<JsonText<BTreeMap<String, i32>>>(r#"{"a":"1"}"#).unwrap(), value);
    }

    #[test]
    fn another_text_is_refused_without_being_quoted() {
        let error = serde_json::from_str::<JsonText<Value>>(r#""SECRET{""#).unwrap_err();
        assert!(error.to_string().contains("holds JSON") && !error.to_string().contains("SECRET"), "{error}");
    }
}
