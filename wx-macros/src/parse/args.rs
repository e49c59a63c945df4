//! The arguments of an attribute, one by one.

mod values;

use std::cell::Cell;

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Ident, LitStr, Token,
    ext::IdentExt,
    parse::{Parse, ParseStream, Parser},
};

use super::{
    meant::{self, Elsewhere, Meant},
    pieces,
};
use crate::{messages, model::Said, report::Report};

/// A key, and an example of how it is written.
pub(crate) type Key = (&'static str, &'static str);

/// `key`, or `key = value`, whatever stands in the value.
struct Arg {
    key: Ident,
    /// What follows `=`, if there is one.
    value: Option<TokenStream>,
    /// Whether a mistake at one of its ends has been reported.
    torn: bool,
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
        Ok(Self { key, value, torn: false })
    }
}

/// The arguments of an attribute, split at their commas, so that a mistake in one leaves the others whole.
pub(super) struct Args {
    keys: &'static [Key],
    elsewhere: Elsewhere<'static>,
    args: Vec<Arg>,
    seen: Vec<Ident>,
    /// The keys that were said or probably meant, with nothing that could be read.
    unread: Vec<String>,
    /// Whether something was said that no key could be made of.
    pub(super) saw_unknown: bool,
}

impl Args {
    /// Of an attribute with these keys; `elsewhere` are those of other attributes.
    pub(super) fn read(
        tokens: TokenStream,
        keys: &'static [Key],
        elsewhere: Elsewhere<'static>,
        report: &mut Report,
    ) -> Self {
        let (args, seen, unread) = Default::default();
        let mut read = Self { keys, elsewhere, args, seen, unread, saw_unknown: false };
        let said_something = !tokens.is_empty();
        for piece in pieces::of_keys(tokens, keys, report) {
            let tokens = piece.stream();
            let arg = syn::parse2::<Arg>(tokens.clone()).ok();
            match arg.filter(|arg| arg.value.is_some() || keys.iter().any(|(key, _)| arg.key == key)) {
                Some(arg) => read.args.push(Arg { torn: piece.torn, ..arg }),
                // syn's own message for `key value` or `"text"` is about one token; this one is about the form.
                None => read.without_key(tokens, piece.torn, report),
            }
            read.saw_unknown |= piece.torn;
        }
        if said_something && read.args.is_empty() {
            read.saw_unknown = true;
            read.unread.push(String::new());
        }
        read
    }

    /// Neither `key` nor `key = value`.
    fn without_key(&mut self, tokens: TokenStream, torn: bool, report: &mut Report) {
        let meant = meant::by_form(&tokens, self.keys, self.elsewhere);
        // `method, POST`: one mistake, at the key.
        let waits = |arg: &Arg| {
            let example = self.example(&arg.key.to_string());
            let empty = match &arg.value {
                Some(value) => value.clone().into_iter().all(|it| matches!(it, TokenTree::Punct(_))),
                None => example.contains('='),
            };
            let text = example.contains("= \"") && syn::parse2::<LitStr>(tokens.clone()).is_ok();
            empty && (text || meant.key.as_ref().is_none_or(|key| arg.key == key))
        };
        let said = torn || self.args.last().is_some_and(waits);
        // `range = 1, ..=9`: what begins like the rest of a value is that.
        if let (Some(TokenTree::Punct(_)), Some(last)) =
            (tokens.clone().into_iter().next(), self.args.last_mut())
        {
            last.torn |= !said;
        }
        self.unknown(tokens, meant, said, report);
    }

    fn unknown(&mut self, tokens: TokenStream, meant: Meant, said: bool, report: &mut Report) {
        self.saw_unknown = true;
        // What is nothing at all may have been meant to be anything.
        self.unread.extend(meant.key.or_else(|| meant.formless.then(String::new)));
        if !said {
            report.at(tokens, meant.message);
        }
    }

    /// Whether the key was said, or probably was.
    pub(super) fn saw(&self, key: &str) -> bool {
        self.seen.iter().any(|seen| seen == key) || unsure(&self.unread, key)
    }

    /// Whether just this key was said or probably meant.
    pub(super) fn names(&self, key: &str) -> bool {
        self.seen.iter().any(|seen| seen == key) || self.unread.iter().any(|unread| unread == key)
    }

    /// The keys whose values could not be read.
    pub(super) fn into_unread(self) -> Vec<String> {
        self.unread
    }

