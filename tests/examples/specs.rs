//! The specs, domain by domain: their endpoints, and what their files import.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Item, ItemUse, Meta, UseTree, Visibility};

use crate::pipeline;

/// One domain: a file of the specs, with those in the folder of its name.
#[derive(Default)]
pub(crate) struct Domain {
    /// The names that are imported, and from where.
    pub(crate) imports: BTreeMap<String, String>,
    /// What the macro makes of each endpoint.
    pub(crate) endpoints: Vec<TokenStream>,
}

/// Every domain that has endpoints.
pub(crate) fn domains() -> BTreeMap<String, Domain> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../specs/src"));
    let mut files = Vec::new();
    collect(root, &mut files);
    files.sort();
    let mut domains: BTreeMap<String, Domain> = BTreeMap::new();
    for file in files {
        let below = file.strip_prefix(root).expect("it was found there");
        let first = below.iter().next().expect("a path has a first step");
        let name = Path::new(first).with_extension("").display().to_string();
        let text = fs::read_to_string(&file).expect("it can be read");
        let domain = domains.entry(name).or_default();
        for item in syn::parse_file(&text).expect("it compiles").items {
            domain.add(item);
        }
    }
    domains.retain(|_, domain| !domain.endpoints.is_empty());
    assert!(!domains.is_empty(), "no endpoint was found");
    domains
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the specs are there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

impl Domain {
    fn add(&mut self, item: Item) {
        match item {
            // What is shown again is the domain's own.
            Item::Use(ItemUse { vis: Visibility::Inherited, tree, .. }) => self.import("", &tree),
            Item::Struct(mut item) => {
                let Some(at) = item.attrs.iter().position(|attr| attr.path().is_ident("wx_endpoint")) else {
                    return;
                };
                let args = match item.attrs.remove(at).meta {
                    Meta::List(list) => list.tokens,
                    Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
                };
                self.endpoints.push(pipeline::endpoint(args, &item.to_token_stream()));
            }
            _ => {}
        }
    }

    fn import(&mut self, before: &str, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => {
                // What the specs name by these, a backend names by `wx_api`.
                let step = path.ident.to_string().replace("wx_core", "wx_api").replace("crate", "wx_api");
                self.import(&format!("{before}{step}::"), &path.tree);
            }
            UseTree::Name(name) => {
                self.imports.insert(name.ident.to_string(), format!("{before}{}", name.ident));
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(before, tree)),
            UseTree::Rename(_) | UseTree::Glob(_) => {}
        }
    }
}
