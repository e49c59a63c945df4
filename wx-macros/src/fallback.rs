//! What stands in for the code when the author made mistakes: the type itself and stubs, so that the mistakes are the
//! only errors and the editor goes on completing.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Fields};

use crate::{
    expand::{self, structure},
    model::{Endpoint, Shape, WireType},
};

pub(crate) fn endpoint(
    model: Option<&Endpoint>,
    item: &TokenStream,
    errors: Option<TokenStream>,
) -> TokenStream {
    let Some(model) = model else {
        let item = without_our_attributes(item);
        return quote!(#errors #item);
    };
    let root = expand::root(model.krate.as_ref());
    let ident = &model.request.ident;
    let item = structure::bare(&model.request);
    let methods = structure::methods(&model.request);
    let call = expand::call(model);
    let answer = expand::answer(model);
    let stubs = stubs(ident);
    quote! {
        #errors
        #[derive(::core::fmt::Debug, ::core::clone::Clone, #root::__private::Nothing)]
        #item
        #call
        const _: () = {
            use #root::__private as __wx;
            #methods
            #stubs
            impl __wx::Endpoint for #ident {
                type Response = #answer;
                const META: &'static __wx::Meta =
                    &__wx::Meta::new(("", "", ""), __wx::Method::GET, "/", __wx::ResponseKind::Empty);
            }
        };
    }
}

pub(crate) fn wire_type(
    model: Option<&WireType>,
    item: &TokenStream,
    errors: Option<TokenStream>,
) -> TokenStream {
    let bare = without_our_attributes(item);
    let Some(model) = model else {
        return quote!(#errors #bare);
    };
    let root = expand::root(model.krate.as_ref());
    let ident = model.shape.ident();
    let methods = match &model.shape {
        Shape::Struct(shape) => Some(structure::methods(shape)),
        Shape::Enum(_) => None,
    };
    let stubs = stubs(ident);
    quote! {
        #errors
        #[derive(::core::fmt::Debug, ::core::clone::Clone, #root::__private::Nothing)]
        #bare
        const _: () = {
            use #root::__private as __wx;
            #methods
            #stubs
        };
    }
}

fn stubs(ident: &syn::Ident) -> TokenStream {
    quote! {
        impl __wx::Wire for #ident {
            const TYPE: &'static __wx::Type = &__wx::Type::Object(&__wx::Object { name: "", fields: &[] });
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

/// The item as the author wrote it, but for `#[wx(…)]`, which only our macros know.
fn without_our_attributes(item: &TokenStream) -> TokenStream {
    let Ok(mut item) = syn::parse2::<DeriveInput>(item.clone()) else {
        return item.clone();
    };
    let ours = |attrs: &mut Vec<Attribute>| attrs.retain(|attr| !attr.path().is_ident("wx"));
    let in_fields = |fields: &mut Fields| fields.iter_mut().for_each(|field| ours(&mut field.attrs));
    match &mut item.data {
        Data::Struct(data) => in_fields(&mut data.fields),
        Data::Enum(data) => {
            for variant in &mut data.variants {
                ours(&mut variant.attrs);
                in_fields(&mut variant.fields);
            }
        }
        Data::Union(_) => {}
    }
    quote!(#item)
}
