//! From a checked model to code. Nothing can fail here, and nothing that would read the same for two endpoints is
//! written out: that is a function in `wx-core`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use crate::{
    model::{Direction, Endpoint, Response, Shape, WireType},
    names,
};

mod enumeration;
pub(crate) mod structure;

/// The path the author's crate knows `wx-api` under.
pub(crate) fn root(krate: Option<&syn::Path>) -> TokenStream {
    krate.map_or_else(|| quote!(::wx_api), |path| quote!(#path))
}

pub(crate) fn endpoint(model: &Endpoint) -> TokenStream {
    let root = root(model.krate.as_ref());
    let shape = &model.request;
    let ident = &shape.ident;
    let item = structure::item(shape, Direction::Request, &root, Some(&sentence(model)));
    let methods = structure::methods(shape);
    let wire = structure::wire(shape, Direction::Request);
    let answer = answer(model, &root);
    let meta = meta(model);
    let encode = encode(model);
    let call = call(model);
    quote! {
        #item
        #call
        const _: () = {
            use #root::__private as __wx;
            #methods
            #wire
            impl __wx::Endpoint for #ident {
                type Response = #answer;
                const META: &'static __wx::Meta = &#meta;
                #encode
            }
            __wx::register!(#ident);
        };
    }
}

pub(crate) fn wire_type(model: &WireType) -> TokenStream {
    let root = root(model.krate.as_ref());
    let direction = model.direction.unwrap_or(Direction::Both);
    let (item, impls) = match &model.shape {
        Shape::Struct(shape) => {
            let methods = direction.is_sent().then(|| structure::methods(shape));
            let wire = structure::wire(shape, direction);
            (structure::item(shape, direction, &root, None), quote!(#methods #wire))
        }
        Shape::Enum(shape) => {
            let tag = model.tag.as_ref().map(|tag| &tag.value);
            (
                enumeration::item(shape, direction, tag.is_some(), &root),
                enumeration::impls(shape, direction, tag),
            )
        }
    };
    let ident = model.shape.ident();
    let received = direction.is_received().then(|| quote!(impl __wx::Received for #ident {}));
    quote! {
        #item
        const _: () = {
            use #root::__private as __wx;
            #impls
            #received
        };
    }
}

/// The client method, provided for everything that can call.
pub(crate) fn call(model: &Endpoint) -> TokenStream {
    let root = root(model.krate.as_ref());
    let (vis, ident) = (&model.request.vis, &model.request.ident);
    let trait_name = format_ident!("{ident}Call");
    let method = names::ident(&names::snake(&ident.unraw().to_string()), ident.span());
    let answer = answer(model, &root);
    let trait_doc = doc_lines(&format!("The client method of [`{ident}`]."));
    // `Self` is the request in the author's words and the caller here.
    let summary = structure::summary(&model.request.attrs).replace("Self::", &format!("{ident}::"));
    let method_doc = doc_lines(&format!("{summary}\n\n{}", sentence(model)));
    quote! {
        #trait_doc
        #vis trait #trait_name: #root::Caller {
            #method_doc
            fn #method(&self, request: #ident) -> impl #root::Pending<#answer, Self::Error> {
                #root::Caller::call(self, request)
            }
        }
        impl<C: #root::Caller> #trait_name for C {}
    }
}

/// A text as doc comments, one a line, as an author would write them.
fn doc_lines(text: &str) -> TokenStream {
    let lines = text.trim_start_matches('\n').lines().map(|line| match line {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// What the attribute says, as a sentence for the documentation.
fn sentence(model: &Endpoint) -> String {
    let method = model.method.as_ref().map(|said| said.value.to_string()).unwrap_or_default();
    let path = model.path.as_ref().map(|said| said.value.value()).unwrap_or_default();
    let auth = match model.auth().as_str() {
        "app_secret" => "needs the appid and its secret",
        "none" => "needs no credential",
        _ => "needs an access token",
    };
    let docs = model.docs.as_ref().map(|said| format!("; [official page]({})", said.value.value()));
    format!("`{method} {path}`, {auth}{}.", docs.unwrap_or_default())
}

/// The answer type, the author's own or one of the shared ones.
pub(crate) fn answer(model: &Endpoint, root: &TokenStream) -> TokenStream {
    match model.response.as_ref().map(|said| &said.value) {
        Some(Response::Json(ty)) => quote!(#ty),
        Some(Response::Binary) => quote!(#root::Binary),
        Some(Response::BinaryOr(ty)) => quote!(#root::BinaryOr<#ty>),
        Some(Response::Empty) | None => quote!(#root::Empty),
    }
}

/// What the attribute says, as data; what goes without saying is left to `Meta`.
fn meta(model: &Endpoint) -> TokenStream {
    let rust_name = model.request.ident.unraw().to_string();
    let name = model.name.as_ref().map_or_else(|| names::lower_camel(&rust_name), |said| said.value.value());
    let method = model.method.as_ref().map(|said| &said.value);
    let path = model.path.as_ref().map(|said| &said.value);
    let response = match model.response.as_ref().map(|said| &said.value) {
        Some(Response::Json(_)) => quote!(Json),
        Some(Response::Binary) => quote!(Binary),
        Some(Response::BinaryOr(_)) => quote!(BinaryOrJson),
        Some(Response::Empty) | None => quote!(Empty),
    };
    let docs = model.docs.as_ref().map_or_else(String::new, |said| said.value.value());
    let auth = match model.auth().as_str() {
        "app_secret" => quote!(.auth(__wx::Auth::AppSecret)),
        "none" => quote!(.auth(__wx::Auth::None)),
        _ => quote!(),
    };
    let body = model.body.as_ref().map(|_| match model.body().as_str() {
        "query" => quote!(.body(__wx::BodyKind::Query)),
        "multipart" => quote!(.body(__wx::BodyKind::Multipart)),
        "none" => quote!(.body(__wx::BodyKind::None)),
        _ => quote!(.body(__wx::BodyKind::Json)),
    });
    let idempotent = model.idempotent.as_ref().map(|said| {
        let value = &said.value;
        quote!(.idempotent(#value))
    });
    let errors = (!model.errors.is_empty()).then(|| {
        let notes = model.errors.iter().map(|note| {
            let code = Literal::i64_unsuffixed(note.code);
            let meaning = (!note.meaning.is_empty()).then_some(&note.meaning);
            let meaning = meaning.map(|meaning| quote!(= #meaning));
            quote!(#code #meaning)
        });
        quote!(.errors(__wx::errors![#(#notes),*]))
    });
    let doc = crate::parse::field::doc(&model.request.attrs);
    let doc = (!doc.is_empty()).then(|| quote!(.doc(#doc)));
    quote! {
        __wx::Meta::new(
            (#name, #rust_name, ::core::module_path!()),
            __wx::Method::#method,
            #path,
            __wx::ResponseKind::#response,
            #docs,
        ) #auth #body #idempotent #errors #doc
    }
}

/// Where fields travel in different places, the trait's own `encode` does not know; otherwise it does.
fn encode(model: &Endpoint) -> Option<TokenStream> {
    let body = model.body();
    let queries = body != "query" && model.request.fields.iter().any(|field| field.query.is_some());
    if !queries && body != "multipart" {
        return None;
    }
    let json = (body == "json").then(|| quote!(parts.json(self)?;));
    let fields = model.request.fields.iter().filter_map(|field| {
        let (name, ident) = (&field.name, &field.ident);
        match &field.query {
            Some(_) => Some(quote!(parts.query_field(#name, &self.#ident)?;)),
            None if body == "multipart" => Some(quote!(parts.part(#name, &self.#ident)?;)),
            None => None,
        }
    });
    Some(quote! {
        fn encode(&self, parts: &mut __wx::Parts) -> __wx::Result<(), __wx::EncodeError> {
            #json
            #(#fields)*
            __wx::Ok(())
        }
    })
}
