//! Whatever an author types, the macros answer: with code, or with an error. They never panic.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{File, Item};

use super::{
    messages, slips,
    specs::{self, Pipeline},
};

/// Every stream that is `tokens` with one token changed, at any depth.
fn mutations(tokens: &TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<_> = tokens.clone().into_iter().collect();
    let mut found = Vec::new();
    let mut with = |range: std::ops::Range<usize>, between: &[TokenTree]| {
        let (before, after) = (&tokens[..range.start], &tokens[range.end..]);
        found.push(before.iter().chain(between).chain(after).cloned().collect());
    };
    let others: Vec<TokenTree> = quote!(wx self r#type 0 "" 'a' 1.5 = , ; () #).into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        with(index..index + 1, &[]);
        with(index..index, std::slice::from_ref(token));
        for other in &others {
            with(index..index + 1, std::slice::from_ref(other));
        }
        if let [first, second, ..] = &tokens[index..] {
            with(index..index + 2, &[second.clone(), first.clone()]);
        }
        if let TokenTree::Group(group) = token {
            for inner in mutations(&group.stream()) {
                with(index..index + 1, &[Group::new(group.delimiter(), inner).into()]);
            }
        }
    }
    found
}

/// The mistakes found. Asserts that the answer is code or an error, and that an item that is Rust stays Rust.
fn answers(pipeline: Pipeline, args: &TokenStream, item: &TokenStream) -> Vec<String> {
    let shown = || format!("#[({args})] {item}");
    let expanded = pipeline(args.clone(), item);
    let mistakes = messages(expanded.clone());
    let file = syn::parse2::<File>(expanded.clone());
    let item_is_rust = syn::parse2::<Item>(item.clone()).is_ok();
    assert!(!mistakes.is_empty() || file.is_ok(), "neither code nor an error: {}\n{expanded}", shown());
    assert!(!item_is_rust || file.is_ok(), "no code any more: {}\n{expanded}", shown());
    // What the compiler could not read is its own mistake to report, and never an endpoint.
    let is_stub = expanded.to_string().contains("unreachable !");
    assert!(item_is_rust || is_stub || file.is_err(), "no stub for what is no Rust: {}\n{expanded}", shown());
    assert!(
        !item_is_rust || !is_stub || !mistakes.is_empty(),
        "a stub without a word: {}\n{expanded}",
        shown()
    );
    slips(mistakes)
}

#[test]
fn every_spec_is_right_to_begin_with() {
    for (pipeline, args, item) in specs::all() {
        assert_eq!(answers(pipeline, &args, &item), [""; 0]);
    }
}

#[test]
fn every_slip_in_the_arguments_is_answered_once() {
    let (mut all, mut mistakes, mut several) = (0, 0, Vec::new());
    for (pipeline, args, item) in specs::all() {
        for mutated in mutations(&args) {
            let found = answers(pipeline, &mutated, &item);
            all += 1;
            mistakes += usize::from(!found.is_empty());
            if found.len() > 1 {
                several.push(format!("{mutated}\n    {}", found.join("\n    ")));
            }
        }
    }
    // Most slips in an attribute are mistakes; the others change one word into another.
    assert!(all > 2000 && mistakes * 10 > all * 8, "{mistakes} mistakes of {all} slips");
    // A comma that cuts a value in two leaves two halves, which sometimes look like two slips.
    assert!(several.len() < 10, "{} slips are several mistakes:\n{}", several.len(), several.join("\n"));
}

#[test]
fn every_slip_in_the_item_is_answered() {
    let mut several = Vec::new();
    for (pipeline, args, item) in specs::all() {
        for mutated in mutations(&item) {
            let found = answers(pipeline, &args, &mutated);
            if found.len() > 1 {
                several.push(format!("{mutated}\n    {}", found.join("\n    ")));
            }
        }
    }
    assert!(several.len() < 10, "{} slips are several mistakes:\n{}", several.len(), several.join("\n"));
}

#[test]
fn a_mistake_leaves_the_item_in_place() {
    for (pipeline, _, item) in specs::all() {
        let expanded = pipeline(quote!(nonsense, = 3), &item);
        let file: File = syn::parse2(expanded).unwrap();
        let names = |item: &Item| match item {
            Item::Struct(item) => item.ident.to_string(),
            Item::Enum(item) => item.ident.to_string(),
            _ => String::new(),
        };
        let wanted = names(&syn::parse2(item.clone()).unwrap());
        assert!(file.items.iter().any(|item| names(item) == wanted), "{}", item.to_token_stream());
    }
}
