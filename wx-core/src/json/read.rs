//! Reading JSON into nodes.

use std::fmt;

use bytes::Bytes;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, Error, Number, Value};

use super::{Json, Node, Size, Span};

/// The name of the only field in the map that serde_json makes of a number, where a crate of the program turns on its feature
/// `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// Usual answers have a node for eight bytes or more; the nodes of longer bodies are given room as they come.
const BYTES_OF_NODE: usize = 8;
const FIRST_NODES: usize = 1024;

/// Reads JSON. What follows the value is an error.
pub(super) fn parse(body: Bytes) -> Result<Json, Error> {
    // The strings that are written with escapes are shorter than what they are written with, and stand behind the body.
    if u32::try_from(body.len()).is_err() || body.len() > (u32::MAX / 2) as usize {
        return Err(de::Error::custom("JSON of more than 2 GiB"));
    }
    let text = str::from_utf8(&body).map_err(de::Error::custom)?;
    let mut reader = Reader::new(text, (text.len() / BYTES_OF_NODE + 2).min(FIRST_NODES));
    let mut from = Deserializer::from_str(text);
    reader.deserialize(&mut from)?;
    from.end()?;
    let Reader { nodes, decoded, .. } = reader;
    Ok(Json { text: joined(body, &decoded), nodes })
}

/// The same out of a value.
pub(super) fn from_value(value: &Value) -> Json {
    let mut reader = Reader::new("", 1);
    reader.value(value);
    Json { text: reader.decoded.into(), nodes: reader.nodes }
}

fn joined(body: Bytes, decoded: &str) -> Bytes {
    if decoded.is_empty() {
        return body;
    }
    let mut joined = Vec::with_capacity(body.len() + decoded.len());
    joined.extend_from_slice(&body);
    joined.extend_from_slice(decoded.as_bytes());
    joined.into()
}

/// Reads values out of a body.
struct Reader<'b> {
    body: &'b str,
    nodes: Vec<Node>,
    /// The strings that do not stand in the body as they are.
    decoded: String,
}

impl<'b> Reader<'b> {
    fn new(body: &'b str, nodes: usize) -> Self {
        Self { body, nodes: Vec::with_capacity(nodes), decoded: String::new() }
    }

    fn push(&mut self, node: Node) {
        self.nodes.push(node);
    }

    /// A string that may stand in the body.
    fn text(&mut self, text: &str) {
        match self.place(text) {
            Some(start) => self.push(Node::Text(span(start, text.len()))),
            None => self.other_text(text),
        }
    }

    /// A string that does not stand in the body.
    fn other_text(&mut self, text: &str) {
        let start = self.body.len() + self.decoded.len();
        self.decoded.push_str(text);
        self.push(Node::Text(span(start, text.len())));
    }

    /// Where a string stands in the body, if it does.
    fn place(&self, text: &str) -> Option<usize> {
        let start = (text.as_ptr() as usize).checked_sub(self.body.as_ptr() as usize)?;
        (start.checked_add(text.len())? <= self.body.len()).then_some(start)
    }

    /// Says how large the list or object at `at` is, now that everything in it was read.
    fn close(&mut self, at: usize, count: usize, node: fn(Size) -> Node) {
        let size = Size { count: small(count), nodes: small(self.nodes.len() - at) };
        self.nodes[at] = node(size);
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.push(Node::Null),
            Value::Bool(yes) => self.push(Node::Bool(*yes)),
            Value::Number(number) => self.push(Node::Number(number.clone())),
            Value::String(text) => self.other_text(text),
            Value::Array(items) => {
                let at = self.nodes.len();
                self.push(Node::Null);
                items.iter().for_each(|item| self.value(item));
                self.close(at, items.len(), Node::List);
            }
            Value::Object(map) => {
                let at = self.nodes.len();
                self.push(Node::Null);
                for (name, value) in map {
                    self.other_text(name);
                    self.value(value);
                }
                self.close(at, map.len(), Node::Object);
            }
        }
    }
}

fn span(start: usize, length: usize) -> Span {
    Span { start: small(start), length: small(length) }
}

/// A place or a count in a body, whose length was looked at before.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl<'de> DeserializeSeed<'de> for &mut Reader<'de> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Reader<'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.push(Node::Null);
        Ok(())
    }

    fn visit_bool<E>(self, yes: bool) -> Result<(), E> {
        self.push(Node::Bool(yes));
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.push(Node::Number(number.into()));
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.push(Node::Number(number.into()));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.push(Number::from_f64(number).map_or(Node::Null, Node::Number));
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        self.text(text);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.other_text(text);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let at = self.nodes.len();
        self.push(Node::Null);
        let mut count = 0;
        while list.next_element_seed(&mut *self)?.is_some() {
            count += 1;
        }
        self.close(at, count, Node::List);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let at = self.nodes.len();
        self.push(Node::Null);
        let mut count = 0;
        while let Some(key) = map.next_key_seed(Key(self))? {
            if let KeyKind::Number = key {
                let number = map.next_value::<String>()?.parse();
                self.nodes[at] = Node::Number(number.map_err(de::Error::custom)?);
                return Ok(());
            }
            map.next_value_seed(&mut *self)?;
            count += 1;
        }
        self.close(at, count, Node::Object);
        Ok(())
    }
}

/// Reads the name of a field.
struct Key<'r, 'de>(&'r mut Reader<'de>);

enum KeyKind {
    Name,
    /// There is no object: serde_json hands a number over.
    Number,
}

impl<'de> DeserializeSeed<'de> for Key<'_, 'de> {
    type Value = KeyKind;

    fn deserialize<D: de::Deserializer<'de>>(self, from: D) -> Result<KeyKind, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_, 'de> {
    type Value = KeyKind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<KeyKind, E> {
        // A field of this name in the body would stand in the body.
        if name == NUMBER && self.0.place(name).is_none() {
            return Ok(KeyKind::Number);
        }
        self.0.text(name);
        Ok(KeyKind::Name)
    }

    fn visit_str<E>(self, name: &str) -> Result<KeyKind, E> {
        self.0.other_text(name);
        Ok(KeyKind::Name)
    }
}
