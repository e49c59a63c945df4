//! From tokens to the model. A mistake costs the one value it is in; everything else is still read.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    Ident, Item, LitBool, LitInt, LitStr, Token, Type, bracketed,
    ext::IdentExt,
    parenthesized,
    parse::{ParseStream, Parser},
};

use crate::{
    messages,
    model::{Direction, Endpoint, ErrorNote, Fixed, FixedValue, Response, Shape, Struct, WireType},
    report::Report,
};

mod args;
pub(crate) mod field;
mod item;

use args::Args;

pub(crate) const ENDPOINT_KEYS: &[&str] = &[
    "method",
    "path",
    "auth",
    "sign",
    "secure",
    "body",
    "fixed",
    "appid",
    "one_of",
    "response",
    "errors",
    "idempotent",
    "name",
    "docs",
    "crate",
];
const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH"];
const AUTHS: &[&str] = &["access_token", "app_secret", "none"];
const BODIES: &[&str] = &["json", "query", "multipart", "raw", "none"];
pub(crate) const SIGNATURES: &[&str] = &["pay_sig", "user_signature", "session_signature", "delivery_sign"];
const RESPONSES: &[&str] = &["json", "binary", "binary_or", "empty"];

pub(crate) fn endpoint(args: TokenStream, item: TokenStream, report: &mut Report) -> Option<Endpoint> {
    let request = request(item, report);
    let mut args = Args::read(args, report);
    let endpoint = Endpoint {
        krate: args.krate(report),
        method: args.word("method", "method = POST", METHODS, report),
        path: args.text("path", "path = \"/wxa/…\"", valid_path, report),
        auth: args.word("auth", "auth = access_token", AUTHS, report),
        sign: args.words("sign", "sign = [pay_sig]", SIGNATURES, report),
        secure: args.flag("secure", report),
        body: args.word("body", "body = json", BODIES, report),
        fixed: args.list("fixed", "fixed = [action = \"list\"]", fixed, report),
        appid: args.flag("appid", report),
        one_of: args.list("one_of", "one_of = [img, img_url]", |input| input.call(Ident::parse_any), report),
        response: args.value("response", "response = json(Answer)", None, response, report),
        errors: args
            .value("errors", "errors = [40029]", Some(messages::ERRORS), errors, report)
            .map(|said| said.value)
            .unwrap_or_default(),
        idempotent: args.value(
            "idempotent",
            "idempotent = true",
            Some(messages::IDEMPOTENT),
            |input| input.parse::<LitBool>(),
            report,
        ),
        name: args.text("name", "name = \"getPhoneNumber\"", valid_name, report),
        docs: args.text("docs", "docs = \"https://…\"", valid_docs, report),
        request: {
            args.finish(ENDPOINT_KEYS, report);
            request?
        },
    };
    for (key, example, missing) in [
        ("method", "method = POST", !args.saw("method")),
        ("path", "path = \"/wxa/…\"", !args.saw("path")),
        ("response", "response = empty", !args.saw("response")),
    ] {
        if missing {
            report.at(&endpoint.request.ident, messages::missing_key(key, example));
        }
    }
    Some(endpoint)
}

fn request(item: TokenStream, report: &mut Report) -> Option<Struct> {
    match report.take(syn::parse2::<Item>(item))? {
        Item::Struct(item) => item::structure(item, true, report),
        Item::Enum(item) => {
            report.at(item.enum_token, messages::NOT_A_STRUCT);
            None
        }
        other => {
            report.at(keyword(&other), messages::NOT_A_STRUCT);
            None
        }
    }
}

pub(crate) fn wire_type(args: TokenStream, item: TokenStream, report: &mut Report) -> Option<WireType> {
    let shape = match report.take(syn::parse2::<Item>(item)) {
        Some(Item::Struct(item)) => item::structure(item, false, report).map(Shape::Struct),
        Some(Item::Enum(item)) => item::enumeration(item, report).map(Shape::Enum),
        Some(other) => {
            report.at(keyword(&other), messages::NOT_A_TYPE);
            None
        }
        None => None,
    };
    let mut args = Args::read(args, report);
    let mut direction = None;
    for (word, value) in
        [("request", Direction::Request), ("response", Direction::Response), ("both", Direction::Both)]
    {
        if let Some(key) = args.flag(word, report) {
            match &direction {
                None => direction = Some((key, value)),
                Some((first, _)) => report.conflict(key, messages::ONE_DIRECTION, first, messages::FIRST),
            }
        }
    }
    let krate = args.krate(report);
    let tag = args.text("tag", "tag = \"msgtype\"", |_| Ok(()), report);
    args.finish(&["request", "response", "both", "tag", "crate"], report);
    let shape = shape?;
    if direction.is_none() && !args.saw_unknown {
        report.at(shape.ident(), messages::DIRECTION);
    }
    Some(WireType { krate, direction: direction.map(|(_, direction)| direction), tag, shape })
}

