//! JSON that was read once; its strings are byte ranges into the body.

use std::{fmt, ops::Range};

use bytes::Bytes;
use serde_json::{Error, Map, Number, Value};

use crate::lenient::{Look, Tree};

mod number;
mod read;

pub(crate) use number::visit_number;

/// A JSON value as it came.
///
/// All values stand in one list of small nodes, each list and object before what is in it. Strings are byte ranges into the
/// body, so reading a body allocates little, and a hostile one cannot take many times its own size.
#[derive(Clone)]
pub struct Json {
    /// The body, followed by the strings that are written with escapes in it.
    text: Bytes,
    nodes: Vec<Node>,
}

#[derive(Clone)]
enum Node {
    Null,
    Bool(bool),
    Number(Number),
    Text(Span),
    /// A list, followed by its items.
    List(Size),
    /// An object, followed by its fields: the name as a text, then the value.
    Object(Size),
}

/// The byte range of a string.
#[derive(Clone, Copy)]
struct Span {
    start: u32,
    length: u32,
}

/// How large a list or an object is.
#[derive(Clone, Copy)]
struct Size {
    /// The number of items or fields.
    count: u32,
    /// The number of nodes, its own and those of everything inside.
    nodes: u32,
}

impl Json {
    /// Reads JSON. What follows the value is an error.
    pub fn parse(text: Bytes) -> Result<Self, Error> {
        read::parse(text)
    }

    /// The same as a [`Value`].
    pub fn to_value(&self) -> Value {
        self.look().to_value()
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self.nodes.first(), Some(Node::Object(_)))
    }

    /// The value, to be looked at.
    pub(crate) fn look(&self) -> Seen<'_> {
        // It was text when it was read.
        Seen { nodes: &self.nodes, text: str::from_utf8(&self.text).unwrap_or_default() }
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        read::from_value(&value)
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

impl Node {
    /// The number of nodes, its own and those of everything inside.
    fn nodes(&self) -> usize {
        match self {
            Self::List(size) | Self::Object(size) => size.nodes as usize,
            _ => 1,
        }
    }
}

impl Span {
    fn of(self, text: &str) -> &str {
        let start = self.start as usize;
        let range: Range<usize> = start..start + self.length as usize;
        text.get(range).unwrap_or_default()
    }
}

/// A value somewhere in a [`Json`].
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    /// Its own node, those of what is in it, and then others.
    nodes: &'a [Node],
    text: &'a str,
}

impl<'a> Seen<'a> {
    /// The value under a name; the last one, where there are several.
    pub(crate) fn get(self, name: &str) -> Option<Self> {
        self.all(name).last()
    }

    /// All values under a name.
    pub(crate) fn all(self, name: &str) -> impl Iterator<Item = Self> {
        let entries = self.entries().into_iter().flatten();
        entries.filter(move |(key, _)| *key == name).map(|(_, value)| value)
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
        let Self { nodes, text } = self;
        let inside = |size: &Size| nodes.get(1..size.nodes as usize).unwrap_or_default();
        match nodes.first() {
            None | Some(Node::Null) => Look::Null,
            Some(Node::Bool(yes)) => Look::Bool(*yes),
            Some(Node::Number(number)) => Look::Number(number),
            Some(Node::Text(span)) => Look::Text(span.of(text)),
            Some(Node::List(size)) => {
                Look::List(Items { nodes: inside(size), left: size.count as usize, text })
            }
            Some(Node::Object(size)) => Look::Object(Entries { nodes: inside(size), text }),
        }
    }
}

/// The items of a list.
pub(crate) struct Items<'a> {
    nodes: &'a [Node],
    left: usize,
    text: &'a str,
}

impl<'a> Iterator for Items<'a> {
    type Item = Seen<'a>;

    fn next(&mut self) -> Option<Seen<'a>> {
        let item = Seen { nodes: self.nodes, text: self.text };
        self.nodes = self.nodes.get(self.nodes.first()?.nodes()..).unwrap_or_default();
        self.left = self.left.saturating_sub(1);
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

/// The fields of an object.
pub(crate) struct Entries<'a> {
    nodes: &'a [Node],
    text: &'a str,
}

impl<'a> Iterator for Entries<'a> {
    type Item = (&'a str, Seen<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let [Node::Text(name), value @ ..] = self.nodes else { return None };
        self.nodes = value.get(value.first()?.nodes()..).unwrap_or_default();
        Some((name.of(self.text), Seen { nodes: value, text: self.text }))
    }
}

#[cfg(test)]
mod tests;
