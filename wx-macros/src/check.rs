//! The rules that need more than one token. A rule stays quiet about a value that could not be read: one slip is one
//! error.

use std::collections::BTreeMap;

mod endpoint;
mod enumeration;
mod event;
mod field;
mod limits;
mod serde;
mod signed;

pub(crate) use endpoint::endpoint;
pub(crate) use event::event;

use crate::{
    messages,
    model::{Direction, Field, Shape, Struct, WireType},
    report::Report,
};

pub(crate) fn wire_type(wire: &WireType, report: &mut Report) {
    match &wire.shape {
        Shape::Struct(shape) => {
            structure(shape, wire.direction, report);
            if let Some(tag) = &wire.tag {
                report.at(&tag.key, messages::TAG_ON_STRUCT);
            }
        }
        Shape::Enum(shape) => {
            if let Some(tag) = &wire.tag
                && wire.direction.is_some_and(Direction::is_received)
            {
                report.at(&tag.key, messages::TAG_DIRECTION);
            }
            enumeration::all(shape, wire, report);
        }
    }
}

/// The rules of a struct; those of a direction only where it could be read.
fn structure(shape: &Struct, direction: Option<Direction>, report: &mut Report) {
    let sent = direction.is_some_and(Direction::is_sent);
    let default = (sent && shape.has_default()).then_some("Default");
    derives(&shape.derives, default.as_slice(), report);
    serde::container(&shape.attrs, false, direction, report);
    unique(&shape.fields, report);
    for it in &shape.fields {
        field::all(it, direction, report);
        if sent && !it.is_required() && it.ident == "new" {
            report.at(&it.ident, messages::NEW_FIELD);
        }
    }
}

/// The macro derives what a wire type needs; a second derive would be an error without a word about why.
fn derives(derives: &[syn::Path], more: &[&str], report: &mut Report) {
    for path in derives {
        let ours = |name: &&str| path.segments.last().is_some_and(|last| last.ident == name);
        if ["Debug", "Clone", "Serialize", "Deserialize"].iter().chain(more).any(ours) {
            report.at(path, messages::DERIVED);
        }
    }
}

fn unique(fields: &[Field], report: &mut Report) {
    let mut names = BTreeMap::new();
    for field in fields.iter().filter(|field| !field.flat) {
        // Two fields of one identifier are the compiler's to report.
        if let Some(first) = names.insert(&field.name, &field.ident)
            && *first != field.ident
        {
            let message = messages::twice_on_the_wire("fields", &field.name);
            report.conflict(&field.ident, message, first, messages::FIRST);
        }
    }
}
