//! Mistakes are collected, not thrown: an author sees all of them at once.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The mistakes found so far. Dropping it without [`finish`](Self::finish) is a bug in the macro.
pub(crate) struct Report {
    /// `None` once they are read.
    errors: Option<Vec<syn::Error>>,
    /// Whether there is a mistake that the compiler reports.
    reported: bool,
}

impl Default for Report {
    fn default() -> Self {
        Self { errors: Some(Vec::new()), reported: false }
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
        here: impl Display,
    ) {
        self.at(second, message);
        self.at(first, here);
    }

    /// Notes a mistake that syn found.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.errors.get_or_insert_default().push(error);
    }

    /// Notes that there is a mistake of which the compiler has told already.
    pub(crate) fn reported(&mut self) {
        self.reported = true;
    }

    /// Whether the compiler has told of a mistake.
    pub(crate) fn is_reported(&self) -> bool {
        self.reported
    }

    /// All mistakes, as `compile_error!`s.
    pub(crate) fn finish(mut self) -> Result<(), TokenStream> {
        let errors = self.errors.take().unwrap_or_default();
        if errors.is_empty() && !self.reported {
            return Ok(());
        }
        Err(errors.iter().map(syn::Error::to_compile_error).collect())
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        assert!(self.errors.is_none() || std::thread::panicking(), "a report was dropped unread");
    }
}
