//! From a checked model to code. Nothing can fail here, and nothing that would read the same for two endpoints is
//! written out: that is a function in `wx-core`.

use proc_macro2::{Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::{ext::IdentExt, spanned::Spanned};

use crate::{
    model::{Direction, Endpoint, Field, Fixed, FixedValue, Response, Shape, WireType},
    names,
};

mod docs;
mod enumeration;
mod event;
pub(crate) mod structure;

pub(crate) use event::{event, reply};

/// The path the author's crate knows `wx-api` under.
pub(crate) fn root(krate: Option<&syn::Path>) -> TokenStream {
    krate.map_or_else(|| quote!(::wx_api), |path| quote!(#path))
}

/// Where the generated code of an item is found when it is wrong: at the item's name, not at the whole attribute.
#[expect(clippy::disallowed_methods, reason = "only how names are resolved is taken from it")]
fn site(ident: &Ident) -> Span {
    Span::call_site().located_at(ident.span())
}

/// A number as people write it, its sign apart: editors do not read a literal with one.
fn integer(number: i64) -> TokenStream {
    let sign = (number < 0).then(|| quote!(-));
    let number = Literal::u64_unsuffixed(number.unsigned_abs());
    quote!(#sign #number)
}

/// The same tokens, found at `site`.
fn located(tokens: TokenStream, site: Span) -> TokenStream {
    let move_to = |mut token: TokenTree| {
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), located(group.stream(), site)).into();
        }
        token.set_span(site);
        token
    };
    tokens.into_iter().map(move_to).collect()
}

pub(crate) fn endpoint(model: &Endpoint) -> TokenStream {
    let root = root(model.krate.as_ref());
    let shape = &model.request;
    let ident = &shape.ident;
    let item = structure::item(shape, Direction::Request, &root, Some(&docs::sentence(model)));
    let methods = structure::methods(shape);
    let wire = structure::wire(shape, Direction::Request, one_of(model));
    let answer = answer(model, &root);
    let name = unique_name(model);
    let meta = meta(model);
    let encode = encode(model);
    let call = call(model);
    let deprecated = structure::deprecated(&shape.attrs, &shape.fields);
    quote_spanned! {site(ident)=>
        #item
        #call
        #name
        #deprecated
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
            let read = structure::read(shape, direction);
            let wire = structure::wire(shape, direction, None);
            (structure::item(shape, direction, &root, None), quote!(#methods #read #wire))
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
    let deprecated = match &model.shape {
        Shape::Struct(shape) => structure::deprecated(&shape.attrs, &shape.fields),
        Shape::Enum(shape) => enumeration::deprecated(shape),
    };
    let received = direction.is_received().then(|| quote!(impl __wx::Received for #ident {}));
    quote_spanned! {site(ident)=>
        #item
        #deprecated
        const _: () = {
            use #root::__private as __wx;
            #impls
            #received
        };
    }
}

/// The official name as an item of its own, so that two endpoints of one name in one module do not compile: the compiler
/// points at both.
fn unique_name(model: &Endpoint) -> TokenStream {
    let place = model.name.as_ref().map_or_else(|| model.request.ident.span(), |said| said.value.span());
    let item = format_ident!("__official_name_{}", official_name(model), span = place);
    let root = root(model.krate.as_ref());
    located(quote!(#root::__private::unique!(#item);), place)
}

/// `getPhoneNumber`
fn official_name(model: &Endpoint) -> String {
    let rust_name = model.request.ident.unraw().to_string();
    model.name.as_ref().map_or_else(|| names::lower_camel(&rust_name), |said| said.value.value())
}

/// The client method, provided for everything that can call.
pub(crate) fn call(model: &Endpoint) -> TokenStream {
    let root = root(model.krate.as_ref());
    let (vis, ident) = (&model.request.vis, &model.request.ident);
    let trait_name = format_ident!("{ident}Call");
    let method = names::ident(&names::snake(&ident.unraw().to_string()), ident.span());
    let answer = answer(model, &root);
    let deprecated = structure::deprecated(&model.request.attrs, &[]);
    let trait_doc = docs::lines(&format!("The client method of [`{ident}`]."));
    let method_doc = docs::lines(&docs::method(model, &method));
    quote_spanned! {site(ident)=>
        #trait_doc
        #deprecated
        #vis trait #trait_name: #root::Caller {
            #method_doc
            fn #method(&self, request: #ident) -> impl #root::Pending<#answer, Self::Error> {
                #root::Caller::call(self, request)
            }
        }
        impl<C: #root::Caller> #trait_name for C {}
    }
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
    let name = official_name(model);
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
        "app_secret" => {
            let field = model.secret.as_ref().map(|field| quote!(.secret_field(#field)));
            quote!(.auth(__wx::Auth::AppSecret) #field)
        }
        "none" => quote!(.auth(__wx::Auth::None)),
        _ => quote!(),
    };
    let body = model.body.as_ref().map(|_| match model.body().as_str() {
        "query" => quote!(.body(__wx::BodyKind::Query)),
        "multipart" => quote!(.body(__wx::BodyKind::Multipart)),
        "raw" => quote!(.body(__wx::BodyKind::Raw)),
        "none" => quote!(.body(__wx::BodyKind::None)),
        _ => quote!(.body(__wx::BodyKind::Json)),
    });
    let fixed = (!model.constants().is_empty()).then(|| {
        let fixed = model.constants().iter().map(|Fixed { name, value }| {
            let name = name.unraw().to_string();
            let value = match value {
                FixedValue::Text(text) => quote!(Text(#text)),
                FixedValue::Integer(number) => {
                    let number = integer(*number);
                    quote!(Integer(#number))
                }
            };
            quote!((#name, __wx::Constant::#value))
        });
        quote!(.fixed(&[#(#fixed),*]))
    });
    let appid = model.appid.as_ref().map(|_| quote!(.appid()));
    let one_of = model.one_of.as_ref().map(|_| {
        let names = model.alternatives().map(|field| &field.name);
        quote!(.one_of(&[#(#names),*]))
    });
    let sign = model.sign.as_ref().map(|said| {
        let signs = said.value.iter().map(|sign| format_ident!("{}", names::pascal(&sign.to_string())));
        quote!(.sign(&[#(__wx::Signature::#signs),*]))
    });
    let secure = model.secure.as_ref().map(|_| quote!(.secure()));
    let idempotent = model.idempotent.as_ref().map(|said| {
        let value = &said.value;
        quote!(.idempotent(#value))
    });
    let errors = (!model.errors.is_empty()).then(|| {
        let notes = model.errors.iter().map(|note| {
            let code = integer(note.code);
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
        ) #auth #sign #secure #body #fixed #appid #one_of #idempotent #errors #doc
    }
}

/// Where fields travel in different places, the trait's own `encode` does not know; otherwise it does.
fn encode(model: &Endpoint) -> Option<TokenStream> {
    let body = model.body();
    let fields = &model.request.fields;
    let apart = |field: &Field| {
        field.key.is_some() || field.repeat.is_some() || field.query.is_some() && body != "query"
    };
    if !["multipart", "raw"].contains(&body.as_str()) && !fields.iter().any(apart) {
        return None;
    }
    let whole = match body.as_str() {
        "json" => quote!(parts.json(self)?;),
        "query" => quote!(parts.query(self)?;),
        _ => quote!(),
    };
    let fields = fields.iter().filter_map(|field| {
        let Field { name, ident, .. } = field;
        let span = field.ty.span();
        if field.key.is_some() {
            Some(quote_spanned!(span=> __wx::sign_with(parts, &self.#ident);))
        } else if field.repeat.is_some() {
            Some(quote_spanned!(span=> parts.query_items(#name, &self.#ident)?;))
        } else if field.query.is_some() && body != "query" {
            Some(quote_spanned!(span=> parts.query_field(#name, &self.#ident)?;))
        } else if body == "multipart" {
            Some(quote_spanned!(span=> parts.part(#name, &self.#ident)?;))
        } else if body == "raw" {
            Some(quote_spanned!(span=> __wx::write_raw(parts, &self.#ident)?;))
        } else {
            None
        }
    });
    Some(quote! {
        fn encode(&self, parts: &mut __wx::Parts) -> __wx::Encoded {
            #whole
            #(#fields)*
            __wx::Ok(())
        }
    })
}

/// The check that exactly one of the fields is there.
fn one_of(model: &Endpoint) -> Option<TokenStream> {
    model.one_of.as_ref()?;
    let fields = model.alternatives().map(|field| &field.ident);
    Some(quote! {
        check.one_of::<Self>(&[#(__wx::is_some(&self.#fields)),*]);
    })
}