    pub(super) fn example(&self, key: &str) -> &'static str {
        self.keys.iter().find(|(known, _)| *known == key).map_or("", |(_, example)| example)
    }

    /// Takes all arguments of this key; a second one is a mistake.
    fn take(&mut self, key: &str, report: &mut Report) -> Option<Arg> {
        let mut found: Option<Arg> = None;
        let (mine, rest) = std::mem::take(&mut self.args).into_iter().partition(|arg| arg.key == key);
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

    /// Notes that the key was said with something that could not be read.
    fn unread<T>(&mut self, key: &str) -> Option<T> {
        self.unread.push(key.to_owned());
        None
    }

    pub(super) fn flag(&mut self, key: &str, report: &mut Report) -> Option<Ident> {
        let arg = self.take(key, report)?;
        if let Some(value) = arg.value {
            // What follows may have been meant to be another key.
            self.unread.push(String::new());
            if arg.torn {
            } else if value.is_empty() {
                // `key =` has no value to point at.
                report.at(&arg.key, messages::no_value(key));
            } else {
                report.at(value, messages::no_value(key));
            }
        }
        Some(arg.key)
    }

    /// The argument of a key that takes a value.
    fn tokens(&mut self, key: &str, report: &mut Report) -> Option<(Ident, TokenStream, bool)> {
        let arg = self.take(key, report)?;
        match arg.value.filter(|tokens| !tokens.is_empty()) {
            Some(tokens) => Some((arg.key, tokens, arg.torn)),
            None if arg.torn => self.unread(key),
            None => {
                report.at(&arg.key, messages::missing_value(key, self.example(key)));
                self.unread(key)
            }
        }
    }

    /// The value of a key. A mistake in it is reported where it is, as `wrong` where syn found it.
    pub(super) fn value<T>(
        &mut self,
        key: &str,
        wrong: &str,
        parse: impl Fn(ParseStream<'_>) -> syn::Result<T>,
        report: &mut Report,
    ) -> Option<Said<T>> {
        let (key, tokens, torn) = self.tokens(key, report)?;
        match read(&tokens, torn, wrong, parse, report) {
            Some(value) => Some(Said { key, value }),
            None => self.unread(&key.to_string()),
        }
    }

    /// `[a, b]`. A mistake in one item leaves the others whole; it is reported as `wrong` where syn found it.
    pub(super) fn list<T>(
        &mut self,
        key: &str,
        wrong: &str,
        item: impl Fn(ParseStream<'_>) -> syn::Result<T>,
        report: &mut Report,
    ) -> Option<Said<Vec<T>>> {
        let (said, tokens, torn) = self.tokens(key, report)?;
        let no_list = messages::one_list(key, self.example(key));
        let Some(content) = read(&tokens, torn, &no_list, bracketed, report) else { return self.unread(key) };
        if content.is_empty() {
            report.at(tokens, messages::empty_list(key, self.example(key)));
            return self.unread(key);
        }
        let pieces = pieces::split(content, report);
        let (mut items, mut broken) = (Vec::new(), false);
        for piece in &pieces {
            let tokens = piece.stream();
            let item = read(&tokens, piece.torn || broken, wrong, &item, report);
            // Two items side by side that have not even the form of one are mostly one that broke in two.
            broken = item.is_none() && tokens.into_iter().count() > 1;
            items.extend(item);
        }
        if items.len() < pieces.len() || items.is_empty() || pieces.iter().any(|piece| piece.torn) {
            self.unread.push(key.to_owned());
        }
        Some(Said { key: said, value: items })
    }

    /// Whatever is left is a key nobody knows here.
    pub(super) fn finish(&mut self, report: &mut Report) {
        for arg in std::mem::take(&mut self.args) {
            let meant = meant::by_key(
                &arg.key.to_string(),
                arg.value.as_ref(),
                self.keys,
                self.elsewhere,
                &self.seen,
            );
            self.unknown(TokenTree::from(arg.key).into(), meant, arg.torn, report);
        }
    }
}

/// Whether something could not be read that may have been under this key.
pub(crate) fn unsure(unread: &[String], key: &str) -> bool {
    unread.iter().any(|unread| unread == key || unread.is_empty())
}

/// What the tokens are. A mistake is reported where it is: in the words of `parse`, or as `wrong` where syn found it,
/// unless it was said before.
fn read<T>(
    tokens: &TokenStream,
    said: bool,
    wrong: &str,
    parse: impl Fn(ParseStream<'_>) -> syn::Result<T>,
    report: &mut Report,
) -> Option<T> {
    let ended = Cell::new(false);
    let watched = |input: ParseStream<'_>| parse(input).inspect_err(|_| ended.set(input.is_empty()));
    let error = match Parser::parse2(watched, tokens.clone()) {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    let words = error.to_string();
    let is_end =
        words.starts_with("unexpected end of input") || words.starts_with("expected `") && ended.get();
    if said {
        return None;
    }
    if !words.starts_with("expected ") && !words.starts_with("unexpected ") {
        report.push(error);
    } else if is_end {
        // It has no token of its own and would point at the whole attribute.
        report.at(tokens, wrong);
    } else {
        report.at_span(error.span(), wrong);
    }
    None
}

/// What is inside `[…]`.
fn bracketed(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let content;
    syn::bracketed!(content in input);
    content.parse()
}

/// A token as a word, without the quotes of a string.
pub(super) fn bare(token: &TokenTree) -> String {
    token.to_string().trim_matches('"').to_owned()
}
