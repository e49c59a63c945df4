//! What can be told of a type by how it is written.

use quote::ToTokens;
use syn::Type;

/// `T`, if the type is written `wrapper<T>`.
pub(crate) fn argument<'a>(ty: &'a Type, wrapper: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    match &last.arguments {
        syn::PathArguments::AngleBracketed(generic) if last.ident == wrapper => match generic.args.first()? {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

/// What can be told of a type by its spelling.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Bool,
    List,
}

/// The kind of a type, if its spelling tells.
pub(crate) fn kind(ty: &Type) -> Option<Kind> {
    const NUMBERS: &[&str] = &["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "f32", "f64"];
    let Type::Path(path) = ty else { return None };
    let is = |word: &&str| path.path.is_ident(*word);
    if is(&"String") {
        Some(Kind::Text)
    } else if is(&"bool") {
        Some(Kind::Bool)
    } else if NUMBERS.iter().any(is) {
        Some(Kind::Number)
    } else {
        argument(ty, "Vec").map(|_| Kind::List)
    }
}

/// Whether the type is a number or a boolean, which callers write as a literal.
pub(crate) fn is_literal(ty: &Type) -> bool {
    matches!(kind(ty), Some(Kind::Number | Kind::Bool))
}

pub(crate) fn is_string(ty: &Type) -> bool {
    kind(ty) == Some(Kind::Text)
}

/// Whether the type is written `name` or `path::to::name`.
pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| last.ident == name && last.arguments.is_none())
}

/// A type as people write it.
pub(crate) fn written(ty: &Type) -> String {
    let mut text = ty.to_token_stream().to_string();
    for (tokens, people) in
        [(" <", "<"), ("< ", "<"), (" >", ">"), (" ,", ","), ("& ", "&"), (" ::", "::"), (":: ", "::")]
    {
        text = text.replace(tokens, people);
    }
    text
}
