//! A word that may take a type in parentheses: `json(PhoneNumber)`, `binary`.

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Type, parenthesized,
    parse::{ParseStream, Parser},
};

use super::args;
use crate::messages;

/// The words of a key.
pub(super) struct Words {
    key: &'static str,
    all: &'static [&'static str],
    /// Those that stand alone.
    alone: &'static [&'static str],
    /// What the type is the type of, and how one is called.
    what: (&'static str, &'static str),
    /// What to say of a type without a word, and of a word that stands alone with a type.
    wordless: fn(&str) -> String,
    typed: fn(&str) -> String,
}

pub(super) const RESPONSE: Words = Words {
    key: "response",
    all: &["json", "binary", "binary_or", "empty"],
    alone: &["binary", "empty"],
    what: ("answer", "PhoneNumber"),
    wordless: messages::response_type,
    typed: messages::alone,
};

pub(super) const REPLY: Words = Words {
    key: "reply",
    all: &["success", "fields", "beside"],
    alone: &["success"],
    what: ("reply", "XpayReply"),
    wordless: messages::event::reply_type,
    typed: messages::event::alone,
};

impl Words {
    pub(super) fn read(&self, input: ParseStream<'_>) -> syn::Result<(String, Option<Type>)> {
        let first = input.parse::<TokenTree>()?;
        let rest: TokenStream = input.parse()?;
        let word = args::bare(&first);
        let known = self.all.contains(&word.as_str());
        let wrong = |message: String| Err(syn::Error::new(first.span(), message));
        if !matches!(first, TokenTree::Ident(_)) && known {
            return wrong(messages::not_a_text(self.key, &word));
        }
        if !known {
            let is_type = word.starts_with(char::is_uppercase) || rest.to_string().starts_with("::");
            let ty = format!("{word}{rest}").replace(' ', "");
            return wrong(match is_type {
                true => (self.wordless)(&ty),
                false => messages::unknown(self.key, &word, self.all, None),
            });
        }
        if self.alone.contains(&word.as_str()) {
            return match rest.is_empty() {
                true => Ok((word, None)),
                false => Err(syn::Error::new_spanned(rest, (self.typed)(&word))),
            };
        }
        let (what, example) = self.what;
        let untyped = messages::untyped(&word, what, example);
        match parenthesis.parse2(rest.clone()) {
            Ok(ty) => Ok((word, Some(ty))),
            Err(_) if rest.is_empty() => wrong(untyped),
            Err(_) => Err(syn::Error::new_spanned(&rest, untyped)),
        }
    }
}

/// `(Answer)`
fn parenthesis(input: ParseStream<'_>) -> syn::Result<Type> {
    let content;
    parenthesized!(content in input);
    content.parse()
}
