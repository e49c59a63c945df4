//! Structs: the item with its derives, constructor and setters, the fields as data.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, Ident, Type};

use crate::{
    model::{Direction, Field, Limit, LimitValue, Struct, argument, is_literal},
    parse::field::serde_flag,
};

/// The most arguments that `new` takes; beyond that names are needed, and a literal has them.
const MOST_ARGUMENTS: usize = 4;

/// The author's struct with what serde needs.
pub(crate) fn item(
    shape: &Struct,
    direction: Direction,
    root: &TokenStream,
    sentence: Option<&str>,
) -> TokenStream {
    let Struct {
        attrs,
        vis,
        ident,
        fields,
    } = shape;
    let derives = derives(direction, root);
    let default = (direction.is_sent() && fields.iter().all(|field| !field.is_required()))
        .then(|| quote!(#[derive(::core::default::Default)]));
    let serde = format!("{root}::__private::serde").replace(' ', "");
    let strict = (direction == Direction::Request && !fields.iter().any(|field| field.flat))
        .then(|| quote!(, deny_unknown_fields));
    let open = (direction == Direction::Response).then(|| quote!(#[non_exhaustive]));
    let sentence = sentence.map(|sentence| {
        let doc = format!("\n{sentence}");
        quote!(#[doc = #doc])
    });
    let fields = self::fields(fields, direction, root);
    quote! {
        #derives
        #default
        #(#attrs)*
        #sentence
        #[serde(crate = #serde #strict)]
        #open
        #vis struct #ident { #(#fields,)* }
    }
}

/// The derives for the direction a type travels in; the other one exists only where the registry does.
pub(super) fn derives(direction: Direction, root: &TokenStream) -> TokenStream {
    let (serialize, deserialize) = match direction {
        Direction::Request => (quote!(Serialize), quote!(RegistryDeserialize)),
        Direction::Response => (quote!(RegistrySerialize), quote!(Deserialize)),
        Direction::Both => (quote!(Serialize), quote!(Deserialize)),
    };
    quote! {
        #[derive(
            ::core::fmt::Debug,
            ::core::clone::Clone,
            #root::__private::#serialize,
            #root::__private::#deserialize,
        )]
    }
}

pub(super) fn fields<'a>(
    fields: &'a [Field],
    direction: Direction,
    root: &'a TokenStream,
) -> impl Iterator<Item = TokenStream> + 'a {
    fields.iter().map(move |field| {
        let Field {
            attrs,
            vis,
            ident,
            ty,
            ..
        } = field;
        let mut serde = Vec::new();
        if field.optional().is_some() && !serde_flag(attrs, "skip_serializing_if") && field.query.is_none() {
            serde.push(quote!(skip_serializing_if = "::core::option::Option::is_none"));
        }
        let may_lack =
            field.default.is_some() || (direction != Direction::Request && argument(ty, "Vec").is_some());
        if may_lack && !serde_flag(attrs, "default") {
            serde.push(quote!(default));
        }
        if field.query.is_some() {
            serde.push(quote!(skip_serializing));
        }
        if field.secret.is_some() && direction == Direction::Response {
            let mask = format!("{root}::__private::mask").replace(' ', "");
            serde.push(quote!(serialize_with = #mask));
        }
        let serde = (!serde.is_empty()).then(|| quote!(#[serde(#(#serde),*)]));
        quote!(#(#attrs)* #serde #vis #ident: #ty)
    })
}

/// `new` over what is required, one setter for each field that is not.
pub(crate) fn methods(shape: &Struct) -> TokenStream {
    let Struct {
        vis, ident, fields, ..
    } = shape;
    let required: Vec<_> = fields.iter().filter(|field| field.is_required()).collect();
    let new = (required.len() <= MOST_ARGUMENTS).then(|| {
        let arguments = required.iter().map(|field| argument_of(&field.ident, &field.ty));
        let values = fields.iter().map(|field| {
            let ident = &field.ident;
            let value = if field.is_required() {
                converted(ident, &field.ty)
            } else {
                quote!(__wx::default())
            };
            quote!(#ident: #value)
        });
        let doc = if required.is_empty() {
            "With everything left out."
        } else {
            "With what is required."
        };
        quote! {
            #[doc = #doc]
            #vis fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    });
    let setters = fields.iter().filter(|field| !field.is_required()).map(setter);
    quote! {
        impl #ident {
            #new
            #(#setters)*
        }
    }
}

fn setter(field: &Field) -> TokenStream {
    let Field { ident, vis, .. } = field;
    let ty = field.optional().unwrap_or(&field.ty);
    let argument = argument_of(ident, ty);
    let value = converted(ident, ty);
    let value = if field.optional().is_some() {
        quote!(__wx::Some(#value))
    } else {
        value
    };
    let doc = match field.doc.lines().next() {
        Some(line) if !line.is_empty() => line.to_owned(),
        _ => format!("Sets `{}`.", field.name),
    };
    quote! {
        #[doc = #doc]
        #vis fn #ident(mut self, #argument) -> Self {
            self.#ident = #value;
            self
        }
    }
}

/// A literal is passed as it is, anything else as whatever turns into it.
fn argument_of(ident: &Ident, ty: &Type) -> TokenStream {
    if is_literal(ty) {
        quote!(#ident: #ty)
    } else {
        quote!(#ident: impl __wx::Into<#ty>)
    }
}

fn converted(ident: &Ident, ty: &Type) -> TokenStream {
    if is_literal(ty) {
        quote!(#ident)
    } else {
        quote!(__wx::Into::into(#ident))
    }
}

/// The struct as data, and what is to be checked in it.
pub(super) fn wire(shape: &Struct) -> TokenStream {
    let Struct { ident, fields, .. } = shape;
    let name = ident.to_string();
    let data = fields.iter().map(data);
    let checks: Vec<_> = fields
        .iter()
        .enumerate()
        .filter_map(|(index, field)| check(index, field))
        .collect();
    let check = (!checks.is_empty()).then(|| {
        quote! {
            fn check(&self, check: &mut __wx::Check) {
                #(#checks)*
            }
        }
    });
    quote! {
        impl __wx::Wire for #ident {
            const TYPE: &'static __wx::Type =
                &__wx::Type::Object(&__wx::Object { name: #name, fields: <Self as __wx::Wire>::FIELDS });
            const FIELDS: &'static [__wx::Field] = &[#(#data),*];
            #check
        }
    }
}

fn check(index: usize, field: &Field) -> Option<TokenStream> {
    let ident = &field.ident;
    if field.flat {
        return Some(quote!(check.flat(&self.#ident);));
    }
    let index = Literal::usize_unsuffixed(index);
    field
        .is_checked()
        .then(|| quote!(check.field(&<Self as __wx::Wire>::FIELDS[#index], &self.#ident);))
}

/// One field as data.
pub(super) fn data(field: &Field) -> TokenStream {
    let Field { ty, name, doc, .. } = field;
    let flat = field.flat.then(|| quote!(.flat()));
    let query = field.query.as_ref().map(|_| quote!(.query()));
    let default = field.default.as_ref().map(|_| quote!(.defaulted()));
    let secret = field.secret.as_ref().map(|_| quote!(.secret()));
    let limits = field.limits.iter().map(limit);
    let doc = (!doc.is_empty()).then(|| quote!(.doc(#doc)));
    quote!(__wx::Field::of::<#ty>(#name) #flat #query #default #secret #(#limits)* #doc)
}

fn limit(limit: &Limit) -> TokenStream {
    let key = &limit.key;
    match &limit.value {
        LimitValue::Most(most) => {
            let most = Literal::usize_unsuffixed(*most);
            quote!(.#key(#most))
        }
        LimitValue::Range(min, max, _) => {
            let (min, max) = (Literal::i64_unsuffixed(*min), Literal::i64_unsuffixed(*max));
            quote!(.#key(#min, #max))
        }
        LimitValue::Charset(set) => quote!(.#key(#set)),
    }
}

/// The first paragraph of the documentation.
pub(super) fn summary(attrs: &[Attribute]) -> String {
    let doc = crate::parse::field::doc(attrs);
    doc.split("\n\n").next().unwrap_or_default().to_owned()
}

/// The author's struct without our attributes, for when it could not be read.
pub(crate) fn bare(shape: &Struct) -> TokenStream {
    let Struct {
        attrs,
        vis,
        ident,
        fields,
    } = shape;
    let fields = fields.iter().map(|field| {
        let Field {
            attrs,
            vis,
            ident,
            ty,
            ..
        } = field;
        quote!(#(#attrs)* #vis #ident: #ty).to_token_stream()
    });
    quote!(#(#attrs)* #vis struct #ident { #(#fields,)* })
}
