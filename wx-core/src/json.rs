//! JSON that was read once, its texts left where they stood.

use std::{borrow::Cow, fmt, ops::Range};

use bytes::Bytes;
use serde::de::{self, DeserializeSeed, Visitor};
use serde_json::{Deserializer, Error, Map, Number, Value};

use crate::lenient::{Look, Tree};

/// A JSON value as it came. Its texts are places in the bytes, so that reading costs little; what they say is copied when it
/// is read into a type.
#[derive(Clone)]
pub struct Json {
    text: Bytes,
    root: Node,
}

#[derive(Clone)]
enum Node {
    Null,
    Bool(bool),
    Number(Number),
    Text(Text),
    List(Vec<Node>),
    Object(Vec<(Text, Node)>),
}

/// A text: where it stands, or, if it is written with escapes, what it says.
#[derive(Clone)]
enum Text {
    At(Range<usize>),
    Said(Box<str>),
}

impl Json {
    /// Reads JSON. What follows the value is an error.
    pub fn parse(text: Bytes) -> Result<Self, Error> {
        let whole = str::from_utf8(&text).map_err(de::Error::custom)?;
        let mut from = Deserializer::from_str(whole);
        let root = At(whole).deserialize(&mut from)?;
        from.end()?;
        Ok(Self { text, root })
    }

    /// The same, with texts of its own.
    pub fn to_value(&self) -> Value {
        self.look().to_value()
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self.root, Node::Object(_))
    }

    /// The value, to be looked at.
    pub(crate) fn look(&self) -> Seen<'_> {
        // It was text when it was read.
        Seen { node: &self.root, text: str::from_utf8(&self.text).unwrap_or_default() }
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        // There is nothing in a value that would be refused, and no text that its texts could be places in.
        Self { text: Bytes::new(), root: At("").deserialize(value).unwrap_or(Node::Null) }
    }
}

// Only the endpoint's type knows whether there is a token or a session key in it.
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = self.look().entries();
        f.debug_list().entries(entries.into_iter().flatten().map(|(name, _)| name)).finish()
    }
}

impl PartialEq<Value> for Json {
    fn eq(&self, other: &Value) -> bool {
        self.to_value() == *other
    }
}

/// A value somewhere in a [`Json`].
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    node: &'a Node,
    text: &'a str,
}

impl<'a> Seen<'a> {
    /// The value under a name; the last one, where there are several.
    pub(crate) fn get(self, name: &str) -> Option<Self> {
        let entries = self.entries()?;
        entries.rev().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// What it says, if it is a text.
    pub(crate) fn as_str(self) -> Option<&'a str> {
        match self.look() {
            Look::Text(text) => Some(text),
            _ => None,
        }
    }

    fn entries(self) -> Option<Entries<'a>> {
        match self.look() {
            Look::Object(entries) => Some(entries),
            _ => None,
        }
    }

    fn to_value(self) -> Value {
        match self.look() {
            Look::Null => Value::Null,
            Look::Bool(yes) => yes.into(),
            Look::Number(number) => Value::Number(number.clone()),
            Look::Text(text) => text.into(),
            Look::List(items) => items.map(Self::to_value).collect(),
            Look::Object(entries) => Value::Object(
                entries.map(|(name, value)| (name.to_owned(), value.to_value())).collect::<Map<_, _>>(),
            ),
        }
    }
}

impl<'a> Tree<'a> for Seen<'a> {
    type Items = Items<'a>;
    type Entries = Entries<'a>;

    fn look(self) -> Look<'a, Items<'a>, Entries<'a>> {
        let Self { node, text } = self;
        match node {
            Node::Null => Look::Null,
            Node::Bool(yes) => Look::Bool(*yes),
            Node::Number(number) => Look::Number(number),
            Node::Text(said) => Look::Text(said.of(text)),
            Node::List(items) => Look::List(Items { items: items.iter(), text }),
            Node::Object(entries) => Look::Object(Entries { entries: entries.iter(), text }),
        }
    }
}

impl Text {
    fn of<'a>(&'a self, text: &'a str) -> &'a str {
        match self {
            Self::At(place) => text.get(place.clone()).unwrap_or_default(),
            Self::Said(said) => said,
        }
    }
}

/// The items of a list.
pub(crate) struct Items<'a> {
    items: std::slice::Iter<'a, Node>,
    text: &'a str,
}

impl<'a> Iterator for Items<'a> {
    type Item = Seen<'a>;

