//! The rules that need more than one token. A rule stays quiet about a value that could not be read: one slip is one
//! error.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::Ident;

mod endpoint;

pub(crate) use endpoint::endpoint;

use crate::{
    messages,
    model::{
        Content, Direction, Enum, EnumKind, Field, Kind, LimitValue, Shape, Struct, Variant, WireType,
        is_named, is_string, kind,
    },
    report::Report,
};

pub(crate) fn wire_type(wire: &WireType, report: &mut Report) {
    let direction = wire.direction.unwrap_or(Direction::Request);
    match &wire.shape {
        Shape::Struct(shape) => {
            structure(shape, direction, report);
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
            enumeration(shape, wire, direction, report);
        }
    }
}

fn structure(shape: &Struct, direction: Direction, report: &mut Report) {
    let default = (direction.is_sent() && shape.has_default()).then_some("Default");
    derives(&shape.derives, default.as_slice(), report);
    unique(&shape.fields, report);
    for it in &shape.fields {
        field(it, direction, report);
        if direction.is_sent() && !it.is_required() && it.ident == "new" {
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

fn field(field: &Field, direction: Direction, report: &mut Report) {
    if field.flat
        && let Some(limit) = field.limits.first()
    {
        report.at(&limit.key, messages::FLAT_LIMIT);
    }
    if let Some(default) = &field.default
        && field.optional().is_some()
    {
        report.at(default, messages::OPTION_DEFAULT);
    }
    if let Some(secret) = &field.secret
        && is_string(field.inner())
    {
        report.at(secret, messages::SECRET_TEXT);
    }
    for limit in &field.limits {
        if direction == Direction::Response {
            report.at(&limit.key, messages::ANSWER_LIMIT);
        } else if let Some(kind) = kind(field.inner())
            && !takes(kind, &limit.key)
        {
            let ty = field.inner().to_token_stream().to_string().replace(' ', "");
            report.at(&limit.key, messages::limit(&limit.key.to_string(), &ty, kind));
        }
        match &limit.value {
            LimitValue::Range(min, max, range) if min > max => report.at(range, messages::EMPTY_RANGE),
            LimitValue::Charset(set) if set.value().is_empty() => report.at(set, messages::CHARSET),
            _ => {}
        }
    }
    for (min, max) in [("min_chars", "max_chars"), ("min_width", "max_width"), ("min_items", "max_items")] {
        let most = |key: &str| {
            let limit = field.limits.iter().find(|limit| limit.key == key)?;
            if let LimitValue::Most(most) = limit.value { Some((&limit.key, most)) } else { None }
        };
        if let (Some((min, least)), Some((max, most))) = (most(min), most(max))
            && least > most
        {
            report.conflict(max, messages::EMPTY_LIMITS, min, messages::EMPTY_LIMITS_HERE);
        }
    }
    for (index, limit) in field.limits.iter().enumerate() {
        if let Some(first) = field.limits[..index].iter().find(|first| first.key == limit.key) {
            report.conflict(&limit.key, messages::twice(&limit.key.to_string()), &first.key, messages::FIRST);
        }
    }
}

/// Whether a value of this kind has what the limit is about.
fn takes(kind: Kind, limit: &Ident) -> bool {
    let keys: &[&str] = match kind {
        Kind::Text => &["min_chars", "max_chars", "min_width", "max_width", "max_bytes", "charset"],
        Kind::Number => &["range", "more_than"],
        Kind::List => &["min_items", "max_items"],
        Kind::Bool => &[],
    };
    keys.iter().any(|key| limit == key)
}

fn enumeration(shape: &Enum, wire: &WireType, direction: Direction, report: &mut Report) {
    let kind = shape.kind(wire.tag.is_some());
    if shape.variants.is_empty() {
        report.at(&shape.ident, messages::EMPTY_ENUM);
        return;
    }
    let closed = matches!(kind, EnumKind::Words | EnumKind::Codes);
    let open = shape.variants.iter().any(|variant| variant.other.is_some());
    let ours: &[&str] = match closed {
        true if open => &["PartialEq", "Eq"],
        true => &["PartialEq", "Eq", "Copy"],
        false => &[],
    };
    derives(&shape.derives, ours, report);
    let received = wire.direction.is_some_and(Direction::is_received);
    // Whether what the variants are together can be judged.
    let whole = !shape.variants.iter().any(|variant| variant.unread);
    if whole
        && received
        && let Some(variant) = unmarked(shape)
    {
        report.at(&variant.ident, messages::UNMARKED);
        return;
    }
    let other = shape.variants.iter().position(|variant| variant.other.is_some());
    if let Some(index) = other
        && let Some(key) = &shape.variants[index].other
    {
        let holds = match &shape.variants[index].content {
            Content::Newtype(ty) if kind == EnumKind::Codes => is_named(ty, "i64"),
            Content::Newtype(ty) => is_named(ty, "String"),
            _ => false,
        };
        if whole && !(closed && holds) {
            report.at(&shape.variants[index].ident, messages::OTHER_SHAPE);
        }
        if index + 1 != shape.variants.len() {
            report.at(key, messages::OTHER_LAST);
        }
        if wire.direction == Some(Direction::Request) {
            report.at(key, messages::OTHER_REQUEST);
        }
    } else if whole && closed && received {
        report.at(&shape.ident, messages::OPEN);
    }

    let mut names = BTreeMap::new();
    let mut codes = BTreeMap::new();
    for variant in shape.variants.iter().filter(|variant| variant.other.is_none() && !variant.unread) {
        match (&variant.content, kind) {
            (Content::Newtype(_), EnumKind::Tagged) => {}
            (_, EnumKind::Tagged) => report.at(&variant.ident, messages::TAG_SHAPE),
            _ if !whole => {}
            (Content::Unit, EnumKind::Codes) if variant.code.is_none() => {
                report.at(&variant.ident, messages::MIXED_CODES);
            }
            (Content::Unit, EnumKind::Shapes) => report.at(&variant.ident, messages::MIXED_SHAPES),
            (Content::Newtype(_) | Content::Fields(_), EnumKind::Codes) => {
                report.at(&variant.ident, messages::MIXED_SHAPES);
            }
            _ => {}
        }
        if let Content::Fields(fields) = &variant.content {
            unique(fields, report);
            for it in fields {
                field(it, direction, report);
            }
        }
        if kind != EnumKind::Shapes
            && let Some(first) = names.insert(&variant.name, &variant.ident)
        {
            let message = messages::twice_on_the_wire("variants", &variant.name);
            report.conflict(&variant.ident, message, first, messages::FIRST);
        }
        if let Some(code) = variant.code
            && let Some(first) = codes.insert(code, &variant.ident)
        {
            report.conflict(&variant.ident, messages::twice_a_code(code), first, messages::FIRST);
        }
    }
}

/// The variant that seems to keep what is not known, though it is not marked: the only one with content, and the last.
fn unmarked(shape: &Enum) -> Option<&Variant> {
    let (last, rest) = shape.variants.split_last()?;
    let seems = last.other.is_none()
        && matches!(&last.content, Content::Newtype(ty) if is_named(ty, "String") || is_named(ty, "i64"))
        && rest.iter().all(|variant| matches!(variant.content, Content::Unit) && variant.other.is_none());
    (seems && !rest.is_empty()).then_some(last)
}
