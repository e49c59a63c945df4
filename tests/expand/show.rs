//! Generated tokens, laid out for people.

use proc_macro2::{Group, TokenStream, TokenTree};
use syn::{Attribute, Expr, File, ImplItem, Item, ItemImpl, Meta, Stmt, parse::Parser, parse_quote};

/// The formatted code, its documentation included.
pub(crate) fn code(tokens: TokenStream) -> String {
    let mut file: File = syn::parse2(tokens).expect("what the macro emits is Rust");
    file.items.iter_mut().for_each(lay_out_macros);
    let code = prettyplease::unparse(&file);
    code.lines().map(|line| tidy(line) + "\n").collect()
}

/// The formatted lines after the author's struct: the client method, constructor, setters, fields and `Meta`.
pub(crate) fn own_lines(expanded: TokenStream) -> usize {
    let mut file: File = syn::parse2(without_docs(expanded)).expect("it is Rust without its docs too");
    file.items.remove(0);
    prettyplease::unparse(&file).lines().filter(|line| !line.trim().is_empty()).count()
}

/// The same tokens without the documentation, which is the author's own text: doc comments, `.doc("…")`, which carries it as
/// data, and the list of error codes.
pub(crate) fn without_docs(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut kept = TokenStream::new();
    let mut rest = tokens.as_slice();
    while let [token, after @ ..] = rest {
        rest = match (token, after) {
            (TokenTree::Punct(pound), [TokenTree::Group(group), more @ ..])
                if pound.as_char() == '#' && starts_with_doc(group) =>
            {
                more
            }
            (TokenTree::Punct(dot), [TokenTree::Ident(doc), TokenTree::Group(_), more @ ..])
                if dot.as_char() == '.' && (doc == "doc" || doc == "errors") =>
            {
                more
            }
            (TokenTree::Group(group), _) => {
                let inner = Group::new(group.delimiter(), without_docs(group.stream()));
                kept.extend([TokenTree::Group(inner)]);
                after
            }
            _ => {
                kept.extend([token.clone()]);
                after
            }
        };
    }
    kept
}

fn starts_with_doc(group: &Group) -> bool {
    matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(ident)) if ident == "doc")
}

/// The formatter lays out code, but not the arguments of a macro: the documentation inside `__wx::setter!(…)` is put in
/// front of it, and what is inside `__wx::registry_only! { … }` is shown as code under `#[registry_only]`.
fn lay_out_macros(item: &mut Item) {
    let Item::Const(item) = item else { return };
    let Expr::Block(block) = &mut *item.expr else { return };
    for stmt in &mut block.block.stmts {
        match stmt {
            Stmt::Item(Item::Impl(item)) => item.items.iter_mut().for_each(lift_docs),
            Stmt::Macro(call)
                if call.mac.path.segments.last().is_some_and(|it| it.ident == "registry_only") =>
            {
                let mut code: ItemImpl = call.mac.parse_body().expect("one impl needs the registry");
                code.attrs.push(parse_quote!(#[registry_only]));
                *stmt = Stmt::Item(Item::Impl(code));
            }
            _ => {}
        }
    }
}

fn lift_docs(item: &mut ImplItem) {
    let ImplItem::Macro(call) = item else { return };
    while let Some((doc, rest)) = leading_doc(&call.mac.tokens) {
        call.attrs.push(doc);
        call.mac.tokens = rest;
    }
}

fn leading_doc(tokens: &TokenStream) -> Option<(Attribute, TokenStream)> {
    let mut tokens = tokens.clone().into_iter();
    let (pound, doc) = (tokens.next()?, tokens.next()?);
    let attr = Attribute::parse_outer.parse2(TokenStream::from_iter([pound, doc]));
    let attr = attr.ok()?.into_iter().find(|attr| matches!(attr.meta, Meta::NameValue(_)))?;
    Some((attr, tokens.collect()))
}

/// Without the spaces people would not write between the tokens of a macro's arguments.
fn tidy(line: &str) -> String {
    if line.trim_start().starts_with("///") {
        return line.to_owned();
    }
    let line = line.replace("Into < ", "Into<").replace(" >", ">").replace("fn (", "fn(");
    let line =
        line.replace(" : impl", ": impl").replace("- 1,", "-1,").replace("=>", " =>").replace("  =>", " =>");
    line.strip_suffix(" <").map_or_else(|| line.clone(), |start| format!("{start}<"))
}
