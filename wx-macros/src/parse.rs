//! From tokens to the model. A mistake costs the one value it is in; everything else is still read.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Ident, Item, LitBool, LitInt, LitStr, Path, Token, Type, bracketed,
    ext::IdentExt,
    parse::{Parse, ParseStream, Parser},
    spanned::Spanned,
};

use crate::{
    messages,
    model::{Direction, Endpoint, ErrorNote, Response, Said, Shape, Struct, WireType},
    report::Report,
};

pub(crate) mod field;
mod item;

pub(crate) const ENDPOINT_KEYS: &[&str] = &[
    "method",
    "path",
    "auth",
    "body",
    "response",
    "errors",
    "idempotent",
    "name",
    "docs",
    "crate",
];
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
        idempotent: args.value(
            "idempotent",
            "idempotent = true",
            |input| input.parse::<LitBool>(),
            report,
        ),
        name: args.text("name", "name = \"getPhoneNumber\"", valid_name, report),
        docs: args.text("docs", "docs = \"https://…\"", valid_docs, report),
        request: request?,
    };
    args.finish(ENDPOINT_KEYS, report);
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
    for (word, value) in [
        ("request", Direction::Request),
        ("response", Direction::Response),
        ("both", Direction::Both),
    ] {
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
    Some(WireType {
        krate,
        direction: direction.map(|(_, direction)| direction),
        tag,
        shape,
    })
}

/// `key`, or `key = value`, whatever stands in the value.
struct Arg {
    key: Ident,
    /// What follows `=`, if there is one.
    value: Option<TokenStream>,
}

impl Parse for Arg {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.call(Ident::parse_any)?;
        let value = if input.is_empty() {
            None
        } else {
            input.parse::<Token![=]>()?;
            Some(input.parse()?)
        };
        Ok(Self { key, value })
    }
}

/// The arguments of an attribute, split at their commas, so that a mistake in one leaves the others whole.
struct Args {
    args: Vec<Arg>,
    seen: Vec<Ident>,
    saw_unknown: bool,
}

impl Args {
    fn read(tokens: TokenStream, report: &mut Report) -> Self {
        let mut pieces = vec![TokenStream::new()];
        for token in tokens {
            match &token {
                TokenTree::Punct(punct) if punct.as_char() == ',' => pieces.push(TokenStream::new()),
                _ => pieces.last_mut().expect("there is always one").extend([token]),
            }
        }
        let pieces = pieces.into_iter().filter(|piece| !piece.is_empty());
        let mut saw_unknown = false;
        let mut args = Vec::new();
        for piece in pieces {
            match syn::parse2(piece.clone()) {
                Ok(arg) => args.push(arg),
                // syn's own message for `key value` or `"text"` is about one token; this one is about the form.
                Err(_) => {
                    saw_unknown = true;
                    report.at(piece, "expected `key = value`");
                }
            }
        }
        Self {
            args,
            seen: Vec::new(),
            saw_unknown,
        }
    }

    fn saw(&self, key: &str) -> bool {
        self.seen.iter().any(|seen| seen == key)
    }

    /// Takes all arguments of this key; a second one is a mistake.
    fn take(&mut self, key: &str, report: &mut Report) -> Option<Arg> {
        let mut found: Option<Arg> = None;
        let (mine, rest) = std::mem::take(&mut self.args)
            .into_iter()
            .partition(|arg| arg.key == key);
        self.args = rest;
        for arg in mine {
            match &found {
                None => {
                    self.seen.push(arg.key.clone());
                    found = Some(arg);
                }
                Some(first) => report.conflict(&arg.key, messages::twice(key), &first.key, messages::FIRST),
            }
        }
        found
    }

    fn flag(&mut self, key: &str, report: &mut Report) -> Option<Ident> {
        let arg = self.take(key, report)?;
        if let Some(value) = arg.value {
            report.at(value, format!("`{key}` takes no value"));
        }
        Some(arg.key)
    }

    fn value<T>(
        &mut self,
        key: &str,
        example: &str,
        parse: impl Fn(ParseStream<'_>) -> syn::Result<T>,
        report: &mut Report,
    ) -> Option<Said<T>> {
        let arg = self.take(key, report)?;
        let Some(tokens) = arg.value.filter(|tokens| !tokens.is_empty()) else {
            report.at(&arg.key, messages::missing_value(key, example));
            return None;
        };
        match parse.parse2(tokens.clone()) {
            Ok(value) => Some(Said { key: arg.key, value }),
            Err(error) => {
                // An error at the end of the value has no token of its own and would point at the whole attribute.
                let span = tokens.span();
                report.push(syn::Error::new(span, format!("{error}; write `{example}`")));
                None
            }
        }
    }

    fn word(&mut self, key: &str, example: &str, known: &[&str], report: &mut Report) -> Option<Said<Ident>> {
        let what = match key {
            "body" => "body kind",
            "auth" => "token requirement",
            key => key,
        };
        let said = self.value(key, example, |input| input.parse::<TokenTree>(), report)?;
        match said.value {
            TokenTree::Ident(word) if known.iter().any(|known| word == known) => Some(Said {
                key: said.key,
                value: word,
            }),
            other => {
                report.at(&other, messages::unknown(what, &bare(&other), known));
                None
            }
        }
    }

    fn text(
        &mut self,
        key: &str,
        example: &str,
        valid: impl Fn(&str) -> Result<(), &'static str>,
        report: &mut Report,
    ) -> Option<Said<LitStr>> {
        let said = self.value(key, example, |input| input.parse::<LitStr>(), report)?;
        match valid(&said.value.value()) {
            Ok(()) => Some(said),
            Err(message) => {
                report.at(&said.value, message);
                None
            }
        }
    }

    fn krate(&mut self, report: &mut Report) -> Option<Path> {
        let said = self.value("crate", "crate = ::wx_api", Path::parse_mod_style, report)?;
        if said.value.leading_colon.is_none() {
            report.at(&said.value, messages::CRATE);
            return None;
        }
        Some(said.value)
    }

    /// Whatever is left is a key nobody knows.
    fn finish(&mut self, known: &[&str], report: &mut Report) {
        for arg in std::mem::take(&mut self.args) {
            self.saw_unknown = true;
            report.at(&arg.key, messages::unknown("key", &arg.key.to_string(), known));
        }
    }
}

/// A token as a word, without the quotes of a string.
fn bare(token: &TokenTree) -> String {
    token.to_string().trim_matches('"').to_owned()
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
    if docs.starts_with("https://") {
        Ok(())
    } else {
        Err(messages::DOCS)
    }
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
