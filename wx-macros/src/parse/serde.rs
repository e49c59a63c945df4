//! What serde's attributes say. serde reports its own mistakes; what cannot be read here is left to it.

use proc_macro2::TokenStream;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, Token, punctuated::Punctuated};

use super::args::Key;
use crate::{messages, report::Report};

/// The keys that authors look for in `#[wx(…)]`.
pub(super) const KEYS: &[Key] = &[
    ("rename", "rename = \"…\""),
    ("flatten", "flatten"),
    ("alias", "alias = \"…\""),
    ("skip_serializing_if", "skip_serializing_if = \"…\""),
];

/// Everything that serde is told.
pub(crate) fn metas(attrs: &[Attribute]) -> Vec<Meta> {
    let serde = attrs.iter().filter(|attr| attr.path().is_ident("serde"));
    serde
        .flat_map(|attr| attr.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated))
        .flatten()
        .collect()
}

/// The text of `#[serde(key = "text")]`.
pub(crate) fn text(meta: &Meta) -> Option<&LitStr> {
    match meta {
        Meta::NameValue(meta) => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// `#[serde(key)]` or `#[serde(key = …)]`.
pub(crate) fn find(attrs: &[Attribute], key: &str) -> Option<Meta> {
    metas(attrs).into_iter().find(|meta| meta.path().is_ident(key))
}

/// Whether `#[serde(key)]` or `#[serde(key = …)]` is there.
pub(crate) fn flag(attrs: &[Attribute], key: &str) -> bool {
    find(attrs, key).is_some()
}

/// What serde calls the field or variant, if the author renamed it.
pub(super) fn renamed(attrs: &[Attribute], report: &mut Report) -> Option<String> {
    let name = one_way(attrs, "rename", messages::RENAME_BOTH, report)?;
    if name.value().is_empty() {
        report.at(&name, messages::EMPTY_NAME);
    }
    Some(name.value())
}

/// The case the author chose for all names, if it is one the macro can follow.
pub(super) fn rename_all(
    attrs: &[Attribute],
    key: &str,
    known: &[&str],
    message: &str,
    report: &mut Report,
) -> Option<String> {
    let case = one_way(attrs, key, messages::CASE_BOTH, report)?;
    if known.contains(&case.value().as_str()) {
        return Some(case.value());
    }
    report.at(case, message);
    None
}

/// The text of a key that can also be said for each direction, which is a mistake.
fn one_way(attrs: &[Attribute], key: &str, message: &str, report: &mut Report) -> Option<LitStr> {
    let mut found = None;
    for meta in metas(attrs).into_iter().filter(|meta| meta.path().is_ident(key)) {
        match &meta {
            Meta::List(_) => report.at(meta, message),
            meta => found = found.or_else(|| text(meta).cloned()),
        }
    }
    found
}

/// Whether the attribute is there only under a condition, and says something a macro must know.
pub(crate) fn conditional(attr: &Attribute) -> bool {
    let mentions = |tokens: &TokenStream| {
        tokens.clone().into_iter().any(|token| ["serde", "wx", "cfg"].contains(&token.to_string().as_str()))
    };
    match &attr.meta {
        Meta::List(list) => {
            attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr") && mentions(&list.tokens)
        }
        _ => false,
    }
}
