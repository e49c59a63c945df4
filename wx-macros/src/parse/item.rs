//! Structs and enums.

use syn::{Attribute, Expr, ExprLit, ExprUnary, Fields, ItemEnum, ItemStruct, Lit, LitStr, Meta, UnOp};

use super::field;
use crate::{
    messages,
    model::{Content, Enum, Struct, Variant},
    names,
    report::Report,
};

pub(super) fn structure(item: ItemStruct, of_endpoint: bool, report: &mut Report) -> Option<Struct> {
    if !item.generics.params.is_empty() {
        report.at(&item.generics, messages::GENERICS);
    }
    refuse_derives(&item.attrs, report);
    let case = rename_all(&item.attrs, report);
    let fields = match item.fields {
        Fields::Named(fields) => fields.named,
        Fields::Unit => Default::default(),
        Fields::Unnamed(fields) => {
            report.at(fields, messages::UNNAMED_FIELDS);
            return None;
        }
    };
    let camel = case.is_some_and(|case| case.value() == "camelCase");
    let fields = fields
        .into_iter()
        .filter_map(|it| field::field(it, camel, of_endpoint, report))
        .collect();
    Some(Struct {
        attrs: item.attrs,
        vis: item.vis,
        ident: item.ident,
        fields,
    })
}

pub(super) fn enumeration(item: ItemEnum, report: &mut Report) -> Option<Enum> {
    if !item.generics.params.is_empty() {
        report.at(&item.generics, messages::GENERICS);
    }
    refuse_derives(&item.attrs, report);
    let case = rename_all(&item.attrs, report);
    let word = case
        .as_ref()
        .map_or_else(|| "snake_case".to_owned(), LitStr::value);
    let variants = item
        .variants
        .into_iter()
        .map(|it| variant(it, &word, report))
        .collect();
    Some(Enum {
        attrs: item.attrs,
        vis: item.vis,
        ident: item.ident,
        variants,
        renamed: case.is_some(),
    })
}

fn variant(variant: syn::Variant, case: &str, report: &mut Report) -> Variant {
    let ident = variant.ident.to_string();
    let cased = match case {
        "camelCase" => names::lower_camel(&ident),
        "lowercase" => ident.to_lowercase(),
        "SCREAMING_SNAKE_CASE" => names::snake(&ident).to_uppercase(),
        _ => names::snake(&ident),
    };
    let name = field::renamed(&variant.attrs).unwrap_or(cased);
    let other = field::other(&variant.attrs, report);
    let content = match variant.fields {
        Fields::Unit => Content::Unit,
        Fields::Unnamed(mut fields) if fields.unnamed.len() == 1 => {
            Content::Newtype(fields.unnamed.pop().expect("there is one").ty)
        }
        Fields::Unnamed(fields) => {
            report.at(fields, messages::UNNAMED_FIELDS);
            Content::Unit
        }
        Fields::Named(fields) => {
            let read = |it| field::field(it, false, false, report);
            Content::Fields(fields.named.into_iter().filter_map(read).collect())
        }
    };
    let code = variant.discriminant.and_then(|(_, expr)| match code(&expr) {
        Some(code) => Some(code),
        None => {
            report.at(expr, messages::CODE);
            None
        }
    });
    let attrs = variant
        .attrs
        .into_iter()
        .filter(|attr| !attr.path().is_ident("wx"))
        .collect();
    Variant {
        attrs,
        ident: variant.ident,
        name,
        content,
        code,
        other,
    }
}

fn code(expr: &Expr) -> Option<i64> {
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Int(code), ..
        }) => code.base10_parse().ok(),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => code(expr)?.checked_neg(),
        _ => None,
    }
}

/// The case the author chose for all names, if it is one the macro can follow.
fn rename_all(attrs: &[Attribute], report: &mut Report) -> Option<LitStr> {
    let case = field::serde_text(attrs, "rename_all")?;
    match case.value().as_str() {
        "camelCase" | "snake_case" | "lowercase" | "SCREAMING_SNAKE_CASE" => Some(case),
        _ => {
            report.at(case, messages::RENAME_ALL);
            None
        }
    }
}

/// The macro derives what a wire type needs; a second derive would be an error without a word about why.
fn refuse_derives(attrs: &[Attribute], report: &mut Report) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("derive")) {
        let Meta::List(list) = &attr.meta else { continue };
        let paths =
            list.parse_args_with(syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated);
        for path in paths.into_iter().flatten() {
            let last = path
                .segments
                .last()
                .map(|segment| segment.ident.to_string())
                .unwrap_or_default();
            if ["Debug", "Clone", "Serialize", "Deserialize"].contains(&last.as_str()) {
                report.at(path, messages::DERIVED);
            }
        }
    }
}
