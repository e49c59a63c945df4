//! From tokens to the model. A mistake costs the one value it is in; everything else is still read.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Ident, Item, LitBool, LitInt, LitStr, Token, ext::IdentExt, parse::ParseStream};

use crate::{
    messages,
    model::{Direction, Endpoint, ErrorNote, Fixed, FixedValue, Response, Shape, Struct, WireType},
    report::Report,
};

pub(crate) mod args;
mod event;
pub(crate) mod field;
mod item;
mod meant;
mod pieces;
mod recover;
pub(crate) mod serde;
mod typed;

pub(crate) use event::event;

use args::{Args, Key};
use event::KEYS as EVENT_KEYS;
use field::Owner;
use typed::RESPONSE;

const ENDPOINT_KEYS: &[Key] = &[
    ("method", "method = POST"),
    ("path", "path = \"/wxa/…\""),
    ("auth", "auth = access_token"),
    ("sign", "sign = [pay_sig]"),
    ("secure", "secure"),
    ("body", "body = json"),
    ("fixed", "fixed = [action = \"list\"]"),
    ("appid", "appid"),
    ("one_of", "one_of = [img, img_url]"),
    ("response", "response = json(PhoneNumber)"),
    ("errors", "errors = [40029]"),
    ("idempotent", "idempotent = true"),
    ("name", "name = \"getPhoneNumber\""),
    ("docs", "docs = \"https://…\""),
    ("crate", "crate = ::wx_api"),
];
const TYPE_KEYS: &[Key] = &[
    ("request", "request"),
    ("response", "response"),
    ("both", "both"),
    ("tag", "tag = \"msgtype\""),
    ("crate", "crate = ::wx_api"),
];
const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH"];
const AUTHS: &[&str] = &["access_token", "app_secret", "none"];
const BODIES: &[&str] = &["json", "query", "multipart", "raw", "none"];
const SIGNATURES: &[&str] = &["pay_sig", "user_signature", "session_signature", "delivery_sign"];

/// The item under an attribute, and its tokens. Of one that is half typed, what can be read: the compiler has read it
/// before and has said what is wrong.
pub(crate) fn item(tokens: &TokenStream, report: &mut Report) -> (Option<Item>, TokenStream) {
    let error = match syn::parse2::<Item>(tokens.clone()) {
        Ok(item) => return (Some(item), tokens.clone()),
        Err(error) => error,
    };
    let item = recover::item(tokens.clone());
    match &item {
        Some(_) => report.reported(),
        None => report.push(error),
    }
    let tokens = item.as_ref().map_or_else(|| tokens.clone(), ToTokens::to_token_stream);
    (item, tokens)
}

pub(crate) fn endpoint(args: TokenStream, item: Option<Item>, report: &mut Report) -> Option<Endpoint> {
    let mut args = Args::read(args, ENDPOINT_KEYS, &[("wx", field::KEYS)], report);
    let krate = args.krate(report);
    let method = args.word("method", METHODS, report);
    let path = args.text("path", valid_path, report);
    let (auth, secret) = args.auth(AUTHS, report);
    let sign = args.words("sign", "signature", SIGNATURES, report);
    let secure = args.flag("secure", report);
    let body = args.word("body", BODIES, report);
    let fixed = args.list("fixed", messages::FIXED_VALUE, fixed, report);
    let appid = args.flag("appid", report);
    let wrong = messages::one_list("one_of", args.example("one_of"));
    let one_of = args.fields("one_of", &wrong, report);
    let wrong = messages::one_word("response", args.example("response"));
    let response = args.value("response", &wrong, response, report);
    let errors = args.list("errors", messages::ERRORS, error_note, report);
    let idempotent = args.value("idempotent", messages::IDEMPOTENT, |input| input.parse::<LitBool>(), report);
    let name = args.text("name", valid_name, report);
    let docs = args.text("docs", valid_docs, report);
    args.finish(report);
    let request = structure(item, Owner::Endpoint, messages::NOT_A_STRUCT, report)?;
    for key in ["method", "path", "response"] {
        if !args.saw(key) {
            report.at(&request.ident, messages::missing_key(key, args.example(key)));
        }
    }
    Some(Endpoint {
        krate,
        method,
        path,
        auth,
        secret,
        sign,
        secure,
        body,
        fixed,
        appid,
        one_of,
        response,
        errors: errors.map(|said| said.value).unwrap_or_default(),
        idempotent,
        name,
        docs,
        request,
        unread: args.into_unread(),
    })
}

