//! What an argument that is none was probably meant to be.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

use super::{AUTHS, METHODS, SIGNATURES, args::Key};
use crate::messages;

/// An argument that was left unread.
pub(super) struct Meant {
    pub(super) message: String,
    /// The key that was probably meant, which is not missing then.
    pub(super) key: Option<String>,
}

/// `method POST`, `max_chars(32)`, `"/wxa/get"`: tokens that are neither `key` nor `key = value`.
pub(super) fn by_form(piece: &TokenStream, keys: &[Key]) -> Meant {
    let first = piece.clone().into_iter().next();
    if let Some(meant) = by_value(piece, keys) {
        return meant;
    }
    let word = first.map(|token| token.to_string()).unwrap_or_default();
    let word = word.trim_matches('"');
    if let Some((key, example)) = keys.iter().find(|(key, _)| *key == word) {
        let message = format!("{}: write `{example}`", messages::FORM);
        return Meant { message, key: Some((*key).to_owned()) };
    }
    let key = messages::nearest(word, &names(keys)).map(str::to_owned);
    Meant { message: messages::FORM.to_owned(), key }
}

/// `POST`, `"/wxa/get"`, `json(Answer)`: a value without its key.
pub(super) fn by_value(piece: &TokenStream, keys: &[Key]) -> Option<Meant> {
    let first = piece.clone().into_iter().next()?;
    let group = piece.clone().into_iter().nth(1).is_some();
    let (key, value) = match &first {
        TokenTree::Literal(literal) => {
            let text = syn::parse2::<LitStr>(first.to_token_stream()).ok()?.value();
            let key = if text.starts_with('/') {
                "path"
            } else if text.starts_with("https://") {
                "docs"
            } else {
                return None;
            };
            (key, literal.to_string())
        }
        TokenTree::Ident(ident) => {
            let word = ident.to_string();
            let upper = word.to_uppercase();
            let is = |words: &[&str]| words.contains(&word.as_str());
            if METHODS.contains(&upper.as_str()) {
                ("method", upper)
            } else if is(AUTHS) && word != "none" {
                ("auth", word)
            } else if is(SIGNATURES) {
                ("sign", format!("[{word}]"))
            } else if is(&["multipart", "raw"]) {
                ("body", word)
            } else if is(&["binary", "empty"]) || group && is(&["json", "binary_or"]) {
                ("response", piece.to_string().replace(" (", "("))
            } else {
                return None;
            }
        }
        _ => return None,
    };
    let known = keys.iter().any(|(known, _)| *known == key);
    known.then(|| Meant { message: messages::keyless(key, &value), key: Some(key.to_owned()) })
}

/// A key nobody knows, with or without a value.
pub(super) fn by_key(word: &str, keys: &[Key], elsewhere: &[(&str, &[Key])]) -> Meant {
    for (attribute, theirs) in elsewhere {
        if let Some((_, example)) = theirs.iter().find(|(key, _)| *key == word) {
            return Meant { message: messages::misplaced(word, attribute, example), key: None };
        }
    }
    let known = names(keys);
    let key = messages::nearest(word, &known).map(str::to_owned);
    Meant { message: messages::unknown("key", word, &known), key }
}

pub(super) fn names(keys: &[Key]) -> Vec<&'static str> {
    keys.iter().map(|(key, _)| *key).collect()
}
