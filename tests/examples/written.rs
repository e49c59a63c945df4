//! The examples as one Rust file.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use syn::{Expr, ExprLit, File, Item, Lit, Meta, TraitItem};

use crate::specs::Domain;

const HEAD: &str = "\
//! The examples of the documentation, each with the lines that the page does not show. Where they no longer compile, empty
//! this file and let it be written anew: `INSTA_UPDATE=always cargo test -p wx-tests --test examples`.
";

pub(crate) fn all(domains: &BTreeMap<String, Domain>) -> String {
    let mut written = HEAD.to_owned();
    for (name, domain) in domains {
        let examples: Vec<_> = domain.endpoints.iter().map(example).collect();
        let mut imports = vec![format!("{name}::*")];
        for (import, path) in &domain.imports {
            let is_named = examples.iter().any(|example| words(example).any(|word| word == import));
            if is_named && !path.starts_with("super::") {
                imports.push(path.strip_prefix("wx_api::").unwrap_or(path).to_owned());
            }
        }
        written += &format!("\nmod {name} {{\n");
        for import in imports {
            let root =
                if import.starts_with("std::") || import.starts_with("serde") { "" } else { "wx_api::" };
            written += &format!("    use {root}{import};\n");
        }
        for example in examples {
            written += &format!("\n{}", indented(&example));
        }
        written += "}\n";
    }
    written
}

/// The example in the documentation of the client method, with the lines that the page does not show.
fn example(expanded: &TokenStream) -> String {
    let file: File = syn::parse2(expanded.clone()).expect("what the macro emits is Rust");
    let methods = file.items.into_iter().filter_map(|item| match item {
        Item::Trait(item) => item.items.into_iter().next(),
        _ => None,
    });
    let method =
        methods.filter_map(|item| if let TraitItem::Fn(method) = item { Some(method) } else { None });
    let method = method.last().expect("an endpoint has a client method");
    let docs = method.attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::NameValue(doc) => match &doc.value {
            Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) => Some(line.value()),
            _ => None,
        },
        _ => None,
    });
    let docs: Vec<_> = docs.collect();
    let inside = docs.iter().skip_while(|line| line.trim() != "```rust,ignore").skip(1);
    let inside: Vec<_> = inside.take_while(|line| line.trim() != "```").collect();
    assert!(!inside.is_empty(), "`{}` shows no example", method.sig.ident);
    let (first, rest) = inside.split_first().expect("there is one");
    let (last, body) = rest.split_last().expect("a function ends");
    let shown = |line: &&String| line.strip_prefix(' ').map(str::to_owned).unwrap_or_default();
    let visible = |line: &&String| {
        let line = shown(line);
        format!("    {}\n", line.strip_prefix("# ").unwrap_or(&line))
    };
    let head = visible(first).trim_start().to_owned();
    format!("{head}{}{}", body.iter().map(visible).collect::<String>(), visible(last).trim_start())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