fn response(input: ParseStream<'_>) -> syn::Result<Response> {
    let word = input.call(Ident::parse_any)?;
    let name = word.to_string();
    if !RESPONSES.contains(&name.as_str()) {
        input.parse::<TokenStream>()?;
        return Err(syn::Error::new(word.span(), messages::unknown("response", &name, RESPONSES)));
    }
    let rest: TokenStream = input.parse()?;
    match (name.as_str(), rest.is_empty()) {
        ("binary", true) => Ok(Response::Binary),
        ("empty", true) => Ok(Response::Empty),
        ("binary" | "empty", false) => Err(syn::Error::new_spanned(rest, messages::alone(&name))),
        ("json", _) => answer.parse2(rest).map(Response::Json).map_err(|_| untyped(&word)),
        _ => answer.parse2(rest).map(Response::BinaryOr).map_err(|_| untyped(&word)),
    }
}

/// `(Answer)`
fn answer(input: ParseStream<'_>) -> syn::Result<Type> {
    let content;
    parenthesized!(content in input);
    content.parse()
}

/// `action = "list"`
fn fixed(input: ParseStream<'_>) -> syn::Result<Fixed> {
    let name = input.call(Ident::parse_any)?;
    input.parse::<Token![=]>()?;
    let value = if input.peek(LitStr) {
        FixedValue::Text(input.parse::<LitStr>()?.value())
    } else {
        FixedValue::Integer(
            integer(input).map_err(|error| syn::Error::new(error.span(), messages::FIXED_VALUE))?,
        )
    };
    Ok(Fixed { name, value })
}

fn untyped(word: &Ident) -> syn::Error {
    syn::Error::new(word.span(), messages::untyped(&word.to_string()))
}

fn errors(input: ParseStream<'_>) -> syn::Result<Vec<ErrorNote>> {
    let content;
    bracketed!(content in input);
    let notes = content.parse_terminated(error_note, Token![,])?;
    Ok(notes.into_iter().collect())
}

fn error_note(input: ParseStream<'_>) -> syn::Result<ErrorNote> {
    let code = integer(input)?;
    let meaning = if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        input.parse::<LitStr>()?.value()
    } else {
        String::new()
    };
    Ok(ErrorNote { code, meaning })
}

/// `-1` or `40029`.
fn integer(input: ParseStream<'_>) -> syn::Result<i64> {
    let negative = input.parse::<Option<Token![-]>>()?.is_some();
    let number = input.parse::<LitInt>()?.base10_parse::<i64>()?;
    Ok(if negative { -number } else { number })
}

fn valid_path(path: &str) -> Result<(), &'static str> {
    let odd = |c: char| !c.is_ascii_graphic() || c == '#';
    if !path.starts_with('/') {
        Err(messages::PATH_START)
    } else if path.contains(odd) || path.matches('?').count() > 1 {
        Err(messages::PATH_CHARS)
    } else {
        Ok(())
    }
}

fn valid_name(name: &str) -> Result<(), &'static str> {
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if fits { Ok(()) } else { Err(messages::NAME) }
}

fn valid_docs(docs: &str) -> Result<(), &'static str> {
    if docs.starts_with("https://") { Ok(()) } else { Err(messages::DOCS) }
}

impl Shape {
    pub(crate) fn ident(&self) -> &Ident {
        match self {
            Self::Struct(shape) => &shape.ident,
            Self::Enum(shape) => &shape.ident,
        }
    }
}

/// The word that says what the item is; for rare ones, all of it.
fn keyword(item: &Item) -> TokenStream {
    match item {
        Item::Fn(item) => item.sig.fn_token.to_token_stream(),
        Item::Union(item) => item.union_token.to_token_stream(),
        Item::Type(item) => item.type_token.to_token_stream(),
        Item::Trait(item) => item.trait_token.to_token_stream(),
        Item::Mod(item) => item.mod_token.to_token_stream(),
        item => item.to_token_stream(),
    }
}
