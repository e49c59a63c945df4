//! The rules of an enum.

use std::collections::BTreeMap;

use super::{derives, field, serde, unique};
use crate::{
    messages,
    model::{Content, Direction, Enum, EnumKind, Variant, WireType, is_named},
    report::Report,
};

pub(super) fn all(shape: &Enum, wire: &WireType, report: &mut Report) {
    let kind = shape.kind(wire.tagged);
    serde::container(&shape.attrs, true, wire.direction, report);
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
    for it in &shape.variants {
        inside(it, wire.direction, report);
    }
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
    match shape.variants.iter().position(|variant| variant.other.is_some()) {
        Some(index) => other(shape, index, kind, wire, report),
        None if whole && closed && received => report.at(&shape.ident, messages::OPEN),
        None if whole && received && kind == EnumKind::Shapes => {
            report.at(&shape.ident, messages::SHAPES_RECEIVED)
        }
        None => {}
    }
    for it in shape.variants.iter().filter(|variant| variant.other.is_none() && !variant.unread) {
        match (&it.content, kind) {
            (Content::Newtype(_), EnumKind::Tagged) => {}
            (_, EnumKind::Tagged) => report.at(&it.ident, messages::TAG_SHAPE),
            _ if !whole => {}
            (Content::Unit, EnumKind::Codes) if it.code.is_none() => {
                report.at(&it.ident, messages::MIXED_CODES);
            }
            (Content::Unit, EnumKind::Shapes) => report.at(&it.ident, messages::MIXED_SHAPES),
            (Content::Newtype(_) | Content::Fields(_), EnumKind::Codes) => {
                report.at(&it.ident, messages::MIXED_SHAPES);
            }
            _ => {}
        }
    }
    names(shape, wire, kind, report);
}

/// What is inside a variant.
fn inside(variant: &Variant, direction: Option<Direction>, report: &mut Report) {
    serde::variant(variant, direction, report);
    match &variant.content {
        Content::Unit => {}
        Content::Newtype(ty) if variant.other.is_none() => field::no_wire_types(ty, report),
        Content::Newtype(_) => {}
        Content::Fields(fields) => {
            unique(fields, report);
            for it in fields {
                field::all(it, direction, report);
            }
        }
    }
}

/// The variant that keeps what is not known.
fn other(shape: &Enum, index: usize, kind: EnumKind, wire: &WireType, report: &mut Report) {
    let variant = &shape.variants[index];
    let Some(key) = &variant.other else { return };
    let holds = match &variant.content {
        Content::Newtype(ty) if kind == EnumKind::Codes => is_named(ty, "i64"),
        Content::Newtype(ty) => is_named(ty, "String"),
        _ => false,
    };
    let closed = matches!(kind, EnumKind::Words | EnumKind::Codes);
    let whole = !shape.variants.iter().any(|variant| variant.unread);
    if whole && (!closed || !holds) {
        report.at(&variant.ident, messages::OTHER_SHAPE);
    }
    let others = shape.variants.iter().filter_map(|variant| variant.other.as_ref());
    for second in others.skip(1) {
        report.conflict(second, messages::TWO_OTHERS, key, messages::FIRST);
    }
    if shape.variants[index + 1..].iter().any(|variant| variant.other.is_none()) {
        report.at(key, messages::OTHER_LAST);
    }
    if wire.direction == Some(Direction::Request) {
        report.at(key, messages::OTHER_REQUEST);
    }
}

/// Words and codes tell variants apart.
fn names(shape: &Enum, wire: &WireType, kind: EnumKind, report: &mut Report) {
    let mut names = BTreeMap::new();
    let mut codes = BTreeMap::new();
    for it in shape.variants.iter().filter(|variant| variant.other.is_none() && !variant.unread) {
        // Two variants of one identifier are the compiler's to report.
        if matches!(kind, EnumKind::Words | EnumKind::Tagged)
            && let Some(first) = names.insert(&it.name, &it.ident)
            && *first != it.ident
        {
            let message = messages::twice_on_the_wire("variants", &it.name);
            report.conflict(&it.ident, message, first, messages::FIRST);
        }
        if let Some(tag) = &wire.tag
            && kind == EnumKind::Tagged
            && it.name == tag.value.value()
        {
            report.conflict(&it.ident, messages::tag_name(&it.name), &tag.value, messages::here("tag"));
        }
        if let Some(code) = it.code
            && let Some(first) = codes.insert(code, &it.ident)
        {
            report.conflict(&it.ident, messages::twice_a_code(code), first, messages::FIRST);
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
