//! Reading.

use quick_xml::{
    Error, Reader,
    errors::IllFormedError,
    events::{BytesDecl, BytesRef, BytesStart, Event},
};
use serde_json::{Map, Value, map::Entry};

use super::{
    is_name,
    text::{Text, is_blank},
};
use crate::push::{Format, SyntaxError};

/// How many elements may stand inside each other. WeChat's deepest pushes have six.
const DEPTH: usize = 32;

pub(in crate::push) fn read(text: &str) -> Result<Map<String, Value>, SyntaxError> {
    let mut reader = Reader::from_str(text);
    let mut document = Document::default();
    loop {
        let at = offset(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            SyntaxError::new(Some(Format::Xml), offset(reader.error_position()), words(&error))
        })?;
        if matches!(event, Event::Eof) {
            return document.finish().map_err(|problem| SyntaxError::new(Some(Format::Xml), at, problem));
        }
        document.add(event, at).map_err(|problem| SyntaxError::new(Some(Format::Xml), at, problem))?;
    }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// What was wrong, without the names that quick-xml quotes.
fn words(error: &Error) -> String {
    match error {
        Error::IllFormed(IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_)) => {
            "an end tag that does not belong to the element".to_owned()
        }
        Error::IllFormed(IllFormedError::UnclosedReference) => "an `&` that begins no reference".to_owned(),
        Error::Syntax(error) => error.to_string(),
        _ => "it is not well-formed".to_owned(),
    }
}

type Problem = &'static str;

/// What was read so far.
#[derive(Default)]
struct Document {
    open: Vec<Element>,
    root: Option<Map<String, Value>>,
}

#[derive(Default)]
struct Element {
    name: String,
    children: Map<String, Value>,
    text: Text,
}

impl Document {
    fn add(&mut self, event: Event<'_>, at: usize) -> Result<(), Problem> {
        match event {
            Event::Start(tag) => self.begin(&tag),
            Event::Empty(tag) => self.begin(&tag).and_then(|()| self.end()),
            Event::End(_) => self.end(),
            Event::Text(text) => match self.open.last_mut() {
                Some(element) => {
                    element.text.plain(&text.xml10_content());
                    Ok(())
                }
                None if is_blank(&text) => Ok(()),
                None => Err("text outside the root element"),
            },
            Event::CData(text) => {
                self.inside()?.cdata(&text.xml10_content());
                Ok(())
            }
            Event::GeneralRef(reference) => {
                let character = character(&reference)?;
                self.inside()?.reference(character);
                Ok(())
            }
            Event::Comment(_) | Event::Eof => Ok(()),
            Event::Decl(declaration) if at == 0 => declared(&declaration),
            Event::Decl(_) => Err("an XML declaration that is not at the beginning"),
            Event::PI(_) => Err("a processing instruction, which is not allowed"),
            Event::DocType(_) => Err("a DOCTYPE, which is not allowed"),
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<(), Problem> {
        let name = tag.name().into_inner();
        if !is_name(name) {
            return Err("a tag without a proper name");
        }
        if self.root.is_some() {
            return Err("a second root element");
        }
        if self.open.len() == DEPTH {
            return Err("more than 32 elements inside each other");
        }
        self.open.push(Element { name: name.to_owned(), ..Element::default() });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Problem> {
        let Element { name, children, text } = self.open.pop().ok_or("an end tag without an element")?;
        let Some(parent) = self.open.last_mut() else {
            if children.is_empty() && !text.is_blank() {
                return Err("text in the root element, where elements are due");
            }
            self.root = Some(children);
            return Ok(());
        };
        // No field could take text that stands beside elements, and for a stray character no push shall be lost.
        let value = match children.is_empty() {
            true => Value::String(text.finish()),
            false => Value::Object(children),
        };
        parent.put(name, value);
        Ok(())
    }

    fn inside(&mut self) -> Result<&mut Text, Problem> {
        let element = self.open.last_mut().ok_or("text outside the root element")?;
        Ok(&mut element.text)
    }

    fn finish(self) -> Result<Map<String, Value>, Problem> {
        match self.open.is_empty() {
            true => self.root.ok_or("there is no root element"),
            false => Err("it is cut off: an element is not closed"),
        }
    }
}

impl Element {
    fn put(&mut self, name: String, value: Value) {
        match self.children.entry(name) {
            Entry::Vacant(place) => {
                place.insert(value);
            }
            Entry::Occupied(mut place) => match place.get_mut() {
                Value::Array(items) => items.push(value),
                first => *first = Value::Array(vec![first.take(), value]),
            },
        }
    }
}

fn character(reference: &BytesRef<'_>) -> Result<char, Problem> {
    match &**reference {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => match reference.resolve_char_ref() {
            Ok(Some(character)) => Ok(character),
            Ok(None) => Err("an entity that is none of the five of XML"),
            Err(_) => Err("a reference to a character that does not exist"),
        },
    }
}

fn declared(declaration: &BytesDecl<'_>) -> Result<(), Problem> {
    match declaration.encoding() {
        None => Ok(()),
        Some(Ok(encoding)) if encoding.eq_ignore_ascii_case("utf-8") => Ok(()),
        Some(_) => Err("an XML declaration of an encoding other than UTF-8"),
    }
}
