//! The arguments of an attribute, one by one.

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Ident, LitStr, Path, Token,
    ext::IdentExt,
    parse::{Parse, ParseStream, Parser},
};

use crate::{messages, model::Said, report::Report};

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
pub(super) struct Args {
    args: Vec<Arg>,
    seen: Vec<Ident>,
    /// The keys that unknown ones were probably meant to be.
    meant: Vec<String>,
    pub(super) saw_unknown: bool,
}

impl Args {
    pub(super) fn read(tokens: TokenStream, report: &mut Report) -> Self {
        let mut saw_unknown = false;
        let mut args = Vec::new();
        for piece in split(tokens) {
            match syn::parse2(piece.clone()) {
                Ok(arg) => args.push(arg),
                // syn's own message for `key value` or `"text"` is about one token; this one is about the form.
                Err(_) => {
                    saw_unknown = true;
                    report.at(piece, messages::FORM);
                }
            }
        }
        Self { args, seen: Vec::new(), meant: Vec::new(), saw_unknown }
    }

    /// Whether the key was said, or probably was.
    pub(super) fn saw(&self, key: &str) -> bool {
        self.seen.iter().any(|seen| seen == key) || self.meant.iter().any(|meant| meant == key)
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

    pub(super) fn flag(&mut self, key: &str, report: &mut Report) -> Option<Ident> {
        let arg = self.take(key, report)?;
        match arg.value {
            // `key =` has no value to point at.
            Some(value) if value.is_empty() => report.at(&arg.key, messages::no_value(key)),
            Some(value) => report.at(value, messages::no_value(key)),
            None => {}
        }
        Some(arg.key)
    }

    /// The value of a key. A mistake in it is reported where it is: as `wrong`, or without that in `parse`'s own words.
    pub(super) fn value<T>(
        &mut self,
        key: &str,
        example: &str,
        wrong: Option<&str>,
        parse: impl Fn(ParseStream<'_>) -> syn::Result<T>,
        report: &mut Report,
    ) -> Option<Said<T>> {
        let arg = self.take(key, report)?;
        let Some(tokens) = arg.value.filter(|tokens| !tokens.is_empty()) else {
            report.at(&arg.key, messages::missing_value(key, example));
            return None;
        };
        match parse.parse2(tokens.clone()) {
            Ok(value) => return Some(Said { key: arg.key, value }),
            // An error at the end of the value has no token of its own and would point at the whole attribute.
            Err(error) if error.to_string().starts_with("unexpected end of input") => {
                report.at(tokens, wrong.unwrap_or(&messages::missing_value(key, example)));
            }
            Err(error) => match wrong {
                Some(wrong) => report.at_span(error.span(), wrong),
                None => report.push(error),
            },
        }
        None
    }

    pub(super) fn word(
        &mut self,
        key: &str,
        example: &str,
        known: &[&str],
        report: &mut Report,
    ) -> Option<Said<Ident>> {
        let what = match key {
            "body" => "body kind",
            "auth" => "token requirement",
            key => key,
        };
        let wrong = messages::one_word(key, example);
        let said = self.value(key, example, Some(&wrong), |input| input.parse::<TokenTree>(), report)?;
        match said.value {
            TokenTree::Ident(word) if known.iter().any(|known| word == known) => {
                Some(Said { key: said.key, value: word })
            }
            other => {
                let word = bare(&other);
                let message = match known.contains(&word.as_str()) {
                    true => messages::not_a_text(key, &word),
                    false => messages::unknown(what, &word, known),
                };
                report.at(&other, message);
                None
            }
        }
    }

    /// `[a, b]`. A mistake in one item leaves the others whole.
    pub(super) fn list<T>(
        &mut self,
        key: &str,
        example: &str,
        item: impl Fn(ParseStream<'_>) -> syn::Result<T>,
        report: &mut Report,
    ) -> Option<Said<Vec<T>>> {
        let wrong = messages::one_list(key, example);
        let said = self.value(key, example, Some(&wrong), bracketed, report)?;
        if said.value.is_empty() {
            report.at(&said.key, messages::empty_list(key, example));
            return None;
        }
        let mut items = Vec::new();
        for piece in split(said.value) {
            match Parser::parse2(&item, piece.clone()) {
                Ok(item) => items.push(item),
                Err(error) if error.to_string().starts_with("unexpected end of input") => {
                    report.at(piece, &wrong)
                }
                // What is no item at all is told so; a message of our own says more.
                Err(error) if error.to_string().starts_with("expected ") => {
                    report.at_span(error.span(), &wrong)
                }
                Err(error) => report.push(error),
            }
        }
        Some(Said { key: said.key, value: items })
    }

    /// `[pay_sig, user_signature]`, each one of the words known.
    pub(super) fn words(
        &mut self,
        key: &str,
        example: &str,
        known: &[&str],
        report: &mut Report,
    ) -> Option<Said<Vec<Ident>>> {
        let word = |input: ParseStream<'_>| {
            let token = input.parse::<TokenTree>()?;
            let word = bare(&token);
            match token {
                TokenTree::Ident(word) if known.iter().any(|known| word == known) => Ok(word),
                other if known.contains(&word.as_str()) => {
                    Err(syn::Error::new(other.span(), messages::not_a_text_in(key, &word)))
                }
                other => Err(syn::Error::new(other.span(), messages::unknown("signature", &word, known))),
            }
        };
        self.list(key, example, word, report)
    }

    pub(super) fn text(
        &mut self,
        key: &str,
        example: &str,
        valid: impl Fn(&str) -> Result<(), &'static str>,
        report: &mut Report,
    ) -> Option<Said<LitStr>> {
        let wrong = messages::one_text(key, example);
        let said = self.value(key, example, Some(&wrong), |input| input.parse::<LitStr>(), report)?;
        match valid(&said.value.value()) {
            Ok(()) => Some(said),
            Err(message) => {
                report.at(&said.value, message);
                None
            }
        }
    }

    pub(super) fn krate(&mut self, report: &mut Report) -> Option<Path> {
        let wrong = Some(messages::CRATE);
        let said = self.value("crate", "crate = ::wx_api", wrong, Path::parse_mod_style, report)?;
        if said.value.leading_colon.is_none() {
            report.at(&said.value, messages::CRATE);
            return None;
        }
        Some(said.value)
    }

    /// Whatever is left is a key nobody knows.
    pub(super) fn finish(&mut self, known: &[&str], report: &mut Report) {
        for arg in std::mem::take(&mut self.args) {
            self.saw_unknown = true;
            let key = arg.key.to_string();
            self.meant.extend(messages::nearest(&key, known).map(str::to_owned));
            report.at(&arg.key, messages::unknown("key", &key, known));
        }
    }
}

/// The tokens between the commas.
fn split(tokens: TokenStream) -> impl Iterator<Item = TokenStream> {
    let mut pieces = vec![TokenStream::new()];
    for token in tokens {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => pieces.push(TokenStream::new()),
            _ => pieces.last_mut().expect("there is always one").extend([token]),
        }
    }
    pieces.into_iter().filter(|piece| !piece.is_empty())
}

/// What is inside `[…]`.
fn bracketed(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let content;
    syn::bracketed!(content in input);
    content.parse()
}

/// A token as a word, without the quotes of a string.
fn bare(token: &TokenTree) -> String {
    token.to_string().trim_matches('"').to_owned()
}
