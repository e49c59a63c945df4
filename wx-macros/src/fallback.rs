//! What stands in for the code when the author made mistakes: the type itself and stubs, so that the mistakes are the
//! only errors and the editor goes on completing.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Data, DeriveInput, Field, Path, Token, punctuated::Punctuated};

use crate::{
    expand::{self, structure},
    model::{Direction, Endpoint, EnumKind, Event, Shape, WireType},
};

pub(crate) fn endpoint(model: Option<&Endpoint>, item: &TokenStream, errors: &TokenStream) -> TokenStream {
    let Some(model) = model else {
        let item = plain(item);
        return quote!(#errors #item);
    };
    let root = expand::root(model.krate.as_ref());
    let shape = &model.request;
    let item = stripped(item, &["wx"]);
    let derives = derives(&shape.derives, if shape.has_default() { &["Default"] } else { &[] }, &root);
    let methods = structure::methods(shape);
    let call = expand::call(model);
    let answer = expand::answer(model, &root);
    let stubs = stubs(&shape.ident);
    let ident = &shape.ident;
    quote! {
        #errors
        #derives
        #item
        #call
        const _: () = {
            use #root::__private as __wx;
            #methods
            #stubs
            impl __wx::Endpoint for #ident {
                type Response = #answer;
                const META: &'static __wx::Meta =
                    &__wx::Meta::new(("", "", ""), __wx::Method::GET, "/", __wx::ResponseKind::Empty, "");
            }
        };
    }
}

pub(crate) fn event(model: Option<&Event>, item: &TokenStream, errors: &TokenStream) -> TokenStream {
    let Some(model) = model else {
        let item = plain(item);
        return quote!(#errors #item);
    };
    let root = expand::root(model.krate.as_ref());
    let item = stripped(item, &["wx"]);
    let derives = derives(&model.push.derives, &[], &root);
    let (ident, stubs, reply) = (&model.push.ident, stubs(&model.push.ident), expand::reply(model));
    quote! {
        #errors
        #derives
        #item
        const _: () = {
            use #root::__private as __wx;
            #stubs
            impl __wx::Event for #ident {
                type Reply = #reply;
                const META: &'static __wx::EventMeta =
                    &__wx::EventMeta::new(("", "", ""), __wx::EventKind::Event, "");
            }
        };
    }
}

pub(crate) fn wire_type(model: Option<&WireType>, item: &TokenStream, errors: &TokenStream) -> TokenStream {
    let Some(model) = model else {
        let item = plain(item);
        return quote!(#errors #item);
    };
    let root = expand::root(model.krate.as_ref());
    let sent = model.direction.is_none_or(Direction::is_sent);
    let (theirs, ours): (_, &[_]) = match &model.shape {
        Shape::Struct(shape) if sent && shape.has_default() => (&shape.derives, &["Default"]),
        Shape::Struct(shape) => (&shape.derives, &[]),
        Shape::Enum(shape) => match shape.kind(model.tagged) {
            EnumKind::Words | EnumKind::Codes => (&shape.derives, &["PartialEq", "Eq"]),
            EnumKind::Tagged | EnumKind::Shapes => (&shape.derives, &[]),
        },
    };
    let item = stripped(item, &["wx"]);
    let derives = derives(theirs, ours, &root);
    let methods = match &model.shape {
        Shape::Struct(shape) if sent => Some(structure::methods(shape)),
        _ => None,
    };
    let (ident, stubs) = (model.shape.ident(), stubs(model.shape.ident()));
    quote! {
        #errors
        #derives
        #item
        const _: () = {
            use #root::__private as __wx;
            #methods
            #stubs
            impl __wx::Received for #ident {}
        };
    }
}

/// What the macro would have derived, but for what the author derives and what a stub stands for.
fn derives(theirs: &[Path], ours: &[&str], root: &TokenStream) -> TokenStream {
    let wanted = ["Debug", "Clone"].iter().chain(ours);
    let paths = wanted
        .filter(|name| !theirs.iter().any(|path| path.segments.last().is_some_and(|last| last.ident == name)))
        .map(|name| match *name {
            "Debug" => quote!(::core::fmt::Debug),
            "Clone" => quote!(::core::clone::Clone),
            "Default" => quote!(::core::default::Default),
            "PartialEq" => quote!(::core::cmp::PartialEq),
            _ => quote!(::core::cmp::Eq),
        });
    quote!(#[derive(#(#paths,)* #root::__private::Nothing)])
}

fn stubs(ident: &syn::Ident) -> TokenStream {
    quote! {
        impl __wx::Wire for #ident {
            const TYPE: &'static __wx::Type = &__wx::Type::object::<Self>();
        }
        impl __wx::Serialize for #ident {
            fn serialize<S: __wx::serde::Serializer>(&self, _: S) -> __wx::Result<S::Ok, S::Error> {
                ::core::unreachable!()
            }
        }
        impl<'de> __wx::Deserialize<'de> for #ident {
            fn deserialize<D: __wx::serde::Deserializer<'de>>(_: D) -> __wx::Result<Self, D::Error> {
                ::core::unreachable!()
            }
        }
    }
}

/// The item as the author wrote it, without any attribute that needs a macro of ours to be known.
fn plain(item: &TokenStream) -> TokenStream {
    stripped(item, &["wx", "serde"])
}

/// The item without these attributes, without derives that a stub stands for, and without the numbers of variants, which
/// only a macro can read where other variants have content.
fn stripped(item: &TokenStream, names: &[&str]) -> TokenStream {
    let Ok(mut item) = syn::parse2::<DeriveInput>(item.clone()) else {
        return item.clone();
    };
    let strip = |attrs: &mut Vec<Attribute>| {
        attrs.retain(|attr| !names.iter().any(|name| attr.path().is_ident(name)));
    };
    strip(&mut item.attrs);
    item.attrs.iter_mut().for_each(without_stubs);
    let fields = |fields: &mut dyn Iterator<Item = &mut Field>| {
        fields.for_each(|it| {
            strip(&mut it.attrs);
            it.default = None;
        });
    };
    match &mut item.data {
        Data::Struct(data) => fields(&mut data.fields.iter_mut()),
        Data::Union(data) => fields(&mut data.fields.named.iter_mut()),
        Data::Enum(data) => {
            for variant in &mut data.variants {
                variant.discriminant = None;
                strip(&mut variant.attrs);
                fields(&mut variant.fields.iter_mut());
            }
        }
    }
    item.to_token_stream()
}

/// `#[derive(Serialize, Eq)]` → `#[derive(Eq)]`: the stubs implement serde's traits.
fn without_stubs(attr: &mut Attribute) {
    if !attr.path().is_ident("derive") {
        return;
    }
    let paths = attr.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).unwrap_or_default();
    let stub = |path: &&Path| {
        path.segments.last().is_some_and(|it| it.ident == "Serialize" || it.ident == "Deserialize")
    };
    if paths.iter().any(|path| stub(&path)) {
        let rest = paths.iter().filter(|path| !stub(path));
        *attr = syn::parse_quote!(#[derive(#(#rest),*)]);
    }
}
