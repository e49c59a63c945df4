//! JSON inside a string, kept as the text that it is.

use std::{fmt, marker::PhantomData};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::Value;

use crate::{Absence, Misfit, Type, Wire};

/// The text of a string that should hold JSON: what a cloud function returned, say.
///
/// The text is kept as WeChat sent it, so that long numbers, the order of fields and a text that is no JSON survive.
/// [`read`](Self::read) reads the JSON in it. Where WeChat sends an object in place of the string, the text is that object's
/// JSON.
///
/// ```
/// use wx_core::RawJson;
///
/// # fn main() -> Result<(), wx_core::Misfit> {
/// let result: RawJson = RawJson::new(r#"{"id": 12345678901234567890123, "price": "1.10"}"#);
/// assert!(result.as_str().contains("12345678901234567890123"));
/// assert_eq!(result.read()?["price"], "1.10");
/// assert!(RawJson::<serde_json::Value>::new("out of memory").read().is_err());
/// # Ok(()) }
/// ```
pub struct RawJson<T = Value> {
    text: String,
    value: PhantomData<fn() -> T>,
}

impl<T> RawJson<T> {
    /// Takes the text as it is.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), value: PhantomData }
    }

    /// The text as it came.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, by value.
    pub fn into_string(self) -> String {
        self.text
    }
}

impl<T: DeserializeOwned> RawJson<T> {
    /// Reads the JSON in the text, with the leniency that answers are read with.
    pub fn read(&self) -> Result<T, Misfit> {
        self.read_as()
    }

    /// The same, into another type: your own for what your cloud function returns.
    pub fn read_as<U: DeserializeOwned>(&self) -> Result<U, Misfit> {
        // The error would quote nothing of the text, but it says where the text ends to be JSON.
        let value: Value = serde_json::from_str(&self.text)
            .map_err(|error| Misfit::at("", format!("the text is no JSON: {error}")))?;
        crate::from_value(&value)
    }
}

impl<T> Clone for RawJson<T> {
    fn clone(&self) -> Self {
        Self::new(self.text.as_str())
    }
}

impl<T> Default for RawJson<T> {
    fn default() -> Self {
        Self::new("")
    }
}

impl<T> PartialEq for RawJson<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for RawJson<T> {}

// Nobody knows what a text of any shape says: it can hold a token.
impl<T> fmt::Debug for RawJson<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawJson({} bytes)", self.text.len())
    }
}

impl<T> Serialize for RawJson<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, T> Deserialize<'de> for RawJson<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(match Value::deserialize(deserializer)? {
            Value::String(text) => text,
            Value::Null => String::new(),
            value => value.to_string(),
        }))
    }
}

impl<T: Wire> Wire for RawJson<T> {
    const TYPE: &'static Type = &Type::JsonText(T::TYPE);
    const ABSENCE: Absence = Absence::Text;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_no_json_and_what_a_value_cannot_hold_are_kept() {
        for text in [r#"{"id":12345678901234567890123,"price":1.10,"b":1,"a":2}"#, "ok", "", "{"] {
            let raw: RawJson = crate::from_value(&json!(text)).unwrap();
            assert_eq!(raw.as_str(), text);
            assert_eq!(serde_json::to_value(&raw).unwrap(), text);
        }
        let object: RawJson = crate::from_value(&json!({ "a": [1] })).unwrap();
        assert_eq!((object.as_str(), object.read()), (r#"{"a":[1]}"#, Ok(json!({ "a": [1] }))));
    }

    #[test]
    fn the_json_in_it_is_read_leniently() {
        let raw = RawJson::<Vec<u8>>::new(r#"["1", 2]"#);
        assert_eq!(raw.read(), Ok(vec![1, 2]));
        assert_eq!(raw.read_as::<Vec<String>>(), Ok(vec!["1".to_owned(), "2".to_owned()]));
        let error = RawJson::<Vec<u8>>::new("SECRET").read().unwrap_err();
        assert!(error.to_string().contains("no JSON") && !error.to_string().contains("SECRET"), "{error}");
    }
}
