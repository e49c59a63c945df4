//! A body in XML.

mod reader;
mod text;
mod writer;

pub(super) use self::{reader::read, writer::write};

/// Whether a text can be the name of an element. XML allows a little more, and nobody uses it.
fn is_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '_') && characters.all(is_in_name)
}

fn is_in_name(character: char) -> bool {
    character.is_alphanumeric() || "_-.:".contains(character)
}
