//! Fields and the keys of `#[wx(…)]`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    Attribute, Expr, ExprLit, ExprRange, Ident, Lit, LitInt, LitStr, Meta, RangeLimits, ext::IdentExt,
    parse::Parse, punctuated::Punctuated,
};

use super::args::Args;
use crate::{
    messages,
    model::{Field, Limit, LimitValue},
    names,
    report::Report,
};

const KEYS: &[&str] = &[
    "query",
    "repeat",
    "key",
    "default",
    "secret",
    "min_chars",
    "max_chars",
    "min_width",
    "max_width",
    "max_bytes",
    "min_items",
    "max_items",
    "range",
    "more_than",
    "charset",
];

pub(super) fn field(field: syn::Field, camel: bool, of_endpoint: bool, report: &mut Report) -> Option<Field> {
    let ident = field.ident?;
    let plain = ident.unraw().to_string();
    let cased = if camel { names::camel(&plain) } else { plain };
    let mut read = Field {
        name: renamed(&field.attrs, report).unwrap_or(cased),
        doc: doc(&field.attrs),
        flat: serde_flag(&field.attrs, "flatten"),
        attrs: Vec::new(),
        vis: field.vis,
        ident,
        ty: field.ty,
        query: None,
        repeat: None,
        key: None,
        default: None,
        secret: None,
        limits: Vec::new(),
    };
    for attr in field.attrs {
        if attr.path().is_ident("wx") {
            keys(&attr, &mut read, report);
        } else {
            read.attrs.push(attr);
        }
    }
    for (slot, message) in [
        (&mut read.query, messages::QUERY_IN_TYPE),
        (&mut read.repeat, messages::QUERY_IN_TYPE),
        (&mut read.key, messages::KEY_IN_TYPE),
    ] {
        if let Some(key) = slot.take_if(|_| !of_endpoint) {
            report.at(key, message);
        }
    }
    Some(read)
}

fn keys(attr: &Attribute, field: &mut Field, report: &mut Report) {
    let Meta::List(list) = &attr.meta else {
        report.at(attr, messages::WX_FORM);
        return;
    };
    let mut args = Args::read(list.tokens.clone(), report);
    for (key, slot) in [
        ("query", &mut field.query),
        ("repeat", &mut field.repeat),
        ("key", &mut field.key),
        ("default", &mut field.default),
        ("secret", &mut field.secret),
    ] {
        *slot = args.flag(key, report).or(slot.take());
    }
    for key in ["min_chars", "max_chars", "min_width", "max_width", "max_bytes", "min_items", "max_items"] {
        let example = format!("{key} = 32");
        let wrong = messages::one_number(key, &example);
        if let Some(said) = args.value(key, &example, Some(&wrong), most, report) {
            field.limits.push(Limit { key: said.key, value: LimitValue::Most(said.value) });
        }
    }
    if let Some(said) = args.value("range", "range = 280..=1280", None, range, report) {
        field.limits.push(Limit { key: said.key, value: said.value });
    }
    let wrong = messages::one_number("more_than", "more_than = 0");
    if let Some(said) = args.value("more_than", "more_than = 0", Some(&wrong), super::integer, report) {
        field.limits.push(Limit { key: said.key, value: LimitValue::MoreThan(said.value) });
    }
    if let Some(said) = args.text("charset", "charset = \"0-9a-z\"", |_| Ok(()), report) {
        field.limits.push(Limit { key: said.key, value: LimitValue::Charset(said.value) });
    }
    args.finish(KEYS, report);
}

fn most(input: syn::parse::ParseStream<'_>) -> syn::Result<usize> {
    input.parse::<LitInt>()?.base10_parse()
}

fn range(input: syn::parse::ParseStream<'_>) -> syn::Result<LimitValue> {
    let tokens: TokenStream = input.parse()?;
    let wrong = || syn::Error::new_spanned(&tokens, messages::RANGE);
    let Ok(Expr::Range(ExprRange { start, limits, end, .. })) = syn::parse2(tokens.clone()) else {
        return Err(wrong());
    };
    // `1..` has no last end, `..=9` no first; `1..9` would leave the reader to wonder.
    if end.is_some() != matches!(limits, RangeLimits::Closed(_)) || start.is_none() && end.is_none() {
        return Err(wrong());
    }
    let number = |expr: Option<Box<Expr>>, open: i64| match expr {
        Some(expr) => {
            syn::parse2::<Number>(expr.to_token_stream()).map(|number| number.0).map_err(|_| wrong())
        }
        None => Ok(open),
    };
    Ok(LimitValue::Range(number(start, i64::MIN)?, number(end, i64::MAX)?, tokens))
}

struct Number(i64);

impl Parse for Number {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        super::integer(input).map(Self)
    }
}

/// `#[wx(other)]` on a variant; an error for something else in `#[wx]`.
pub(super) fn other(attrs: &[Attribute], report: &mut Report) -> Result<Option<Ident>, ()> {
    let mut found = Ok(None);
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("wx")) {
        let Meta::List(list) = &attr.meta else {
            report.at(attr, messages::OTHER_FORM);
            found = Err(());
            continue;
        };
        let mut args = Args::read(list.tokens.clone(), report);
        let flag = args.flag("other", report);
        args.finish(&["other"], report);
        found = if args.saw_unknown { Err(()) } else { found.map(|found| flag.or(found)) };
    }
    found
}

/// The documentation, line by line, without the space after `///`.
pub(crate) fn doc(attrs: &[Attribute]) -> String {
    let lines = attrs.iter().filter(|attr| attr.path().is_ident("doc")).filter_map(|attr| match &attr.meta {
        Meta::NameValue(value) => match &value.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    let lines: Vec<_> = lines.map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned()).collect();
    lines.join("\n").trim().to_owned()
}

/// What serde calls the field, if the author renamed it.
pub(super) fn renamed(attrs: &[Attribute], report: &mut Report) -> Option<String> {
    let apart = serde_metas(attrs)
        .into_iter()
        .find(|meta| meta.path().is_ident("rename") && matches!(meta, Meta::List(_)));
    if let Some(apart) = apart {
        report.at(apart, messages::RENAME_BOTH);
    }
    serde_text(attrs, "rename").map(|name| name.value())
}

/// The text of `#[serde(key = "text")]`.
pub(super) fn serde_text(attrs: &[Attribute], key: &str) -> Option<LitStr> {
    serde_metas(attrs).into_iter().find_map(|meta| match meta {
        Meta::NameValue(meta) if meta.path.is_ident(key) => match meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text),
            _ => None,
        },
        _ => None,
    })
}

/// Whether `#[serde(key)]` or `#[serde(key = …)]` is there.
pub(crate) fn serde_flag(attrs: &[Attribute], key: &str) -> bool {
    serde_metas(attrs).iter().any(|meta| meta.path().is_ident(key))
}

/// serde reports its own mistakes; what cannot be read here is left to it.
fn serde_metas(attrs: &[Attribute]) -> Vec<Meta> {
    let serde = attrs.iter().filter(|attr| attr.path().is_ident("serde"));
    serde
        .flat_map(|attr| attr.parse_args_with(Punctuated::<Meta, syn::Token![,]>::parse_terminated))
        .flatten()
        .collect()
}