    fn next(&mut self) -> Option<Seen<'a>> {
        let node = self.items.next()?;
        Some(Seen { node, text: self.text })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

/// The fields of an object.
pub(crate) struct Entries<'a> {
    entries: std::slice::Iter<'a, (Text, Node)>,
    text: &'a str,
}

impl<'a> Entries<'a> {
    fn seen(&self, (name, node): &'a (Text, Node)) -> (&'a str, Seen<'a>) {
        (name.of(self.text), Seen { node, text: self.text })
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = (&'a str, Seen<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.entries.next()?;
        Some(self.seen(entry))
    }
}

impl DoubleEndedIterator for Entries<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let entry = self.entries.next_back()?;
        Some(self.seen(entry))
    }
}

/// Reads a value out of this text.
#[derive(Clone, Copy)]
struct At<'a>(&'a str);

impl<'de> DeserializeSeed<'de> for At<'de> {
    type Value = Node;

    fn deserialize<D: de::Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for At<'de> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Node, E> {
        Ok(Node::Bool(yes))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Number::from_f64(number).map_or(Node::Null, Node::Number))
    }

    fn visit_borrowed_str<E>(self, said: &'de str) -> Result<Node, E> {
        Ok(Node::Text(self.text(Cow::Borrowed(said))))
    }

    fn visit_str<E>(self, said: &str) -> Result<Node, E> {
        Ok(Node::Text(Text::Said(said.into())))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            entries.push((self.text(name), map.next_value_seed(self)?));
        }
        Ok(Node::Object(entries))
    }
}

impl At<'_> {
    /// A text: the place of one that is a part of the whole.
    fn text(self, said: Cow<'_, str>) -> Text {
        match said {
            Cow::Borrowed(said) => {
                let start = (said.as_ptr() as usize).wrapping_sub(self.0.as_ptr() as usize);
                Text::At(start..start.wrapping_add(said.len()))
            }
            Cow::Owned(said) => Text::Said(said.into()),
        }
    }
}

/// The name of a field, borrowed where that is possible.
struct Name<'de>(Cow<'de, str>);

impl<'de> de::Deserialize<'de> for Name<'de> {
    fn deserialize<D: de::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(text: &'static str) -> Result<Json, Error> {
        Json::parse(Bytes::from_static(text.as_bytes()))
    }

    #[test]
    fn it_is_what_serde_json_reads() {
        for text in [
            r#"{"a": [1, -2, 1.5, true, null, "b\n\u4e2d", {"\u0063": "中"}], "": {}, "big": 18446744073709551615}"#,
            "[]",
            "\"text\"",
            " 7 ",
        ] {
            assert_eq!(
                parse(text).unwrap().to_value(),
                serde_json::from_str::<Value>(text).unwrap(),
                "{text}"
            );
        }
        for text in ["", "{", "{}x", r#"{"a": 1,}"#, "\"\u{1}\"", "1e999"] {
            assert_eq!(parse(text).is_err(), serde_json::from_str::<Value>(text).is_err(), "{text}");
        }
        assert!(Json::parse(Bytes::from_static(b"\"\xFF\"")).is_err());
        assert!(Json::parse("[".repeat(100_000).into()).is_err(), "too deep");
    }

    #[test]
    fn of_two_fields_of_one_name_the_last_one_counts() {
        let json = parse(r#"{"a": 1, "b": "x", "a": 2}"#).unwrap();
        assert_eq!(json.look().get("a").unwrap().to_value(), 2);
        assert_eq!(json.look().get("b").unwrap().as_str(), Some("x"));
        assert!(json.look().get("c").is_none());
        assert_eq!(json.to_value(), json!({ "a": 2, "b": "x" }));
    }

    #[test]
    fn what_is_in_it_is_not_shown() {
        let json = parse(r#"{"access_token": "hush", "expires_in": 7200}"#).unwrap();
        assert_eq!(format!("{json:?}"), r#"["access_token", "expires_in"]"#);
    }

    #[test]
    fn a_value_becomes_one() {
        // Written and read again, the last of them would be another one.
        let value = json!({ "a": ["b", "", null, true, -1, u64::MAX, 1.5, 14444.444444444445] });
        assert_eq!(Json::from(value.clone()), value);
        let deep = (0..1000).fold(Value::Null, |inner, _| json!([inner]));
        assert_eq!(Json::from(deep.clone()), deep);
    }
}
