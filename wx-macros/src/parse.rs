//! From tokens to the model. A mistake costs the one value it is in; everything else is still read.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Ident, Item, LitBool, LitInt, LitStr, Token, Type, bracketed, ext::IdentExt, parse::ParseStream};

use crate::{
    messages,
    model::{Direction, Endpoint, ErrorNote, Response, Shape, Struct, WireType},
    report::Report,
};

mod args;
pub(crate) mod field;
mod item;

use args::Args;

pub(crate) const ENDPOINT_KEYS: &[&str] =
    &["method", "path", "auth", "body", "response", "errors", "idempotent", "name", "docs", "crate"];
const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH"];
const AUTHS: &[&str] = &["access_token", "app_secret", "none"];
const BODIES: &[&str] = &["json", "query", "multipart", "none"];
const RESPONSES: &[&str] = &["json", "binary", "binary_or", "empty"];

pub(crate) fn endpoint(args: TokenStream, item: TokenStream, report: &mut Report) -> Option<Endpoint> {
    let request = request(item, report);
    let mut args = Args::read(args, report);
    let endpoint = Endpoint {
        krate: args.krate(report),
        method: args.word("method", "method = POST", METHODS, report),
        path: args.text(
            "path",
            "path = \"/wxa/…\"",
            |path| valid_path(path).then_some(()).ok_or(messages::PATH),
            report,
        ),
        auth: args.word("auth", "auth = access_token", AUTHS, report),
        body: args.word("body", "body = json", BODIES, report),
        response: args.value("response", "response = json(Answer)", response, report),
        errors: args
            .value("errors", "errors = [40029]", errors, report)
            .map(|said| said.value)
            .unwrap_or_default(),
        idempotent: args.value("idempotent", "idempotent = true", |input| input.parse::<LitBool>(), report),
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
            report.at(other, messages::NOT_A_STRUCT);
            None
        }
    }
}

pub(crate) fn wire_type(args: TokenStream, item: TokenStream, report: &mut Report) -> Option<WireType> {
    let shape = match report.take(syn::parse2::<Item>(item)) {
        Some(Item::Struct(item)) => item::structure(item, false, report).map(Shape::Struct),
        Some(Item::Enum(item)) => item::enumeration(item, report).map(Shape::Enum),
        Some(other) => {
            report.at(other, messages::NO_UNION);
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
                Some((first, _)) => report.conflict(key, messages::DIRECTION, first, messages::FIRST),
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
    let inner = |input: ParseStream<'_>| -> syn::Result<Type> {
        if !input.peek(syn::token::Paren) {
            return Err(syn::Error::new(word.span(), messages::RESPONSE_TYPE));
        }
        let content;
        syn::parenthesized!(content in input);
        if content.is_empty() {
            return Err(syn::Error::new(word.span(), messages::RESPONSE_TYPE));
        }
        content.parse()
    };
    match word.to_string().as_str() {
        "json" => inner(input).map(Response::Json),
        "binary_or" => inner(input).map(Response::BinaryOr),
        "binary" => Ok(Response::Binary),
        "empty" => Ok(Response::Empty),
        other => {
            let message = messages::unknown("response", other, RESPONSES);
            input.parse::<TokenStream>()?;
            Err(syn::Error::new(word.span(), message))
        }
    }
}

fn errors(input: ParseStream<'_>) -> syn::Result<Vec<ErrorNote>> {
    if !input.peek(syn::token::Bracket) {
        return Err(input.error(messages::ERRORS));
    }
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

fn valid_path(path: &str) -> bool {
    path.starts_with('/') && !path.contains(['#', ' ']) && path.is_ascii() && path.matches('?').count() <= 1
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

/// Puts a better message on an error that syn found.
fn or_say<T>(result: syn::Result<T>, tokens: &impl ToTokens, message: &str) -> syn::Result<T> {
    result.map_err(|_| syn::Error::new_spanned(tokens, message))
}
