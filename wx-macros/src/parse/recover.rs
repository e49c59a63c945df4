//! Items that are half typed. The compiler hands them on although it could not read all of them, and so does an editor;
//! what stands is kept, so that the author goes on with a type that has its fields and methods.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Attribute, Ident, Item, Token, Visibility,
    parse::{ParseStream, Parser},
};

/// What can be read of a struct or an enum that cannot be read whole.
pub(super) fn item(tokens: TokenStream) -> Option<Item> {
    let mut tokens = tokens.into_iter().peekable();
    let mut head = TokenStream::new();
    while let Some(TokenTree::Punct(pound)) = tokens.next_if(|it| is_punct(it, '#')) {
        let attr =
            TokenStream::from_iter([Some(TokenTree::Punct(pound)), tokens.next()].into_iter().flatten());
        if Attribute::parse_outer.parse2(attr.clone()).is_ok() {
            head.extend(attr);
        }
    }
    let rest: Vec<_> = tokens.collect();
    let keyword = rest.iter().position(|it| is_word(it, "struct") || is_word(it, "enum"))?;
    let (vis, rest) = rest.split_at(keyword);
    let vis: Visibility =
        syn::parse2(TokenStream::from_iter(vis.iter().cloned())).unwrap_or(Visibility::Inherited);
    let (keyword, rest) = rest.split_first()?;
    let name: Ident = syn::parse2(rest.first()?.to_token_stream()).ok()?;
    let body = rest.iter().find_map(|it| match it {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    });
    let parts = body.map(Group::stream).unwrap_or_default();
    let parts = if is_word(keyword, "struct") {
        parts_of(parts, |input| syn::Field::parse_named(input).map(ToTokens::into_token_stream))
    } else {
        parts_of(parts, |input| input.parse::<syn::Variant>().map(ToTokens::into_token_stream))
    };
    syn::parse2(quote!(#head #vis #keyword #name { #(#parts,)* })).ok()
}

/// The fields or variants that can be read.
fn parts_of(
    tokens: TokenStream,
    read: impl Fn(ParseStream<'_>) -> syn::Result<TokenStream>,
) -> Vec<TokenStream> {
    let mut parts = Vec::new();
    let all = |input: ParseStream<'_>| {
        while !input.is_empty() {
            let ahead = input.fork();
            match read(&ahead) {
                Ok(_) => parts.push(read(input)?),
                Err(_) => drop(input.parse::<TokenTree>()?),
            }
            skip_rest(input)?;
        }
        Ok(())
    };
    // A part that was read once is read again, and everything else is skipped token by token: nothing can fail.
    let _: syn::Result<()> = all.parse2(tokens);
    parts
}

/// Skips what is left of a part: to the comma, or to where the next one must begin.
fn skip_rest(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![pub]) && !input.peek(Token![#]) {
        if input.parse::<TokenTree>()?.to_string() == "," {
            break;
        }
    }
    Ok(())
}

fn is_punct(token: &TokenTree, punct: char) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == punct)
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(it) if it == word)
}
