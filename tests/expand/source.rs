//! The annotated items of the specs, found in their source.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Ident, Item, Meta};

use crate::{names, pipeline};

type Pipeline = fn(TokenStream, &TokenStream) -> TokenStream;

/// An item that bears one of our attributes.
pub(crate) struct Found {
    pub(crate) ident: Ident,
    args: TokenStream,
    item: TokenStream,
    expand: Pipeline,
}

impl Found {
    /// `get_phone_number`
    pub(crate) fn name(&self) -> String {
        names::snake(&self.ident.to_string())
    }

    /// How many fields the author wrote.
    pub(crate) fn fields(&self) -> usize {
        syn::parse2::<syn::ItemStruct>(self.item.clone()).map_or(0, |item| item.fields.len())
    }

    /// What the macro makes of it.
    pub(crate) fn expanded(&self) -> TokenStream {
        (self.expand)(self.args.clone(), &self.item)
    }
}

/// Every endpoint of the specs.
pub(crate) fn endpoints() -> Vec<Found> {
    all("wx_endpoint")
}

/// Every push of the specs.
pub(crate) fn events() -> Vec<Found> {
    all("wx_event")
}

/// Every wire type of the specs.
pub(crate) fn wire_types() -> Vec<Found> {
    all("wx_type")
}

fn all(attribute: &str) -> Vec<Found> {
    let mut files = Vec::new();
    collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../specs/src")), &mut files);
    files.sort();
    let found: Vec<_> = files.iter().flat_map(|file| in_file(file, attribute)).collect();
    assert!(!found.is_empty(), "no `#[{attribute}]` was found");
    found
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the specs are there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

pub(crate) fn in_file(file: &Path, attribute: &str) -> Vec<Found> {
    let text = std::fs::read_to_string(file).expect("it can be read");
    let items = syn::parse_file(&text).expect("it compiles").items;
    items.into_iter().filter_map(|item| annotated(item, attribute)).collect()
}

fn annotated(mut item: Item, attribute: &str) -> Option<Found> {
    let (ident, attrs) = match &mut item {
        Item::Struct(item) => (item.ident.clone(), &mut item.attrs),
        Item::Enum(item) => (item.ident.clone(), &mut item.attrs),
        _ => return None,
    };
    let is_ours = |attr: &Attribute| attr.path().is_ident(attribute);
    let ours = attrs.remove(attrs.iter().position(is_ours)?);
    let args = match ours.meta {
        Meta::List(list) => list.tokens,
        Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
    };
    let expand: Pipeline = match attribute {
        "wx_endpoint" => pipeline::endpoint,
        "wx_event" => pipeline::event,
        _ => pipeline::wire_type,
    };
    Some(Found { ident, args, item: item.to_token_stream(), expand })
}
