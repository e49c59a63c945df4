//! The documentation of the generated items: what the attribute says, in words, and an example.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;

use super::{root, structure::MOST_ARGUMENTS};
use crate::model::{Endpoint, Field, Kind, Limit, LimitValue, Response, kind};

/// A text as doc comments, one a line, as an author would write them.
pub(super) fn lines(text: &str) -> TokenStream {
    let lines = text.trim_start_matches('\n').lines().map(|line| match line {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// What the attribute says, as a sentence.
pub(super) fn sentence(model: &Endpoint) -> String {
    let method = model.method.as_ref().map(|said| said.value.to_string()).unwrap_or_default();
    let path = model.path.as_ref().map(|said| said.value.value()).unwrap_or_default();
    let auth = match model.auth().as_str() {
        "app_secret" => "needs the appid and its secret",
        "none" => "needs no credential",
        _ => "needs an access token",
    };
    let signs: Vec<_> = model.signs().iter().map(|sign| format!("`{sign}`")).collect();
    let signs = if signs.is_empty() { String::new() } else { format!(", is signed: {}", signs.join(", ")) };
    let secure = if model.secure.is_some() { ", can be sealed" } else { "" };
    let docs = model.docs.as_ref().map(|said| format!("; [official page]({})", said.value.value()));
    format!("`{method} {path}`, {auth}{signs}{secure}{}.", docs.unwrap_or_default())
}

/// What the client method says: the summary, the attribute in words, limits, codes, an example.
pub(super) fn method(model: &Endpoint, method: &Ident) -> String {
    let ident = model.request.ident.to_string();
    let doc = crate::parse::field::doc(&model.request.attrs);
    // `Self` is the request in the author's words and the caller here.
    let summary = doc.split("\n\n").next().unwrap_or_default().replace("Self::", &format!("{ident}::"));
    let paragraphs = [summary, sentence(model), limits(model), errors(model), example(model, method)];
    paragraphs.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn limits(model: &Endpoint) -> String {
    let limited = model.request.fields.iter().filter(|field| !field.limits.is_empty());
    let mut limits: Vec<_> = limited
        .map(|field| {
            let limits: Vec<_> = field.limits.iter().map(limit).collect();
            format!("`{}` {}", field.name, limits.join(", "))
        })
        .collect();
    let one_of: Vec<_> = model.alternatives().map(|field| format!("`{}`", field.name)).collect();
    if !one_of.is_empty() {
        limits.push(format!("exactly one of {}", one_of.join(", ")));
    }
    if limits.is_empty() { String::new() } else { format!("Limits: {}.", limits.join("; ")) }
}

fn limit(limit: &Limit) -> String {
    match &limit.value {
        LimitValue::Most(count) => {
            let key = limit.key.to_string();
            let (least, unit) = key.split_once('_').unwrap_or_default();
            let (least, unit) =
                (if least == "min" { "at least" } else { "at most" }, unit.replace("chars", "characters"));
            match unit.as_str() {
                "width" => format!("{least} {count} half-width characters"),
                unit => format!("{least} {count} {unit}"),
            }
        }
        LimitValue::Range(min, i64::MAX, _) => format!("at least {min}"),
        LimitValue::Range(i64::MIN, max, _) => format!("at most {max}"),
        LimitValue::Range(min, max, _) => format!("{min} to {max}"),
        LimitValue::MoreThan(than) => format!("more than {than}"),
        LimitValue::Charset(set) => format!("of the characters `{}`", set.value()),
    }
}

fn errors(model: &Endpoint) -> String {
    let codes: Vec<_> = model
        .errors
        .iter()
        .map(|note| match note.meaning.as_str() {
            "" => note.code.to_string(),
            meaning => format!("{} ({meaning})", note.code),
        })
        .collect();
    if codes.is_empty() { String::new() } else { format!("Errors of its own: {}.", codes.join(", ")) }
}

/// A call, with everything it needs as arguments of a function around it, which the page does not show. It cannot be a test of
/// its own: where the author's module is private, nothing could name its types. What the specs say is compiled by a test.
fn example(model: &Endpoint, method: &Ident) -> String {
    let krate = root(model.krate.as_ref()).to_string().replace(' ', "");
    let krate = krate.trim_start_matches("::");
    let ident = &model.request.ident;
    let (required, rest): (Vec<_>, Vec<_>) =
        model.request.fields.iter().partition(|field| field.is_required());
    let arguments: Vec<_> = required.iter().copied().filter(|field| literal(field).is_none()).collect();
    let arguments = arguments.iter().map(|field| {
        let ty = field.ty.to_token_stream().to_string().replace(' ', "").replace(',', ", ");
        format!(", {}: {ty}", field.ident)
    });
    let mut request = if required.len() <= MOST_ARGUMENTS {
        let values: Vec<_> = required.iter().map(|field| value(field)).collect();
        format!("{ident}::new({})", values.join(", "))
    } else {
        let all = model.request.fields.iter().map(|field| match (literal(field), field.is_required()) {
            (Some(literal), true) => format!("{}: {literal}", field.ident),
            (None, true) => field.ident.to_string(),
            _ => format!("{}: Default::default()", field.ident),
        });
        format!("{ident} {{ {} }}", all.collect::<Vec<_>>().join(", "))
    };
    // One setter shows that there are some; of alternatives, one is needed.
    let optional =
        model.alternatives().next().or_else(|| rest.iter().copied().find(|field| literal(field).is_some()));
    let mut more = String::new();
    if let Some(field) = optional {
        request.push_str(&format!(".{}({})", field.ident, value(field)));
        if literal(field).is_none() {
            let ty = field.inner().to_token_stream().to_string().replace(' ', "").replace(',', ", ");
            more = format!(", {}: {ty}", field.ident);
        }
    }
    let answer = match model.response.as_ref().map(|said| &said.value) {
        Some(Response::Empty) | None => "",
        Some(Response::Binary) => "let file = ",
        _ => "let answer = ",
    };
    let arguments: String = arguments.collect();
    let test = format!(
        "# async fn {method}(client: {krate}::Client{arguments}{more}) -> Result<(), {krate}::Error> {{\n\
         {answer}client.{method}({request}).await?;\n\
         # Ok(())\n# }}"
    );
    format!("```rust,ignore\n{test}\n```")
}

/// What stands for the field in the example: a literal, or an argument of the function around it.
fn value(field: &Field) -> String {
    literal(field).unwrap_or_else(|| field.ident.to_string())
}

/// A number within its limits, a boolean.
fn literal(field: &Field) -> Option<String> {
    let ty = field.inner();
    match kind(ty)? {
        Kind::Bool => Some("true".to_owned()),
        Kind::Number => {
            let within = field.limits.iter().find_map(|limit| match limit.value {
                LimitValue::Range(i64::MIN, max, _) => Some(max),
                LimitValue::Range(min, ..) => Some(min),
                LimitValue::MoreThan(than) => than.checked_add(1),
                _ => None,
            });
            let fraction = if ty.to_token_stream().to_string().starts_with('f') { ".0" } else { "" };
            Some(format!("{}{fraction}", within.unwrap_or(1)))
        }
        Kind::Text | Kind::List => None,
    }
    .filter(|_| field.ident.unraw() != "client")
}
