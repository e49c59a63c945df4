//! The documentation of the generated items: what the attribute says, in words, and an example.

mod example;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use crate::model::{Endpoint, Event, EventReply, Field, FixedValue, LimitValue, written};

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
    let fixed: Vec<_> = model
        .constants()
        .iter()
        .map(|fixed| match &fixed.value {
            FixedValue::Text(text) => format!("`{} = {text:?}`", fixed.name.unraw()),
            FixedValue::Integer(number) => format!("`{} = {number}`", fixed.name.unraw()),
        })
        .collect();
    let fixed = if fixed.is_empty() { String::new() } else { format!(" with {}", fixed.join(", ")) };
    let docs = model.docs.as_ref().map(|said| format!("; [official page]({})", said.value.value()));
    format!("`{method} {path}`{fixed}, {auth}{signs}{secure}{}.", docs.unwrap_or_default())
}

/// What the attribute of a push says, as a sentence.
pub(super) fn push(model: &Event) -> String {
    let kind = if model.event.is_some() { "event" } else { "message" };
    let name = model.name().map(|said| said.value.value()).unwrap_or_default();
    let ids: Vec<_> = model.id_fields().map(|field| format!("`{}`", field.name)).collect();
    let ids = if ids.is_empty() { String::new() } else { format!(", told apart by {}", ids.join(", ")) };
    let within = model.within.as_ref().map_or(5, |said| said.value);
    let reply = match model.reply_type().map(written) {
        None => "`success`".to_owned(),
        // A link has no room for what stands in `<…>`.
        Some(ty) if ty.contains('<') => format!("a `{ty}`"),
        Some(ty) => format!("[`{ty}`]"),
    };
    let place = match model.reply.as_ref().map(|said| &said.value) {
        Some(EventReply::Beside(_)) => " beside the common fields",
        _ => "",
    };
    let docs = model.docs.as_ref().map(|said| format!("; [official page]({})", said.value.value()));
    let docs = docs.unwrap_or_default();
    format!("Pushed as {kind} `{name}`{ids}; WeChat waits {within} s for {reply}{place}{docs}.")
}

/// What the client method says: the summary, the attribute in words, limits, codes, an example.
pub(super) fn method(model: &Endpoint, method: &Ident) -> String {
    let ident = model.request.ident.to_string();
    let doc = crate::parse::field::doc(&model.request.attrs);
    // `Self` is the request in the author's words and the caller here.
    let summary = doc.split("\n\n").next().unwrap_or_default().replace("Self::", &format!("{ident}::"));
    let paragraphs =
        [summary, sentence(model), limits(model), errors(model), example::example(model, method)];
    paragraphs.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn limits(model: &Endpoint) -> String {
    let limited = model.request.fields.iter().filter(|field| !field.limits.is_empty());
    let mut limits: Vec<_> =
        limited.map(|field| format!("`{}` {}", field.name, limits_of(field).join(", "))).collect();
    let one_of: Vec<_> = model.alternatives().map(|field| format!("`{}`", field.name)).collect();
    if !one_of.is_empty() {
        limits.push(format!("exactly one of {}", one_of.join(", ")));
    }
    if limits.is_empty() { String::new() } else { format!("Limits: {}.", limits.join("; ")) }
}

/// `2 to 5 items`, `of the characters …`.
fn limits_of(field: &Field) -> Vec<String> {
    let mut limits = Vec::new();
    for unit in ["chars", "width", "bytes", "json_chars", "items"] {
        let count = |way: &str| {
            let limit = field.limits.iter().find(|limit| limit.key == format!("{way}_{unit}"))?;
            if let LimitValue::Count(count) = limit.value { Some(count) } else { None }
        };
        let name = match unit {
            "chars" => "characters",
            "width" => "half-width characters",
            "json_chars" => "characters of JSON",
            unit => unit,
        };
        limits.extend(match (count("min"), count("max")) {
            (Some(min), Some(max)) if min == max => Some(format!("{min} {name}")),
            (Some(min), Some(max)) => Some(format!("{min} to {max} {name}")),
            (Some(min), None) => Some(format!("at least {min} {name}")),
            (None, Some(max)) => Some(format!("at most {max} {name}")),
            (None, None) => None,
        });
    }
    limits.extend(field.limits.iter().filter_map(|limit| match &limit.value {
        LimitValue::Range(min, i64::MAX, _) => Some(format!("at least {min}")),
        LimitValue::Range(i64::MIN, max, _) => Some(format!("at most {max}")),
        LimitValue::Range(min, max, _) => Some(format!("{min} to {max}")),
        LimitValue::MoreThan(than) => Some(format!("more than {than}")),
        LimitValue::Text(text) => {
            let words = match limit.key.to_string().as_str() {
                "prefix" => "starts with",
                "not_prefix" => "must not start with",
                "not_contains" => "must not contain",
                _ => "of the characters",
            };
            Some(format!("{words} `{}`", text.value()))
        }
        LimitValue::Count(_) => None,
    }));
    limits
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
