//! The `msgtype` idiom: `{"msgtype": "text", "text": {"content": "…"}}`, where one field names the shape and is also
//! the key that the shape's content stands under.

use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, Deserializer, Error},
    ser::{SerializeMap, Serializer},
};
use serde_json::{Map, Value};

/// Writes `tag: name` and `name: content`.
pub fn write<S: Serializer, T: Serialize>(
    serializer: S,
    tag: &'static str,
    name: &'static str,
    content: &T,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry(tag, name)?;
    map.serialize_entry(name, content)?;
    map.end()
}

/// The name and the content of what [`write()`] wrote.
#[derive(Debug)]
pub struct Tagged {
    name: String,
    content: Value,
}

impl Tagged {
    /// Reads the object in which `tag` names the shape.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D, tag: &'static str) -> Result<Self, D::Error> {
        let mut map = Map::<String, Value>::deserialize(deserializer)?;
        let name = match map.remove(tag) {
            Some(Value::String(name)) => name,
            Some(_) => return Err(Error::custom(format_args!("`{tag}` must be a string"))),
            None => return Err(Error::missing_field(tag)),
        };
        match map.remove(&name) {
            Some(content) => Ok(Self { name, content }),
            None => Err(Error::custom(format_args!("`{tag}` is `{name}`, but there is no `{name}`"))),
        }
    }

    /// The shape's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its content.
    pub fn content<T: DeserializeOwned, E: Error>(self) -> Result<T, E> {
        serde_json::from_value(self.content)
            .map_err(|error| E::custom(format_args!("`{}`: {error}", self.name)))
    }

    /// No shape has this name.
    pub fn unknown<T, E: Error>(self, names: &'static [&'static str]) -> Result<T, E> {
        Err(E::unknown_variant(&self.name, names))
    }
}
