//! What the value of an argument may be: a word, a list of words or names, a text, a path.

use proc_macro2::TokenTree;
use syn::{Ident, LitStr, Path, parenthesized, parse::ParseStream, token};

use super::{Args, bare};
use crate::{messages, model::Said, report::Report};

impl Args {
    pub(crate) fn word(&mut self, key: &str, known: &[&str], report: &mut Report) -> Option<Said<Ident>> {
        let what = match key {
            "body" => "body kind",
            key => key,
        };
        let wrong = messages::one_word(key, self.example(key));
        let said = self.value(key, &wrong, |input| input.parse::<TokenTree>(), report)?;
        self.known(said, what, known, report)
    }

    /// `app_secret`, or `app_secret("appsecret")`: a word, and a text that stands with it.
    pub(crate) fn auth(
        &mut self,
        known: &[&str],
        report: &mut Report,
    ) -> (Option<Said<Ident>>, Option<LitStr>) {
        let wrong = messages::one_word("auth", self.example("auth"));
        let parse = |input: ParseStream<'_>| {
            let word = input.parse::<TokenTree>()?;
            let mut text = None;
            if input.peek(token::Paren) {
                let content;
                parenthesized!(content in input);
                text = Some(content.parse::<LitStr>()?);
            }
            Ok((word, text))
        };
        let Some(Said { key, value: (word, text) }) = self.value("auth", &wrong, parse, report) else {
            return (None, None);
        };
        let auth = self.known(Said { key, value: word }, "token requirement", known, report);
        let text = text.filter(|text| {
            let named = auth.as_ref().is_none_or(|auth| auth.value == "app_secret");
            if !named {
                report.at(text, messages::SECRET_NAME);
            }
            named
        });
        (auth, text)
    }

    /// A word, if it is one of those known.
    fn known(
        &mut self,
        said: Said<TokenTree>,
        what: &str,
        known: &[&str],
        report: &mut Report,
    ) -> Option<Said<Ident>> {
        let key = &said.key.to_string();
        match said.value {
            TokenTree::Ident(word) if known.iter().any(|known| word == known) => {
                Some(Said { key: said.key, value: word })
            }
            other => {
                let word = bare(&other);
                let message = match known.contains(&word.as_str()) {
                    true => messages::not_a_text(key, &word),
                    false => messages::unknown(what, &word, known, None),
                };
                report.at(&other, message);
                self.unread(key)
            }
        }
    }

    /// `[pay_sig, user_signature]`, each one of the words known.
    pub(crate) fn words(
        &mut self,
        key: &str,
        what: &str,
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
                other => Err(syn::Error::new(other.span(), messages::unknown(what, &word, known, None))),
            }
        };
        let wrong = messages::one_list(key, self.example(key));
        self.list(key, &wrong, word, report)
    }

    /// `[img, img_url]`, names of fields; what is not even a name is `wrong`.
    pub(crate) fn fields(&mut self, key: &str, wrong: &str, report: &mut Report) -> Option<Said<Vec<Ident>>> {
        let name = |input: ParseStream<'_>| match input.parse::<TokenTree>()? {
            TokenTree::Ident(name) => Ok(name),
            other => {
                let message = messages::not_a_text_in(key, &bare(&other));
                Err(syn::Error::new(other.span(), message))
            }
        };
        self.list(key, wrong, name, report)
    }

    pub(crate) fn text(
        &mut self,
        key: &str,
        valid: impl Fn(&str) -> Result<(), &'static str>,
        report: &mut Report,
    ) -> Option<Said<LitStr>> {
        let wrong = messages::one_text(key, self.example(key));
        let said = self.value(key, &wrong, |input| input.parse::<LitStr>(), report)?;
        match valid(&said.value.value()) {
            Ok(()) => Some(said),
            Err(message) => {
                report.at(&said.value, message);
                self.unread(key)
            }
        }
    }

    pub(crate) fn krate(&mut self, report: &mut Report) -> Option<Path> {
        let said = self.value("crate", messages::CRATE, Path::parse_mod_style, report)?;
        if said.value.leading_colon.is_none() {
            report.at(&said.value, messages::CRATE);
            return None;
        }
        Some(said.value)
    }
}
