//! From an attribute and its item to code: read, check, and expand or fall back.

use proc_macro2::TokenStream;

use crate::{check, expand, fallback, parse, report::Report};

/// Expands `#[wx_endpoint]`.
pub(crate) fn endpoint(args: TokenStream, item: &TokenStream) -> TokenStream {
    let mut report = Report::default();
    let (item, tokens) = parse::item(item, &mut report);
    let model = parse::endpoint(args, item, &mut report);
    // Of an item that could not be read whole, nothing can be said to be missing or wrong.
    if let Some(model) = &model
        && !report.is_reported()
    {
        check::endpoint(model, &mut report);
    }
    match (model, report.finish()) {
        (Some(model), Ok(())) => expand::endpoint(&model),
        (model, errors) => fallback::endpoint(model.as_ref(), &tokens, &errors.err().unwrap_or_default()),
    }
}

/// Expands `#[wx_event]`.
pub(crate) fn event(args: TokenStream, item: &TokenStream) -> TokenStream {
    let mut report = Report::default();
    let (item, tokens) = parse::item(item, &mut report);
    let model = parse::event(args, item, &mut report);
    // Of an item that could not be read whole, nothing can be said to be missing or wrong.
    if let Some(model) = &model
        && !report.is_reported()
    {
        check::event(model, &mut report);
    }
    match (model, report.finish()) {
        (Some(model), Ok(())) => expand::event(&model),
        (model, errors) => fallback::event(model.as_ref(), &tokens, &errors.err().unwrap_or_default()),
    }
}

/// Expands `#[wx_type]`.
pub(crate) fn wire_type(args: TokenStream, item: &TokenStream) -> TokenStream {
    let mut report = Report::default();
    let (item, tokens) = parse::item(item, &mut report);
    let model = parse::wire_type(args, item, &mut report);
    // Of an item that could not be read whole, nothing can be said to be missing or wrong.
    if let Some(model) = &model
        && !report.is_reported()
    {
        check::wire_type(model, &mut report);
    }
    match (model, report.finish()) {
        (Some(model), Ok(())) => expand::wire_type(&model),
        (model, errors) => fallback::wire_type(model.as_ref(), &tokens, &errors.err().unwrap_or_default()),
    }
}
