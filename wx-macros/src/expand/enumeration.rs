//! Enums: words, codes, shapes with a tag, shapes without one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{LitStr, ext::IdentExt};

use super::{integer, site, structure};
use crate::model::{Content, Direction, Enum, EnumKind, Field, Variant};

/// The author's enum with what serde needs.
pub(super) fn item(shape: &Enum, direction: Direction, tagged: bool, root: &TokenStream) -> TokenStream {
    let Enum { attrs, vis, token, ident, .. } = shape;
    let kind = shape.kind(tagged);
    let other = shape.variants.iter().any(|variant| variant.other.is_some());
    let derives = match kind {
        // Both are written by hand: serde has no such representation.
        EnumKind::Tagged => {
            quote!(#[derive(::core::fmt::Debug, ::core::clone::Clone, #root::__private::Nothing)])
        }
        _ => structure::derives(structure::Reader::Serde, direction, root, site(ident)),
    };
    let plain = matches!(kind, EnumKind::Words | EnumKind::Codes).then(|| {
        let copy = (!other).then(|| quote!(::core::marker::Copy,));
        quote!(#[derive(#copy ::core::cmp::PartialEq, ::core::cmp::Eq)])
    });
    let serde = format!("{root}::__private::serde").replace(' ', "");
    let way = match kind {
        EnumKind::Words if shape.renamed => quote!(),
        EnumKind::Words => quote!(, rename_all = "snake_case"),
        EnumKind::Codes if other => {
            quote!(, into = "i64", from = "i64")
        }
        EnumKind::Codes => quote!(, into = "i64", try_from = "i64"),
        EnumKind::Tagged => quote!(),
        EnumKind::Shapes => quote!(, untagged),
    };
    let open = (direction != Direction::Request).then(|| quote!(#[non_exhaustive]));
    let variants = shape.variants.iter().map(|variant| {
        let Variant { attrs, ident, content, other, .. } = variant;
        let untagged = (other.is_some() && kind == EnumKind::Words).then(|| quote!(#[serde(untagged)]));
        let content = match content {
            Content::Unit => quote!(),
            Content::Newtype(ty) => quote!((#ty)),
            Content::Fields(fields) => {
                let fields = structure::fields(fields, direction, root);
                quote!({ #(#fields,)* })
            }
        };
        quote!(#(#attrs)* #untagged #ident #content)
    });
    let body = quote_spanned!(ident.span()=> { #(#variants,)* });
    quote! {
        #derives
        #plain
        #(#attrs)*
        #[serde(crate = #serde #way)]
        #open
        #vis #token #ident #body
    }
}

pub(super) fn impls(shape: &Enum, direction: Direction, tag: Option<&LitStr>) -> TokenStream {
    let kind = shape.kind(tag.is_some());
    let conversions = match (kind, tag) {
        (EnumKind::Codes, _) => codes(shape),
        (EnumKind::Tagged, Some(tag)) => tagged(shape, tag, direction),
        _ => quote!(),
    };
    let wire = wire(shape, kind, tag, direction);
    quote!(#conversions #wire)
}

/// What lets the generated code name a type, or a variant, that the author has given up.
pub(super) fn deprecated(shape: &Enum) -> Option<TokenStream> {
    let variants = shape.variants.iter();
    let attrs: Vec<_> =
        shape.attrs.iter().chain(variants.flat_map(|variant| &variant.attrs)).cloned().collect();
    structure::deprecated(&attrs, &[])
}

/// To and from the numbers.
fn codes(shape: &Enum) -> TokenStream {
    let ident = &shape.ident;
    let known: Vec<_> = shape.variants.iter().filter_map(|variant| Some((variant, variant.code?))).collect();
    let to = known.iter().map(|(variant, code)| {
        let (variant, code) = (&variant.ident, integer(*code));
        quote!(#ident::#variant => #code)
    });
    let from = known.iter().map(|(variant, code)| {
        let (variant, code) = (&variant.ident, integer(*code));
        (quote!(#code), quote!(Self::#variant))
    });
    let other = shape.variants.iter().find(|variant| variant.other.is_some()).map(|variant| &variant.ident);
    let to_other = other.map(|other| quote!(#ident::#other(code) => code,));
    let back = match other {
        Some(other) => {
            let from = from.map(|(code, variant)| quote!(#code => #variant));
            quote! {
                impl __wx::From<i64> for #ident {
                    fn from(code: i64) -> Self {
                        match code {
                            #(#from,)*
                            code => Self::#other(code),
                        }
                    }
                }
            }
        }
        None => {
            let codes: Vec<_> = known.iter().map(|(_, code)| code.to_string()).collect();
            let expected = format!("expected one of {}", codes.join(", "));
            let from = from.map(|(code, variant)| quote!(#code => __wx::Ok(#variant)));
            quote! {
                impl __wx::TryFrom<i64> for #ident {
                    type Error = &'static str;
                    fn try_from(code: i64) -> __wx::Result<Self, Self::Error> {
                        match code {
                            #(#from,)*
                            _ => __wx::Err(#expected),
                        }
                    }
                }
            }
        }
    };
    quote! {
        impl __wx::From<#ident> for i64 {
            fn from(value: #ident) -> i64 {
                match value {
                    #(#to,)*
                    #to_other
                }
            }
        }
        #back
    }
}

/// `{"msgtype": "text", "text": …}`, both ways.
fn tagged(shape: &Enum, tag: &LitStr, direction: Direction) -> TokenStream {
    let ident = &shape.ident;
    let idents: Vec<_> = shape.variants.iter().map(|variant| &variant.ident).collect();
    let names: Vec<_> = shape.variants.iter().map(|variant| &variant.name).collect();
    debug_assert!(direction.is_sent());
    quote! {
        impl __wx::Serialize for #ident {
            fn serialize<S: __wx::serde::Serializer>(&self, serializer: S) -> __wx::Result<S::Ok, S::Error> {
                match self {
                    #(Self::#idents(content) => __wx::write_tagged(serializer, #tag, #names, content),)*
                }
            }
        }
        __wx::registry_only! {
            impl<'de> __wx::Deserialize<'de> for #ident {
                fn deserialize<D: __wx::serde::Deserializer<'de>>(deserializer: D) -> __wx::Result<Self, D::Error> {
                    let tagged = __wx::Tagged::read(deserializer, #tag)?;
                    match tagged.name() {
                        #(#names => tagged.content().map(Self::#idents),)*
                        _ => tagged.unknown(&[#(#names),*]),
                    }
                }
            }
        }
    }
}

/// The enum as data, and what is to be checked in it.
fn wire(shape: &Enum, kind: EnumKind, tag: Option<&LitStr>, direction: Direction) -> TokenStream {
    let ident = &shape.ident;
    let name = ident.unraw().to_string();
    let known = || shape.variants.iter().filter(|variant| variant.other.is_none());
    let ty = match kind {
        EnumKind::Words => {
            let words = known().map(|variant| choice(variant, &variant.name));
            quote!(__wx::Type::Words(&[#(#words),*]))
        }
        EnumKind::Codes => {
            let codes = known().filter_map(|variant| {
                let code = integer(variant.code?);
                Some(choice(variant, &code))
            });
            quote!(__wx::Type::Codes(&[#(#codes),*]))
        }
        EnumKind::Tagged | EnumKind::Shapes => {
            let tag = match tag {
                Some(tag) => quote!(__wx::Some(#tag)),
                None => quote!(__wx::None),
            };
            let variants = known().map(variant);
            quote!(__wx::Type::Variants(&__wx::Variants { name: #name, tag: #tag, all: &[#(#variants),*] }))
        }
    };
    let absence = direction.is_received().then(|| absence(shape, kind)).flatten();
    let check = match kind {
        EnumKind::Tagged | EnumKind::Shapes if direction.is_sent() => Some(check(shape, kind)),
        _ => None,
    };
    quote! {
        impl __wx::Wire for #ident {
            const TYPE: &'static __wx::Type = &#ty;
            #absence
            #check
        }
    }
}

/// What is read where the value is missing: what the enum does not know.
fn absence(shape: &Enum, kind: EnumKind) -> Option<TokenStream> {
    let absence = match kind {
        EnumKind::Words => quote!(Word),
        EnumKind::Codes => {
            let is_known = |code: &i64| shape.variants.iter().any(|variant| variant.code == Some(*code));
            let code = integer((0..).map(|n: i64| -n).find(|code| !is_known(code))?);
            quote!(Code(#code))
        }
        EnumKind::Tagged | EnumKind::Shapes => return None,
    };
    Some(quote!(const ABSENCE: __wx::Absence = __wx::Absence::#absence;))
}

/// A word or a code as data.
fn choice(variant: &Variant, value: &impl ToTokens) -> TokenStream {
    let doc = crate::parse::field::doc(&variant.attrs);
    let doc = (!doc.is_empty()).then(|| quote!(.doc(#doc)));
    quote!(__wx::Choice::of(#value) #doc)
}

fn variant(variant: &Variant) -> TokenStream {
    let name = &variant.name;
    match &variant.content {
        Content::Unit => quote!(__wx::Variant { name: #name, ty: &__wx::Type::Any }),
        Content::Newtype(ty) => quote!(__wx::Variant::of::<#ty>(#name)),
        Content::Fields(fields) => {
            let fields = fields.iter().map(structure::data);
            quote! {
                __wx::Variant {
                    name: #name,
                    ty: &__wx::Type::Object(&__wx::Object { name: #name, fields: &[#(#fields),*] }),
                }
            }
        }
    }
}

fn check(shape: &Enum, kind: EnumKind) -> TokenStream {
    // A field may have this name as well, and is bound beside it.
    let check = Ident::new("check", Span::mixed_site());
    let arms = shape.variants.iter().map(|variant| {
        let Variant { ident, name, content, .. } = variant;
        match content {
            Content::Unit => quote!(Self::#ident => {}),
            Content::Newtype(_) if kind == EnumKind::Tagged => {
                quote!(Self::#ident(content) => #check.under(#name, content),)
            }
            Content::Newtype(_) => quote!(Self::#ident(content) => #check.flat(content),),
            Content::Fields(fields) => {
                let checked = fields.iter().filter(|field| field.is_checked());
                let (idents, checks): (Vec<_>, Vec<_>) =
                    checked.map(|field| (&field.ident, check_field(field, &check))).unzip();
                quote!(Self::#ident { #(#idents,)* .. } => { #(#checks)* })
            }
        }
    });
    quote! {
        fn check(&self, #check: &mut __wx::Check) {
            match self {
                #(#arms)*
            }
        }
    }
}

fn check_field(field: &Field, check: &Ident) -> TokenStream {
    let (ident, name) = (&field.ident, &field.name);
    if field.flat {
        quote!(#check.flat(#ident);)
    } else if field.limits.is_empty() {
        quote!(#check.under(#name, #ident);)
    } else {
        let data = structure::undocumented(field);
        let json = field.limits.iter().any(|limit| limit.key == "max_json_chars");
        let method = Ident::new(if json { "json" } else { "field" }, Span::mixed_site());
        quote!(#check.#method(&const { #data }, #ident);)
    }
}
