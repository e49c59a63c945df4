//! Writing.

use serde_json::{Map, Value};

use super::{is_in_name, is_name};

pub(in crate::push) fn write(fields: &Map<String, Value>) -> String {
    let mut xml = String::new();
    element(&mut xml, "xml", |xml| children(xml, fields));
    xml
}

fn children(xml: &mut String, fields: &Map<String, Value>) {
    for (name, value) in fields {
        let name = proper(name);
        match value {
            Value::Null => {}
            Value::Array(items) if !items.is_empty() => {
                items.iter().for_each(|item| item_of(xml, &name, item))
            }
            value => item_of(xml, &name, value),
        }
    }
}

/// One element, whatever its value.
fn item_of(xml: &mut String, name: &str, value: &Value) {
    element(xml, name, |xml| match value {
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) => xml.push_str(&value.to_string()),
        Value::String(text) => cdata(xml, text),
        Value::Array(items) => items.iter().for_each(|item| item_of(xml, "item", item)),
        Value::Object(fields) => children(xml, fields),
    });
}

fn element(xml: &mut String, name: &str, content: impl FnOnce(&mut String)) {
    for piece in ["<", name, ">"] {
        xml.push_str(piece);
    }
    content(xml);
    for piece in ["</", name, ">"] {
        xml.push_str(piece);
    }
}

/// A text that reads as it is: the end of CDATA is split over two, and a carriage return, which readers of XML take for a
/// line break, is written by its number.
fn cdata(xml: &mut String, text: &str) {
    xml.push_str("<![CDATA[");
    for character in text.chars() {
        match character {
            '>' if xml.ends_with("]]") => xml.push_str("]]><![CDATA[>"),
            '\r' => xml.push_str("]]>&#13;<![CDATA["),
            '\t' | '\n' | ' '..='\u{FFFD}' | '\u{10000}'.. => xml.push(character),
            _ => xml.push(char::REPLACEMENT_CHARACTER),
        }
    }
    xml.push_str("]]>");
}

/// A name that can be one of an element. Whatever it is, it begins no tag of its own.
fn proper(name: &str) -> String {
    if is_name(name) {
        return name.to_owned();
    }
    let rest: String =
        name.chars().map(|character| if is_in_name(character) { character } else { '_' }).collect();
    if is_name(&rest) { rest } else { format!("_{rest}") }
}
