//! serde's attributes pass through. Those that would let a type travel otherwise than the macro describes it do not.

use syn::{Attribute, Meta};

use crate::{
    messages::serde as messages,
    model::{Content, Direction, Field, Variant},
    parse::serde::{conditional, metas, text},
    report::Report,
};

pub(super) fn container(
    attrs: &[Attribute],
    is_enum: bool,
    direction: Option<Direction>,
    report: &mut Report,
) {
    for meta in metas(attrs) {
        let request = direction == Some(Direction::Request);
        let message = match key(&meta).as_str() {
            "deny_unknown_fields" if request => messages::STRICT,
            "deny_unknown_fields" => messages::OPEN,
            "crate" => messages::CRATE,
            "rename" => messages::CONTAINER_NAME,
            "default" => messages::CONTAINER_DEFAULT,
            "tag" | "content" | "untagged" if is_enum => messages::TAG,
            "tag" => messages::STRUCT_TAG,
            "transparent" | "from" | "try_from" | "into" | "remote" => messages::OTHER_SHAPE,
            _ => continue,
        };
        report.at(meta.path(), message);
    }
}

pub(super) fn field(field: &Field, direction: Option<Direction>, report: &mut Report) {
    for meta in metas(&field.attrs) {
        let message = match key(&meta).as_str() {
            key if key.starts_with("skip") && field.key.is_some() => messages::KEY_SKIP,
            "skip" | "skip_serializing" | "skip_deserializing" => messages::SKIP,
            "with" | "serialize_with" | "deserialize_with" => messages::WITH,
            "alias" if direction == Some(Direction::Request) => messages::ALIAS,
            "rename" if field.flat => messages::FLAT_NAME,
            "skip_serializing_if"
                if direction == Some(Direction::Request) && field.is_required() && !field.unread =>
            {
                messages::SKIP_REQUIRED
            }
            "default" => match default(field, &meta, direction) {
                Some(message) => message,
                None => continue,
            },
            _ => continue,
        };
        report.at(meta.path(), message);
    }
}

/// `default` is serde's word for reading; what a field starts as, and that it may be missing, is the macro's to know.
fn default(field: &Field, meta: &Meta, direction: Option<Direction>) -> Option<&'static str> {
    if direction.is_none() || field.unread {
        None
    } else if field.optional().is_some() {
        Some(crate::messages::OPTION_DEFAULT)
    } else if direction != Some(Direction::Response) && text(meta).is_some() {
        Some(messages::DEFAULT_VALUE)
    } else if field.default.is_none() {
        Some(messages::DEFAULT)
    } else {
        None
    }
}

pub(super) fn variant(variant: &Variant, direction: Option<Direction>, report: &mut Report) {
    for meta in metas(&variant.attrs) {
        let message = match key(&meta).as_str() {
            "skip" | "skip_serializing" | "skip_deserializing" => messages::SKIP_VARIANT,
            "with" | "serialize_with" | "deserialize_with" => messages::WITH,
            "other" => messages::OTHER,
            "untagged" => messages::TAG,
            "rename" | "alias" if variant.code.is_some() => messages::CODE_NAME,
            "rename" if variant.other.is_some() => messages::OTHER_NAME,
            "alias" if direction == Some(Direction::Request) => messages::ALIAS,
            "rename_all" if !matches!(variant.content, Content::Fields(_)) => messages::VARIANT_CASE,
            _ => continue,
        };
        report.at(meta.path(), message);
    }
    for attr in variant.attrs.iter().filter(|attr| conditional(attr)) {
        report.at(attr, crate::messages::CONDITION);
    }
}

fn key(meta: &Meta) -> String {
    meta.path().get_ident().map(ToString::to_string).unwrap_or_default()
}
