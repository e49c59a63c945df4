//! Whatever an author types, the macros answer: with code, or with an error. They never panic.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{File, Item};

use super::messages;
use crate::pipeline;

type Pipeline = fn(TokenStream, &TokenStream) -> TokenStream;

/// Specs in which every word of the grammar stands.
fn specs() -> Vec<(Pipeline, TokenStream, TokenStream)> {
    let endpoint: Pipeline = pipeline::endpoint;
    let wire_type: Pipeline = pipeline::wire_type;
    vec![
        (
            endpoint,
            quote! {
                method = POST, path = "/wxa/get?a=1", auth = app_secret, body = json, response = json(Answer),
                errors = [-1, 12345 = "what"], idempotent = true, name = "getIt", docs = "https://example.com",
                crate = ::wx_api
            },
            quote! {
                /// Documented.
                #[derive(PartialEq)]
                pub struct Get {
                    /// Documented.
                    #[wx(query, max_chars = 32, charset = "a-z")]
                    pub r#type: Option<String>,
                    #[wx(default, range = -1..=1)]
                    #[serde(rename = "b")]
                    pub number: u32,
                    #[serde(flatten)]
                    flat: More<u8>,
                }
            },
        ),
        (
            endpoint,
            quote!(method = POST, path = "/", body = multipart, response = binary_or(Answer)),
            quote! {
                struct Send {
                    #[wx(query)]
                    kind: Kind,
                    #[wx(max_bytes = 1)]
                    media: Upload,
                }
            },
        ),
        (
            endpoint,
            quote!(method = GET, path = "/", auth = none, response = binary),
            quote!(
                pub(crate) struct Get;
            ),
        ),
        (
            wire_type,
            quote!(response, crate = ::wx_api),
            quote! {
                #[serde(rename_all = "camelCase")]
                pub struct Answer {
                    #[wx(secret)]
                    session_key: SessionKey,
                    list: Vec<u8>,
                }
            },
        ),
        (
            wire_type,
            quote!(both),
            quote! {
                enum Label {
                    Normal = 100,
                    Bad = -1,
                    #[wx(other)]
                    Other(i64),
                }
            },
        ),
        (
            wire_type,
            quote!(request),
            quote! {
                #[derive(Default)]
                enum Word {
                    #[default]
                    #[serde(rename = "zh_CN")]
                    ZhCn,
                    EnUs,
                }
            },
        ),
        (
            wire_type,
            quote!(request, tag = "msgtype"),
            quote!(
                enum Tagged {
                    Text(Text),
                    Image(Image),
                }
            ),
        ),
        (
            wire_type,
            quote!(request),
            quote!(
                enum Shape {
                    At {
                        #[wx(range = 0..=1)]
                        a: u8,
                    },
                    Text(Text),
                }
            ),
        ),
    ]
}

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

/// Asserts that the answer is code or an error, and that an item that is Rust stays Rust.
fn answers(pipeline: Pipeline, args: &TokenStream, item: &TokenStream) -> bool {
    let shown = || format!("#[({args})] {item}");
    let expanded = pipeline(args.clone(), item);
    let mistaken = !messages(expanded.clone()).is_empty();
    let file = syn::parse2::<File>(expanded.clone());
    let item_is_rust = syn::parse2::<Item>(item.clone()).is_ok();
    assert!(mistaken || file.is_ok(), "neither code nor an error: {}\n{expanded}", shown());
    assert!(!item_is_rust || file.is_ok(), "no code any more: {}\n{expanded}", shown());
    mistaken
}

#[test]
fn every_spec_is_right_to_begin_with() {
    for (pipeline, args, item) in specs() {
        assert!(!answers(pipeline, &args, &item), "{:?}", messages(pipeline(args, &item)));
    }
}

#[test]
fn every_slip_in_the_arguments_is_answered() {
    let (mut slips, mut mistakes) = (0, 0);
    for (pipeline, args, item) in specs() {
        for mutated in mutations(&args) {
            slips += 1;
            mistakes += usize::from(answers(pipeline, &mutated, &item));
        }
    }
    // Most slips in an attribute are mistakes; the others change one word into another.
    assert!(slips > 1000 && mistakes * 10 > slips * 8, "{mistakes} mistakes of {slips} slips");
}

#[test]
fn every_slip_in_the_item_is_answered() {
    for (pipeline, args, item) in specs() {
        for mutated in mutations(&item) {
            answers(pipeline, &args, &mutated);
        }
    }
}

#[test]
fn a_mistake_leaves_the_item_in_place() {
    for (pipeline, _, item) in specs() {
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
