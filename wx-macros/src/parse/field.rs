//! Fields and the keys of `#[wx(…)]`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    Attribute, Expr, ExprLit, ExprRange, Ident, Lit, LitInt, Meta, RangeLimits,
    ext::IdentExt,
    parse::{Parse, ParseStream},
};

use super::{
    ENDPOINT_KEYS, EVENT_KEYS,
    args::{Args, Key},
    meant::Elsewhere,
    serde,
};
use crate::{
    messages,
    model::{Field, Limit, LimitValue},
    names,
    report::Report,
};

pub(super) const KEYS: &[Key] = &[
    ("query", "query"),
    ("repeat", "repeat"),
    ("key", "key"),
    ("default", "default"),
    ("secret", "secret"),
    ("essential", "essential"),
    ("min_chars", "min_chars = 1"),
    ("max_chars", "max_chars = 32"),
    ("min_width", "min_width = 4"),
    ("max_width", "max_width = 30"),
    ("max_bytes", "max_bytes = 128"),
    ("max_json_chars", "max_json_chars = 1024"),
    ("min_items", "min_items = 1"),
    ("max_items", "max_items = 10"),
    ("range", "range = 280..=1280"),
    ("more_than", "more_than = 0"),
    ("charset", "charset = \"0-9a-z\""),
    ("prefix", "prefix = \"pages/\""),
    ("not_prefix", "not_prefix = \"/\""),
    ("not_contains", "not_contains = \"?\""),
];
const COUNTS: &[&str] = &[
    "min_chars",
    "max_chars",
    "min_width",
    "max_width",
    "max_bytes",
    "max_json_chars",
    "min_items",
    "max_items",
];
const ELSEWHERE: Elsewhere<'static> = &[("serde", serde::KEYS), ("wx_endpoint", ENDPOINT_KEYS)];
const ELSEWHERE_OF_EVENT: Elsewhere<'static> = &[("serde", serde::KEYS), ("wx_event", EVENT_KEYS)];
const VARIANT_KEYS: &[Key] = &[("other", "other")];

/// What a field is a field of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Endpoint,
    Event,
    Type,
}

pub(super) fn field(
    field: syn::Field,
    case: Option<&str>,
    owner: Owner,
    report: &mut Report,
) -> Option<Field> {
    let ident = field.ident?;
    let plain = ident.unraw().to_string();
    if let Some((equals, _)) = field.default {
        report.at(equals, messages::FIELD_VALUE);
    }
    let mut read = Field {
        name: serde::renamed(&field.attrs, report).unwrap_or_else(|| names::of_field(&plain, case)),
        doc: doc(&field.attrs),
        flat: serde::flag(&field.attrs, "flatten"),
        attrs: Vec::new(),
        vis: field.vis,
        ident,
        ty: field.ty,
        query: None,
        repeat: None,
        key: None,
        default: None,
        secret: None,
        essential: None,
        limits: Vec::new(),
        unread: false,
    };
    for attr in field.attrs {
        if attr.path().is_ident("wx") {
            keys(&attr, &mut read, owner, report);
        } else {
            read.attrs.push(attr);
        }
    }
    for (slot, message) in [
        (&mut read.query, messages::QUERY_IN_TYPE),
        (&mut read.repeat, messages::QUERY_IN_TYPE),
        (&mut read.key, messages::KEY_IN_TYPE),
    ] {
        if let Some(key) = slot.take_if(|_| owner != Owner::Endpoint) {
            report.at(key, message);
            read.unread = true;
        }
    }
    Some(read)
}

fn keys(attr: &Attribute, field: &mut Field, owner: Owner, report: &mut Report) {
    let Meta::List(list) = &attr.meta else {
        report.at(attr, messages::WX_FORM);
        field.unread = true;
        return;
    };
    let elsewhere = if owner == Owner::Event { ELSEWHERE_OF_EVENT } else { ELSEWHERE };
    let mut args = Args::read(list.tokens.clone(), KEYS, elsewhere, report);
    for (key, slot) in [
        ("query", &mut field.query),
        ("repeat", &mut field.repeat),
        ("key", &mut field.key),
        ("default", &mut field.default),
        ("secret", &mut field.secret),
        ("essential", &mut field.essential),
    ] {
        match (args.flag(key, report), &slot) {
            (Some(second), Some(first)) => {
                report.conflict(second, messages::twice(key), first, messages::FIRST)
            }
            (Some(flag), None) => *slot = Some(flag),
            (None, _) => {}
        }
    }
    for key in COUNTS {
        let wrong = messages::one_number(key, args.example(key));
        let said = args.value(key, &wrong, count, report);
        field.limits.extend(said.map(|said| Limit { key: said.key, value: LimitValue::Count(said.value) }));
    }
    let said = args.value("range", messages::RANGE, range, report);
    field.limits.extend(said.map(|said| Limit { key: said.key, value: said.value }));
    let wrong = messages::one_number("more_than", args.example("more_than"));
    let said = args.value("more_than", &wrong, |input| Ok(super::integer(input)?.0), report);
    field.limits.extend(said.map(|said| Limit { key: said.key, value: LimitValue::MoreThan(said.value) }));
    for (key, valid) in [
        ("charset", valid_charset as fn(&str) -> Result<(), &'static str>),
        ("prefix", not_empty),
        ("not_prefix", not_empty),
        ("not_contains", not_empty),
    ] {
        let said = args.text(key, valid, report);
        field.limits.extend(said.map(|said| Limit { key: said.key, value: LimitValue::Text(said.value) }));
    }
    args.finish(report);
    field.unread |= args.saw_unknown || !args.into_unread().is_empty() || list.tokens.is_empty();
    if list.tokens.is_empty() {
        report.at(attr, messages::WX_FORM);
    }
}

fn count(input: ParseStream<'_>) -> syn::Result<usize> {
    let number = input.parse::<LitInt>()?;
    number.base10_parse().map_err(|_| syn::Error::new(number.span(), "expected a number of 64 bits"))
}

fn range(input: ParseStream<'_>) -> syn::Result<LimitValue> {
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
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        super::integer(input).map(|(number, _)| Self(number))
    }
}

fn valid_charset(set: &str) -> Result<(), &'static str> {
    let chars: Vec<_> = set.chars().collect();
    let is_end = char::is_ascii_alphanumeric;
    let backwards = |it: &[char]| it[1] == '-' && is_end(&it[0]) && is_end(&it[2]) && it[0] > it[2];
    if chars.is_empty() {
        Err(messages::CHARSET)
    } else if chars.windows(3).any(backwards) {
        Err(messages::CHARSET_BACKWARDS)
    } else {
        Ok(())
    }
}

fn not_empty(text: &str) -> Result<(), &'static str> {
    if text.is_empty() { Err(messages::EMPTY_PART) } else { Ok(()) }
}

/// `#[wx(other)]` on a variant; an error for something else in `#[wx]`.
pub(super) fn other(attrs: &[Attribute], report: &mut Report) -> Result<Option<Ident>, ()> {
    let mut found = Ok(None);
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("wx")) {
        let list = match &attr.meta {
            Meta::List(list) if !list.tokens.is_empty() => list,
            _ => {
                report.at(attr, messages::OTHER_FORM);
                found = Err(());
                continue;
            }
        };
        let mut args = Args::read(list.tokens.clone(), VARIANT_KEYS, ELSEWHERE, report);
        let flag = args.flag("other", report);
        args.finish(report);
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
