//! The tokens of an attribute, split at their commas. What is wrong between two pieces is reported here and costs
//! neither of them.

use proc_macro2::{TokenStream, TokenTree};

use super::args::Key;
use crate::{messages, report::Report};

/// The items of a list: `a, b`.
pub(super) fn of_list(tokens: TokenStream, report: &mut Report) -> Vec<TokenStream> {
    split(tokens, report).into_iter().map(TokenStream::from_iter).collect()
}

/// The arguments of an attribute: `key, key = value`. Before a known key a comma may be missing, and is reported; what no
/// value can have in it is where the next argument starts.
pub(super) fn of_keys(tokens: TokenStream, keys: &[Key], report: &mut Report) -> Vec<TokenStream> {
    let is_key = |token: &TokenTree| matches!(token, TokenTree::Ident(it) if keys.iter().any(|(key, _)| it == key));
    let mut pieces = Vec::new();
    for piece in split(tokens, report) {
        let mut rest = piece.as_slice();
        while let Some(at) = (1..rest.len()).find(|&at| ends_value(&rest[at - 1]) && is_key(&rest[at])) {
            report.at(&rest[at], messages::comma_before(&rest[at].to_string()));
            pieces.push(rest[..at].iter().cloned().collect());
            rest = &rest[at..];
        }
        pieces.push(rest.iter().cloned().collect());
    }
    pieces
}

fn ends_value(token: &TokenTree) -> bool {
    !matches!(token, TokenTree::Punct(_))
}

fn split(tokens: TokenStream, report: &mut Report) -> Vec<Vec<TokenTree>> {
    let mut pieces = Vec::new();
    let mut piece = Vec::new();
    for token in tokens {
        let separator = match &token {
            TokenTree::Punct(punct) => Some(punct.as_char()).filter(|it| [',', ';'].contains(it)),
            _ => None,
        };
        match separator {
            None => piece.push(token),
            Some(',') if piece.is_empty() => report.at(token, messages::COMMA),
            Some(separator) => {
                if separator == ';' {
                    report.at(token, messages::SEMICOLON);
                }
                pieces.push(std::mem::take(&mut piece));
            }
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}
