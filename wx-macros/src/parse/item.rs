//! Structs and enums.

use syn::{
    Attribute, Expr, ExprLit, ExprUnary, Fields, Generics, ItemEnum, ItemStruct, Lit, Path, Token, UnOp,
    ext::IdentExt, punctuated::Punctuated,
};

use super::{
    field::{self, Owner},
    serde,
};
use crate::{
    messages,
    model::{Content, Enum, Struct, Variant},
    names,
    report::Report,
};

const FIELD_CASES: &[&str] = &["camelCase", "PascalCase"];
const WORD_CASES: &[&str] = &["camelCase", "snake_case", "lowercase", "SCREAMING_SNAKE_CASE"];

pub(super) fn structure(item: ItemStruct, owner: Owner, report: &mut Report) -> Option<Struct> {
    refuse_generics(&item.generics, report)?;
    let case = field_case(&item.attrs, "rename_all", report);
    let fields = match item.fields {
        Fields::Named(fields) => fields.named,
        Fields::Unit => Default::default(),
        Fields::Unnamed(fields) => {
            report.at(fields, messages::UNNAMED_FIELDS);
            return None;
        }
    };
    let case = case.as_deref();
    let fields = fields.into_iter().filter_map(|it| field::field(it, case, owner, report)).collect();
    Some(Struct {
        derives: derives(&item.attrs),
        attrs: item.attrs,
        vis: item.vis,
        token: item.struct_token,
        ident: item.ident,
        fields,
    })
}

pub(super) fn enumeration(item: ItemEnum, report: &mut Report) -> Option<Enum> {
    refuse_generics(&item.generics, report)?;
    let case = serde::rename_all(&item.attrs, "rename_all", WORD_CASES, messages::RENAME_WORDS, report);
    let word = case.as_deref().unwrap_or("snake_case");
    let fields = field_case(&item.attrs, "rename_all_fields", report);
    let fields = fields.as_deref();
    let variants = item.variants.into_iter().map(|it| variant(it, word, fields, report)).collect();
    Some(Enum {
        derives: derives(&item.attrs),
        attrs: item.attrs,
        vis: item.vis,
        token: item.enum_token,
        ident: item.ident,
        variants,
        renamed: case.is_some(),
    })
}

fn variant(variant: syn::Variant, case: &str, field_case: Option<&str>, report: &mut Report) -> Variant {
    let ident = variant.ident.unraw().to_string();
    let cased = match case {
        "camelCase" => names::lower_camel(&ident),
        "lowercase" => ident.to_lowercase(),
        "SCREAMING_SNAKE_CASE" => names::snake(&ident).to_uppercase(),
        _ => names::snake(&ident),
    };
    let name = serde::renamed(&variant.attrs, report).unwrap_or(cased);
    let other = field::other(&variant.attrs, report);
    // serde's own `other` is told of, and was meant to be ours.
    let mut unread = other.is_err() || serde::flag(&variant.attrs, "other");
    let content = match variant.fields {
        Fields::Unit => Content::Unit,
        Fields::Unnamed(mut fields) if fields.unnamed.len() == 1 => {
            Content::Newtype(Box::new(fields.unnamed.pop().expect("there is one").ty))
        }
        Fields::Unnamed(fields) => {
            report.at(fields, messages::CONTENT);
            unread = true;
            Content::Unit
        }
        Fields::Named(fields) => {
            let own = self::field_case(&variant.attrs, "rename_all", report);
            let case = own.as_deref().or(field_case);
            let read = |it| field::field(it, case, Owner::Type, report);
            Content::Fields(fields.named.into_iter().filter_map(read).collect())
        }
    };
    let code = variant.discriminant.and_then(|(_, expr)| match code(&expr) {
        Some(code) => Some(code),
        None => {
            report.at(expr, messages::CODE);
            unread = true;
            None
        }
    });
    let attrs = variant.attrs.into_iter().filter(|attr| !attr.path().is_ident("wx")).collect();
    Variant { attrs, ident: variant.ident, name, content, code, other: other.unwrap_or_default(), unread }
}

fn code(expr: &Expr) -> Option<i64> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Int(code), .. }) => code.base10_parse().ok(),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => code(expr)?.checked_neg(),
        _ => None,
    }
}

/// The case the author chose for the names of fields.
fn field_case(attrs: &[Attribute], key: &str, report: &mut Report) -> Option<String> {
    serde::rename_all(attrs, key, FIELD_CASES, messages::RENAME_FIELDS, report)
}

fn refuse_generics(generics: &Generics, report: &mut Report) -> Option<()> {
    match &generics.where_clause {
        _ if !generics.params.is_empty() => report.at(generics, messages::GENERICS),
        Some(clause) => report.at(clause, messages::GENERICS),
        None => return Some(()),
    }
    None
}

/// Everything in the author's `#[derive(…)]`s. What cannot be read is left to the compiler.
fn derives(attrs: &[Attribute]) -> Vec<Path> {
    let derives = attrs.iter().filter(|attr| attr.path().is_ident("derive"));
    derives
        .filter_map(|attr| attr.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok())
        .flatten()
        .collect()
}
