//! Mistakes are collected, not thrown: an author sees all of them at once.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The mistakes found so far. Dropping it without [`finish`](Self::finish) is a bug in the macro.
pub(crate) struct Report(Option<Vec<syn::Error>>);

impl Default for Report {
    fn default() -> Self {
        Self(Some(Vec::new()))
    }
}

impl Report {
    /// Notes a mistake at the guilty tokens.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    /// Notes a mistake at a span.
    pub(crate) fn at_span(&mut self, span: Span, message: impl Display) {
        self.push(syn::Error::new(span, message));
    }

    /// Notes a contradiction: what is wrong at the second place, where it started at the first.
    pub(crate) fn conflict(
        &mut self,
        second: impl ToTokens,
        message: impl Display,
        first: impl ToTokens,
        here: &str,
    ) {
        self.at(second, message);
        self.at(first, here);
    }

    /// Notes a mistake that syn found.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.0.get_or_insert_default().push(error);
    }

    /// Notes the mistake of a failed parse and goes on without its result.
    pub(crate) fn take<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// All mistakes, as `compile_error!`s.
    pub(crate) fn finish(mut self) -> Result<(), TokenStream> {
        let errors = self.0.take().unwrap_or_default();
        if errors.is_empty() {
            return Ok(());
        }
        Err(errors.iter().map(syn::Error::to_compile_error).collect())
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        assert!(self.0.is_none() || std::thread::panicking(), "a report was dropped unread");
    }
}
