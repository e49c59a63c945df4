//! The pipeline on token streams. What the messages look like to an author is pinned in `tests/ui`.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::{pipeline, report::Report};

mod event;
mod mistakes;
mod mutations;
mod names;
mod recovery;
mod slip;
mod specs;

/// The mistakes found in an endpoint, in the order they are reported.
fn endpoint(args: TokenStream, item: &TokenStream) -> Vec<String> {
    messages(pipeline::endpoint(args, item))
}

/// The mistakes found in a push.
fn event(args: TokenStream, item: &TokenStream) -> Vec<String> {
    messages(pipeline::event(args, item))
}

/// The mistakes found in a wire type.
fn wire_type(args: TokenStream, item: &TokenStream) -> Vec<String> {
    messages(pipeline::wire_type(args, item))
}

/// The texts of all `compile_error!`s in an expansion.
fn messages(tokens: TokenStream) -> Vec<String> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let at = |index: usize| tokens.get(index).map(TokenTree::to_string);
    let text = |index: usize| {
        let is_error = at(index).as_deref() == Some("compile_error") && at(index + 1).as_deref() == Some("!");
        match tokens.get(index + 2) {
            Some(TokenTree::Group(group)) if is_error => syn::parse2::<syn::LitStr>(group.stream()).ok(),
            _ => None,
        }
    };
    (0..tokens.len()).filter_map(text).map(|text| text.value()).collect()
}

/// The mistakes without the other ends of contradictions.
fn slips(mut mistakes: Vec<String>) -> Vec<String> {
    mistakes.retain(|mistake| !mistake.ends_with(" here"));
    mistakes
}

/// What is common to most cases.
fn get() -> TokenStream {
    quote!(
        pub struct Get {
            pub code: String,
        }
    )
}

#[test]
fn a_mistake_is_a_compile_error() {
    let mut report = Report::default();
    report.at(quote!(here), "first");
    report.push(syn::Error::new_spanned(quote!(there), "second"));
    assert_eq!(messages(report.finish().unwrap_err()), ["first", "second"]);
}

#[test]
#[should_panic(expected = "a report was dropped unread")]
fn a_report_must_be_read() {
    drop(Report::default());
}
