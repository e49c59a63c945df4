//! The tokens of an attribute, split at their commas. What is wrong between two pieces is reported here and costs
//! neither of them.

use proc_macro2::{TokenStream, TokenTree};

use super::args::Key;
use crate::{messages, report::Report};

/// The tokens between two commas.
#[derive(Default)]
pub(super) struct Piece {
    pub(super) tokens: Vec<TokenTree>,
    /// Whether a mistake at one of its ends has been reported: what it lacks is then no second one.
    pub(super) torn: bool,
}

impl Piece {
    pub(super) fn stream(&self) -> TokenStream {
        self.tokens.iter().cloned().collect()
    }

    /// `key =`, of which will be said that its value is missing.
    fn breaks_off(&self) -> bool {
        self.tokens.last().is_some_and(|token| is_punct(token, '='))
    }
}

/// The arguments of an attribute: `key, key = value`. Before a known key a comma may be missing.
pub(super) fn of_keys(tokens: TokenStream, keys: &[Key], report: &mut Report) -> Vec<Piece> {
    let is_key =
        |token: &TokenTree| matches!(token, TokenTree::Ident(it) if keys.iter().any(|(key, _)| it == key));
    let starts = |tokens: &[TokenTree], at: usize| {
        let said = tokens.get(at + 1).is_some_and(|it| is_punct(it, '='));
        is_key(&tokens[at]) && (said || !matches!(tokens[at - 1], TokenTree::Punct(_)))
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for Piece { tokens, mut torn } in split(tokens, report) {
        let mut rest = tokens.as_slice();
        while let Some(at) = (1..rest.len()).find(|&at| starts(rest, at)) {
            let (before, after) = rest.split_at(at);
            rest = after;
            let (key, name) = (&after[0], after[0].to_string());
            if matches!(before, [first] if first.to_string() == name) {
                report.conflict(key, messages::twice(&name), &before[0], messages::FIRST);
                continue;
            }
            let mut before = Piece { tokens: before.to_vec(), torn };
            let value_missing = before.tokens.len() == 2 && before.breaks_off();
            if !torn && !value_missing && !pieces.last().is_some_and(Piece::breaks_off) {
                report.at(key, messages::comma_before(&name));
                (before.torn, torn) = (true, true);
            }
            pieces.push(before);
        }
        pieces.push(Piece { tokens: rest.to_vec(), torn });
    }
    pieces
}

/// The pieces of a list: `a, b`.
pub(super) fn split(tokens: TokenStream, report: &mut Report) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut piece = Piece::default();
    for token in tokens {
        let (comma, semicolon) = (is_punct(&token, ','), is_punct(&token, ';'));
        if !comma && !semicolon {
            piece.tokens.push(token);
            continue;
        }
        let empty = piece.tokens.is_empty();
        let before = if empty { pieces.last() } else { Some(&piece) };
        let mut torn = piece.torn;
        if (semicolon || empty) && !torn && !before.is_some_and(Piece::breaks_off) {
            report.at(token, if semicolon { messages::SEMICOLON } else { messages::COMMA });
            torn = true;
        }
        if empty {
            pieces.last_mut().into_iter().for_each(|last| last.torn |= torn);
        } else {
            piece.torn |= torn;
            pieces.push(piece);
        }
        piece = Piece { tokens: Vec::new(), torn };
    }
    if !piece.tokens.is_empty() {
        pieces.push(piece);
    }
    pieces
}

pub(super) fn is_punct(token: &TokenTree, punct: char) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == punct)
}