/// The struct under an attribute that wants one.
fn structure(item: Option<Item>, owner: Owner, wanted: &str, report: &mut Report) -> Option<Struct> {
    match item? {
        Item::Struct(item) => item::structure(item, owner, report),
        other => {
            report.at(keyword(&other), wanted);
            None
        }
    }
}

pub(crate) fn wire_type(args: TokenStream, item: Option<Item>, report: &mut Report) -> Option<WireType> {
    let mut args = Args::read(args, TYPE_KEYS, &[("wx", field::KEYS)], report);
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
    let tag = args.text("tag", valid_tag, report);
    args.finish(report);
    let shape = match item {
        Some(Item::Struct(item)) => item::structure(item, Owner::Type, report).map(Shape::Struct),
        Some(Item::Enum(item)) => item::enumeration(item, report).map(Shape::Enum),
        Some(other) => {
            report.at(keyword(&other), messages::NOT_A_TYPE);
            None
        }
        None => None,
    }?;
    if direction.is_none() && !args.saw_unknown {
        report.at(shape.ident(), messages::DIRECTION);
    }
    let tagged = args.names("tag");
    Some(WireType { krate, direction: direction.map(|(_, direction)| direction), tag, tagged, shape })
}

fn response(input: ParseStream<'_>) -> syn::Result<Response> {
    let (word, ty) = RESPONSE.read(input)?;
    Ok(match (word.as_str(), ty) {
        ("json", Some(ty)) => Response::Json(ty),
        (_, Some(ty)) => Response::BinaryOr(ty),
        ("binary", None) => Response::Binary,
        (_, None) => Response::Empty,
    })
}

/// `action = "list"`
fn fixed(input: ParseStream<'_>) -> syn::Result<Fixed> {
    let name = input.call(Ident::parse_any)?;
    input.parse::<Token![=]>()?;
    let value = if input.peek(LitStr) {
        FixedValue::Text(input.parse::<LitStr>()?.value())
    } else {
        FixedValue::Integer(integer(input)?.0)
    };
    Ok(Fixed { name, value })
}

/// `40029` or `12345 = "what it means here"`
fn error_note(input: ParseStream<'_>) -> syn::Result<ErrorNote> {
    let (code, number) = integer(input)?;
    let meaning = if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        input.parse::<LitStr>()?.value()
    } else {
        String::new()
    };
    Ok(ErrorNote { number, code, meaning })
}

/// `-1` or `40029`, and the number without its sign.
fn integer(input: ParseStream<'_>) -> syn::Result<(i64, LitInt)> {
    let negative = input.parse::<Option<Token![-]>>()?.is_some();
    let number = input.parse::<LitInt>()?;
    let too_great = || syn::Error::new(number.span(), "expected a number of 64 bits");
    let value = number.base10_parse::<i128>().map_err(|_| too_great())?;
    let value = i64::try_from(if negative { -value } else { value }).map_err(|_| too_great())?;
    Ok((value, number))
}

fn valid_path(path: &str) -> Result<(), &'static str> {
    let odd = |c: char| !c.is_ascii_graphic() || c == '#';
    let query = path.split_once('?').map_or("", |(_, query)| query);
    if !path.starts_with('/') {
        Err(messages::PATH_START)
    } else if path.contains(['{', '}']) {
        Err(messages::PATH_HOLE)
    } else if query.split('&').any(|pair| pair.starts_with("access_token=")) {
        Err(messages::PATH_TOKEN)
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

fn valid_tag(tag: &str) -> Result<(), &'static str> {
    if tag.is_empty() { Err(messages::EMPTY_NAME) } else { Ok(()) }
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
        Item::Enum(item) => item.enum_token.to_token_stream(),
        Item::Fn(item) => item.sig.fn_token.to_token_stream(),
        Item::Union(item) => item.union_token.to_token_stream(),
        Item::Type(item) => item.type_token.to_token_stream(),
        Item::Trait(item) => item.trait_token.to_token_stream(),
        Item::Mod(item) => item.mod_token.to_token_stream(),
        item => item.to_token_stream(),
    }
}
