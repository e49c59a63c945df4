//! From an attribute and its item to code: read, check, and expand or fall back.

use proc_macro2::TokenStream;
use syn::Item;

use crate::{check, expand, fallback, parse, report::Report};

/// Expands `#[wx_endpoint]`.
pub(crate) fn endpoint(args: TokenStream, item: &TokenStream) -> TokenStream {
    let stages = Stages {
        parse: parse::endpoint,
        check: check::endpoint,
        expand: expand::endpoint,
        fallback: fallback::endpoint,
    };
    stages.run(args, item)
}

/// Expands `#[wx_event]`.
pub(crate) fn event(args: TokenStream, item: &TokenStream) -> TokenStream {
    let stages =
        Stages { parse: parse::event, check: check::event, expand: expand::event, fallback: fallback::event };
    stages.run(args, item)
}

/// Expands `#[wx_type]`.
pub(crate) fn wire_type(args: TokenStream, item: &TokenStream) -> TokenStream {
    let stages = Stages {
        parse: parse::wire_type,
        check: check::wire_type,
        expand: expand::wire_type,
        fallback: fallback::wire_type,
    };
    stages.run(args, item)
}

/// What becomes of one attribute and its item, by way of the model `M`.
struct Stages<M> {
    parse: fn(TokenStream, Option<Item>, &mut Report) -> Option<M>,
    check: fn(&M, &mut Report),
    expand: fn(&M) -> TokenStream,
    fallback: fn(Option<&M>, &TokenStream, &TokenStream) -> TokenStream,
}

impl<M> Stages<M> {
    fn run(&self, args: TokenStream, item: &TokenStream) -> TokenStream {
        let mut report = Report::default();
        let (item, tokens) = parse::item(item, &mut report);
        let model = (self.parse)(args, item, &mut report);
        // Of an item that could not be read whole, nothing can be said to be missing or wrong.
        if let Some(model) = &model
            && !report.is_reported()
        {
            (self.check)(model, &mut report);
        }
        match (model, report.finish()) {
            (Some(model), Ok(())) => (self.expand)(&model),
            (model, errors) => (self.fallback)(model.as_ref(), &tokens, &errors.err().unwrap_or_default()),
        }
    }
}
