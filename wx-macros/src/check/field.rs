//! The rules of a field.

use syn::{GenericArgument, PathArguments, Type};

use super::{limits, serde};
use crate::{
    messages,
    model::{Direction, Field, kind, written},
    parse,
    report::Report,
};

pub(super) fn all(field: &Field, direction: Option<Direction>, report: &mut Report) {
    for attr in field.attrs.iter().filter(|attr| parse::serde::conditional(attr)) {
        report.at(attr, messages::CONDITION);
    }
    if let Some(default) = &field.default
        && field.optional().is_some()
    {
        report.at(default, messages::OPTION_DEFAULT);
    }
    if let Some(secret) = &field.secret
        && kind(field.inner()).is_some()
    {
        report.at(secret, messages::secret(&written(field.inner())));
    }
    if let Some(essential) = &field.essential {
        let message = match direction {
            Some(direction) if !direction.is_received() => Some(messages::ESSENTIAL_SENT),
            _ if field.optional().is_some() => Some(messages::ESSENTIAL_OPTION),
            _ if field.default.is_some() => Some(messages::ESSENTIAL_DEFAULT),
            _ if field.flat => Some(messages::ESSENTIAL_FLAT),
            _ => None,
        };
        if let Some(message) = message {
            report.at(essential, message);
        }
    }
    if field.flat && kind(field.inner()).is_some() {
        report.at(&field.ty, messages::FLAT_TYPE);
    }
    serde::field(field, direction, report);
    limits::all(field, direction, report);
    no_wire_types(&field.ty, report);
}

/// Types that cannot travel, known by their spelling, wherever they stand in a type.
pub(super) fn no_wire_types(ty: &Type, report: &mut Report) {
    let path = match ty {
        Type::Path(path) => path,
        Type::Paren(inner) => return no_wire_types(&inner.elem, report),
        Type::Group(inner) => return no_wire_types(&inner.elem, report),
        Type::Reference(inner) => {
            let owned = match written(&inner.elem).as_str() {
                "str" => "String".to_owned(),
                owned => owned.to_owned(),
            };
            return report.at(ty, messages::no_wire_type(&written(ty), &owned));
        }
        Type::Array(inner) => {
            let list = format!("Vec<{}>", written(&inner.elem));
            return report.at(ty, messages::no_wire_type(&written(ty), &list));
        }
        Type::Tuple(_) => return report.at(ty, messages::TUPLE),
        _ => return,
    };
    let Some(last) = path.path.segments.last() else { return };
    let instead = match last.ident.to_string().as_str() {
        "usize" | "u128" => "u64",
        "isize" | "i128" => "i64",
        "char" | "str" => "String",
        "HashMap" if !last.arguments.is_none() => "BTreeMap",
        "HashSet" | "BTreeSet" | "VecDeque" if !last.arguments.is_none() => "Vec",
        _ => "",
    };
    if !instead.is_empty() && (path.path.segments.len() == 1 || !last.arguments.is_none()) {
        return report.at(ty, messages::no_wire_type(&last.ident.to_string(), instead));
    }
    if let PathArguments::AngleBracketed(generic) = &last.arguments {
        for argument in &generic.args {
            if let GenericArgument::Type(ty) = argument {
                no_wire_types(ty, report);
            }
        }
    }
}
