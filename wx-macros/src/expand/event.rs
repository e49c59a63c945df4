//! Pushes: the struct as something that is read, and what is the same for every push of the kind.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use super::{docs, located, root, site, structure};
use crate::model::{Direction, Event, EventReply};

pub(crate) fn event(model: &Event) -> TokenStream {
    let root = root(model.krate.as_ref());
    let shape = &model.push;
    let ident = &shape.ident;
    let item = structure::item(shape, Direction::Response, &root, Some(&docs::push(model)));
    let read = structure::read(shape, Direction::Response);
    let wire = structure::wire(shape, Direction::Response, None);
    let (name, reply, meta) = (unique_name(model), reply(model), meta(model));
    let deprecated = structure::deprecated(&shape.attrs, &shape.fields);
    quote_spanned! {site(ident)=>
        #item
        #name
        #deprecated
        const _: () = {
            use #root::__private as __wx;
            #read
            #wire
            impl __wx::Event for #ident {
                type Reply = #reply;
                const META: &'static __wx::EventMeta = &#meta;
            }
            __wx::register_event!(#ident);
        };
    }
}

/// The name as an item of its own, so that two pushes of one name in one module do not compile: the compiler points at both.
fn unique_name(model: &Event) -> Option<TokenStream> {
    let name = model.name()?;
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let word: String = name.value.value().chars().map(plain).collect();
    let place = name.value.span();
    let item = format_ident!("__{}_{word}", name.key, span = place);
    let root = root(model.krate.as_ref());
    Some(located(quote!(#root::__private::unique!(#item);), place))
}

/// The type of the reply.
pub(crate) fn reply(model: &Event) -> TokenStream {
    model.reply_type().map_or_else(|| quote!(__wx::Success), |ty| quote!(#ty))
}

/// What the attribute says, as data; what goes without saying is left to `EventMeta`.
fn meta(model: &Event) -> TokenStream {
    let rust_name = model.push.ident.unraw().to_string();
    let name = model.name().map(|said| &said.value);
    let kind = if model.event.is_some() { quote!(Event) } else { quote!(Message) };
    let docs = model.docs.as_ref().map_or_else(String::new, |said| said.value.value());
    let wrapper = model.wrapper.as_ref().map(|said| {
        let name = &said.value;
        quote!(.wrapper(#name))
    });
    let ids = model.ids.as_ref().map(|_| {
        let names = model.id_fields().map(|field| &field.name);
        quote!(.ids(&[#(#names),*]))
    });
    let reply = match model.reply.as_ref().map(|said| &said.value) {
        Some(EventReply::Fields(_)) => Some(quote!(.reply(__wx::ReplyKind::Fields))),
        Some(EventReply::Beside(_)) => Some(quote!(.reply(__wx::ReplyKind::Beside))),
        Some(EventReply::Success) | None => None,
    };
    let within = model.within.as_ref().map(|said| {
        let seconds = super::integer(said.value.into());
        quote!(.within(#seconds))
    });
    let doc = crate::parse::field::doc(&model.push.attrs);
    let doc = (!doc.is_empty()).then(|| quote!(.doc(#doc)));
    quote! {
        __wx::EventMeta::new(
            (#name, #rust_name, ::core::module_path!()),
            __wx::EventKind::#kind,
            #docs,
        ) #wrapper #ids #reply #within #doc
    }
}
