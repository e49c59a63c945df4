//! What is public, found in the source.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Fields, Item, ItemEnum, UseTree, Visibility};

/// The macros of wx-core that make a type.
const MAKERS: &[&str] = &["secret", "text"];
/// A field of such a name is taken for a secret, whatever its type.
const SECRET_NAMES: &[&str] = &["secret", "access_token", "session_key", "password", "ticket"];

/// The source of one crate, by module: `token::store`; the root is empty.
pub(super) struct Source(BTreeMap<String, Vec<Item>>);

impl Source {
    pub(super) fn of(krate: &str) -> Self {
        let mut modules = BTreeMap::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(krate).join("src");
        load(&folder.join("lib.rs"), &folder, "", &mut modules);
        Self(modules)
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.0.values().flatten()
    }

    /// The types that another crate can name: those in public modules and those that one of these re-exports, from
    /// this crate or from `other`. What is hidden from the documentation is for the macros' output alone.
    pub(super) fn public_types(&self, other: Option<&Self>) -> BTreeSet<String> {
        let defined: BTreeSet<_> =
            self.items().chain(other.into_iter().flat_map(Self::items)).filter_map(public_type).collect();
        let mut found = BTreeSet::new();
        self.collect("", &defined, &mut found);
        found
    }

    fn collect(&self, module: &str, defined: &BTreeSet<String>, found: &mut BTreeSet<String>) {
        for item in &self.0[module] {
            found.extend(public_type(item));
            match item {
                Item::Mod(inner) if is_public(&inner.vis) && !is_hidden(&inner.attrs) => {
                    self.collect(&path(module, &inner.ident.to_string()), defined, found);
                }
                Item::Use(item) if is_public(&item.vis) => {
                    let mut names = Vec::new();
                    leaves(&item.tree, &mut names);
                    found.extend(names.into_iter().filter(|name| defined.contains(name)));
                }
                _ => {}
            }
        }
    }

    /// The types with a `Display`.
    pub(super) fn displayed(&self) -> BTreeSet<String> {
        self.items().filter_map(displayed).chain(self.made("text")).collect()
    }

    /// The public types that hold a secret, or hold one that does.
    pub(super) fn secret_types(&self) -> BTreeSet<String> {
        let mut found: BTreeSet<_> = ["AppSecret", "AccessToken", "SessionKey"].map(str::to_owned).into();
        let known = found.clone();
        loop {
            let more: Vec<_> = self
                .items()
                .filter(|item| holds_secret(item, &found))
                .filter_map(public_type)
                .filter(|name| !found.contains(name))
                .collect();
            if more.is_empty() {
                return &found - &known;
            }
            found.extend(more);
        }
    }

    /// The variants of an enum.
    pub(super) fn variants(&self, name: &str) -> BTreeSet<String> {
        let find = |item: &Item| match item {
            Item::Enum(ItemEnum { ident, variants, .. }) if ident == name => {
                Some(variants.iter().map(|variant| variant.ident.to_string()).collect())
            }
            _ => None,
        };
        self.items().find_map(find).unwrap_or_else(|| panic!("there is no enum `{name}` any more"))
    }

    fn made(&self, by: &str) -> impl Iterator<Item = String> {
        self.items().filter_map(made).filter(move |(maker, _)| maker == by).map(|(_, name)| name)
    }
}

fn load(file: &Path, folder: &Path, module: &str, modules: &mut BTreeMap<String, Vec<Item>>) {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let items = syn::parse_file(&text).expect("it compiles").items;
    place(items, folder, module, modules);
}

/// Puts a module's items in, and those of the modules in it.
fn place(items: Vec<Item>, folder: &Path, module: &str, modules: &mut BTreeMap<String, Vec<Item>>) {
    for item in &items {
        let Item::Mod(inner) = item else { continue };
        let name = inner.ident.to_string();
        let path = path(module, &name);
        let file: PathBuf = folder.join(format!("{name}.rs"));
        match &inner.content {
            // Once in two forms, for a feature: one file all the same.
            _ if modules.contains_key(&path) || is_test(&inner.attrs) => {}
            Some((_, items)) => place(items.clone(), &folder.join(&name), &path, modules),
            None => load(&file, &folder.join(&name), &path, modules),
        }
    }
    modules.insert(module.to_owned(), items);
}

fn path(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn has(attrs: &[Attribute], wanted: &str) -> bool {
    attrs.iter().any(|attr| text(attr) == wanted)
}

/// An attribute without its spaces.
fn text(attr: &Attribute) -> String {
    attr.meta.to_token_stream().to_string().replace(' ', "")
}

fn is_test(attrs: &[Attribute]) -> bool {
    has(attrs, "cfg(test)")
}

fn is_hidden(attrs: &[Attribute]) -> bool {
    has(attrs, "doc(hidden)")
}

/// The name of a public struct or enum.
fn public_type(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) if is_public(&item.vis) => Some(item.ident.to_string()),
        Item::Enum(item) if is_public(&item.vis) => Some(item.ident.to_string()),
        _ => made(item).map(|(_, name)| name),
    }
}

/// The type that a macro of ours makes, its name last: `secret! { /// … AppSecret }`.
fn made(item: &Item) -> Option<(String, String)> {
    let Item::Macro(item) = item else { return None };
    let maker = item.mac.path.get_ident()?.to_string();
    if !MAKERS.contains(&maker.as_str()) {
        return None;
    }
    match item.mac.tokens.clone().into_iter().last()? {
        TokenTree::Ident(name) => Some((maker, name.to_string())),
        _ => None,
    }
}

/// The names at the ends of a `use`.
fn leaves(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(rename) => names.push(rename.ident.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        // Of the other crates, which are walked themselves.
        UseTree::Glob(_) => {}
    }
}

/// The type that an `impl Display` or `derive(Error)` is for.
fn displayed(item: &Item) -> Option<String> {
    match item {
        Item::Impl(item) => {
            let (path, _) = item.trait_.as_ref()?;
            let syn::Type::Path(of) = &*item.self_ty else { return None };
            let display = path.segments.last()?.ident == "Display";
            display.then(|| of.path.segments.last().map(|name| name.ident.to_string()))?
        }
        Item::Enum(item) => {
            let derives = item.attrs.iter().any(|attr| text(attr).contains("thiserror::Error"));
            derives.then(|| item.ident.to_string())
        }
        _ => None,
    }
}

fn holds_secret(item: &Item, secret: &BTreeSet<String>) -> bool {
    let of = |fields: &Fields| {
        fields.iter().any(|field| {
            let named = |name: &syn::Ident| SECRET_NAMES.iter().any(|part| name.to_string().contains(part));
            has(&field.attrs, "wx(secret)")
                || field.ident.as_ref().is_some_and(named)
                || names(field.ty.to_token_stream(), secret)
        })
    };
    match item {
        Item::Struct(item) => of(&item.fields),
        Item::Enum(item) => item.variants.iter().any(|variant| of(&variant.fields)),
        _ => false,
    }
}

/// Whether one of the names stands in the tokens.
fn names(tokens: TokenStream, wanted: &BTreeSet<String>) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => wanted.contains(&ident.to_string()),
        TokenTree::Group(group) => names(group.stream(), wanted),
        _ => false,
    })
}
