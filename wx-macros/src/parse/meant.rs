//! What an argument that is none was probably meant to be.

use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

use super::{AUTHS, METHODS, SIGNATURES, args::Key, pieces::is_punct};
use crate::messages;

/// The attributes that may know a key, and their keys.
pub(super) type Elsewhere<'a> = &'a [(&'a str, &'a [Key])];

/// An argument that was left unread.
pub(super) struct Meant {
    pub(super) message: String,
    /// The key that was probably meant, which is not missing then.
    pub(super) key: Option<String>,
    /// Whether it has not even the form of an argument.
    pub(super) formless: bool,
}

impl Meant {
    fn new(message: String, key: Option<String>) -> Self {
        Self { message, key, formless: false }
    }
}

/// `method POST`, `max_chars(32)`, `"/wxa/get"`: tokens that are neither a known key nor `key = value`.
pub(super) fn by_form(piece: &TokenStream, keys: &[Key], elsewhere: Elsewhere<'_>) -> Meant {
    let tokens: Vec<_> = piece.clone().into_iter().collect();
    if let Some((key, value)) = by_value(piece, keys) {
        return Meant::new(messages::keyless(key, &value), Some(key.to_owned()));
    }
    if let [TokenTree::Ident(key)] = tokens.as_slice() {
        return by_key(&key.to_string(), None, keys, elsewhere, &[]);
    }
    let word = tokens.first().map(ToString::to_string).unwrap_or_default();
    let word = word.trim_matches('"');
    if let Some((key, example)) = keys.iter().find(|(key, _)| *key == word) {
        let message = format!("{}: write `{example}`", messages::FORM);
        return Meant::new(message, Some((*key).to_owned()));
    }
    let value = tokens.iter().position(|token| is_punct(token, '='));
    let value = value.map(|at| tokens[at + 1..].iter().cloned().collect::<TokenStream>());
    let key = meant_key(word, value.as_ref(), keys, &[]);
    let such_as = keys.iter().find(|(_, example)| example.contains('=')).or(keys.first());
    let such_as = such_as.map_or("", |(_, example)| example);
    Meant { formless: key.is_none(), ..Meant::new(format!("{}, such as `{such_as}`", messages::FORM), key) }
}

/// `POST`, `"/wxa/get"`, `json(Answer)`: a value without its key.
fn by_value(piece: &TokenStream, keys: &[Key]) -> Option<(&'static str, String)> {
    let tokens: Vec<_> = piece.clone().into_iter().collect();
    let (key, value) = match tokens.as_slice() {
        [TokenTree::Literal(literal)] => (by_literal(literal), literal.to_string()),
        [TokenTree::Group(list)] => (by_list(list, keys)?, list.to_string()),
        [TokenTree::Ident(ident), rest @ ..] => {
            let word = ident.to_string();
            let is = |words: &[&str]| words.contains(&word.as_str());
            match rest {
                [TokenTree::Group(_)] if is(&["json", "binary_or"]) => {
                    ("response", piece.to_string().replace(" (", "("))
                }
                [TokenTree::Group(_)] if is(&["fields", "beside"]) => {
                    ("reply", piece.to_string().replace(" (", "("))
                }
                [] if is(&["success"]) => ("reply", word),
                [] if METHODS.contains(&word.to_uppercase().as_str()) => ("method", word.to_uppercase()),
                [] if is(AUTHS) && word != "none" => ("auth", word),
                [] if is(SIGNATURES) => ("sign", format!("[{word}]")),
                [] if is(&["multipart", "raw"]) => ("body", word),
                [] if is(&["binary", "empty"]) => ("response", word),
                [] if is(&["true", "false"]) => ("idempotent", word),
                _ => return None,
            }
        }
        _ => return None,
    };
    keys.iter().any(|(known, _)| *known == key).then_some((key, value))
}

fn by_literal(literal: &Literal) -> &'static str {
    match syn::parse2::<LitStr>(literal.to_token_stream()).map(|text| text.value()) {
        Ok(text) if text.starts_with('/') => "path",
        Ok(text) if text.starts_with("https://") => "docs",
        Ok(_) => "event",
        Err(_) => "within",
    }
}

fn by_list(list: &Group, keys: &[Key]) -> Option<&'static str> {
    let mut items = list.stream().into_iter();
    match (list.delimiter(), items.next()?) {
        (Delimiter::Bracket, TokenTree::Ident(word)) if SIGNATURES.iter().any(|it| word == it) => {
            Some("sign")
        }
        (Delimiter::Bracket, TokenTree::Ident(_)) => match items.next() {
            Some(token) if is_punct(&token, '=') => Some("fixed"),
            _ if keys.iter().any(|(key, _)| *key == "ids") => Some("ids"),
            _ => Some("one_of"),
        },
        (Delimiter::Bracket, _) => Some("errors"),
        _ => None,
    }
}

/// A key nobody knows, with or without a value, beside those that were said.
pub(super) fn by_key(
    word: &str,
    value: Option<&TokenStream>,
    keys: &[Key],
    elsewhere: Elsewhere<'_>,
    said: &[Ident],
) -> Meant {
    for (attribute, theirs) in elsewhere {
        if let Some((_, example)) = theirs.iter().find(|(key, _)| *key == word) {
            return Meant::new(messages::misplaced(word, attribute, example), None);
        }
    }
    let known: Vec<_> = keys.iter().map(|(key, _)| *key).collect();
    let key = meant_key(word, value, keys, said);
    Meant::new(messages::unknown("key", word, &known, key.as_deref()), key)
}

/// The key that was probably meant by a word, or by what follows it.
fn meant_key(word: &str, value: Option<&TokenStream>, keys: &[Key], said: &[Ident]) -> Option<String> {
    let known: Vec<_> = keys.iter().map(|(key, _)| *key).collect();
    let by_value = || Some(by_value(value?, keys)?.0).filter(|key| !said.iter().any(|said| said == key));
    messages::nearest(word, &known).or_else(by_value).map(str::to_owned)
}
