//! Structs: the item with its derives, constructor and setters, the fields as data.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Attribute, Ident, Type, ext::IdentExt, spanned::Spanned};

use super::{docs, integer, located, site};
use crate::{
    model::{Direction, Field, Limit, LimitValue, Struct, is_literal},
    parse,
};

/// The most arguments that `new` takes; beyond that names are needed, and a literal has them.
pub(super) const MOST_ARGUMENTS: usize = 4;

/// The author's struct with what serde needs.
pub(crate) fn item(
    shape: &Struct,
    direction: Direction,
    root: &TokenStream,
    sentence: Option<&str>,
) -> TokenStream {
    let Struct { attrs, vis, token, ident, fields, .. } = shape;
    let derives = derives(reader(shape, direction), direction, root, site(ident));
    let default =
        (direction.is_sent() && shape.has_default()).then(|| quote!(#[derive(::core::default::Default)]));
    let serde = format!("{root}::__private::serde").replace(' ', "");
    let strict = (direction == Direction::Request && !fields.iter().any(|field| field.flat))
        .then(|| quote!(, deny_unknown_fields));
    let open = (direction == Direction::Response).then(|| quote!(#[non_exhaustive]));
    let sentence = sentence.map(|sentence| {
        let sentence = docs::lines(sentence);
        quote!(#[doc = ""] #sentence)
    });
    let fields = self::fields(fields, direction, root);
    // The struct is the author's, and is found where he wrote it.
    let body = quote_spanned!(ident.span()=> { #(#fields,)* });
    quote! {
        #derives
        #default
        #(#attrs)*
        #sentence
        #[serde(crate = #serde #strict)]
        #open
        #vis #token #ident #body
    }
}

/// What lets the generated code name a type, or a field, that the author has given up.
pub(crate) fn deprecated(attrs: &[Attribute], fields: &[Field]) -> Option<TokenStream> {
    let is_deprecated = |attrs: &[Attribute]| attrs.iter().any(|attr| attr.path().is_ident("deprecated"));
    let any = is_deprecated(attrs) || fields.iter().any(|field| is_deprecated(&field.attrs));
    any.then(|| quote!(#[allow(deprecated)]))
}

/// Who reads a type that is received.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    Ours,
    Serde,
}

/// The derives for the direction a type travels in; the other one exists only where the registry does.
pub(super) fn derives(reader: Reader, direction: Direction, root: &TokenStream, site: Span) -> TokenStream {
    let serialize = match direction {
        Direction::Request | Direction::Both => quote!(Serialize),
        Direction::Response => quote!(RegistrySerialize),
    };
    let deserialize = match (direction, reader) {
        (Direction::Request, _) => Some(quote!(RegistryDeserialize)),
        (Direction::Response | Direction::Both, Reader::Serde) => Some(quote!(Deserialize)),
        (Direction::Response | Direction::Both, Reader::Ours) => None,
    };
    let deserialize = deserialize.map(|name| quote!(#root::__private::#name,));
    let derives = quote! {
        #[derive(::core::fmt::Debug, ::core::clone::Clone, #root::__private::#serialize, #deserialize)]
    };
    located(derives, site)
}

/// Who reads the struct. One without fields is left to serde.
fn reader(shape: &Struct, direction: Direction) -> Reader {
    if direction.is_received() && !shape.fields.is_empty() { Reader::Ours } else { Reader::Serde }
}

/// How the struct is read, where serde does not derive it.
pub(super) fn read(shape: &Struct, direction: Direction) -> Option<TokenStream> {
    if reader(shape, direction) == Reader::Serde {
        return None;
    }
    let Struct { ident, fields, .. } = shape;
    let (name, site) = (ident.unraw().to_string(), site(ident));
    let (flat, named): (Vec<_>, Vec<_>) = fields.iter().partition(|field| field.flat);
    // Names that no constant of the author's has.
    let place = |index: usize| format_ident!("__{index}");
    let slots = named.iter().enumerate().map(|(index, field)| slot(field, &place(index)));
    let slots = tuple(&slots.collect::<Vec<_>>());
    let aliases = named.iter().enumerate().flat_map(|(index, field)| {
        aliases(field).into_iter().map(move |alias| (alias, Literal::usize_unsuffixed(index)))
    });
    let (aliases, targets): (Vec<_>, Vec<_>) = aliases.unzip();
    let names = named.iter().map(|field| field.name.clone()).chain(aliases);
    let names = quote!(&[#(#names),*]);
    let read = if !flat.is_empty() {
        quote_spanned!(site=> let (#slots, __rest) = __wx::read_rest(from, #name, #names, &[#(#targets),*])?;)
    } else if targets.is_empty() {
        quote_spanned!(site=> let #slots = __wx::read(from, #name, #names)?;)
    } else {
        quote_spanned!(site=> let #slots = __wx::read_aliased(from, #name, #names, &[#(#targets),*])?;)
    };
    let values = named.iter().enumerate().map(|(index, field)| value(field, &place(index)));
    let flats = flat.iter().map(|field| {
        let ident = &field.ident;
        let read = if field.optional().is_some() { quote!(flat_option) } else { quote!(flat) };
        quote!(#ident: __wx::#read(&__rest)?)
    });
    let fields = values.chain(flats);
    Some(quote_spanned! {site=>
        impl<'de> __wx::Deserialize<'de> for #ident {
            fn deserialize<D: __wx::Deserializer<'de>>(from: D) -> __wx::Result<Self, D::Error> {
                #read
                __wx::Ok(Self { #(#fields),* })
            }
        }
    })
}

/// The pattern of a field that is read.
fn slot(field: &Field, place: &Ident) -> TokenStream {
    if field.default.is_some() {
        quote!(__wx::Maybe(#place))
    } else if field.essential.is_some() {
        quote!(__wx::Essential(#place))
    } else {
        quote!(#place)
    }
}

/// A field and the value that was read for it.
fn value(field: &Field, place: &Ident) -> TokenStream {
    let Field { ident, default, attrs, .. } = field;
    let function = parse::serde::find(attrs, "default")
        .and_then(|meta| parse::serde::text(&meta).cloned())
        .and_then(|path| path.parse::<syn::Path>().ok());
    match (default, function) {
        (None, _) => quote!(#ident: #place),
        (Some(default), None) => {
            quote_spanned!(site(default)=> #ident: __wx::Option::unwrap_or_default(#place))
        }
        (Some(_), Some(function)) => quote!(#ident: __wx::Option::unwrap_or_else(#place, #function)),
    }
}

/// The other names that a field may come under.
fn aliases(field: &Field) -> Vec<String> {
    let metas = parse::serde::metas(&field.attrs);
    let aliases = metas.iter().filter(|meta| meta.path().is_ident("alias"));
    aliases.filter_map(parse::serde::text).map(syn::LitStr::value).collect()
}

/// The most fields of a tuple; the rest is a tuple behind them.
const MOST_IN_A_TUPLE: usize = 16;

fn tuple(fields: &[TokenStream]) -> TokenStream {
    match fields.split_at_checked(MOST_IN_A_TUPLE) {
        Some((first, rest)) if !rest.is_empty() => {
            let rest = tuple(rest);
            quote!((#(#first,)* #rest))
        }
        _ => quote!((#(#fields,)*)),
    }
}

pub(super) fn fields<'a>(
    fields: &'a [Field],
    direction: Direction,
    root: &'a TokenStream,
) -> impl Iterator<Item = TokenStream> + 'a {
    fields.iter().map(move |field| {
        let Field { attrs, vis, ident, ty, .. } = field;
        let mut serde = Vec::new();
        if field.optional().is_some()
            && !parse::serde::flag(attrs, "skip_serializing_if")
            && field.query.is_none()
            && field.key.is_none()
        {
            serde.push(quote!(skip_serializing_if = "::core::option::Option::is_none"));
        }
        if let Some(default) = &field.default
            && !parse::serde::flag(attrs, "default")
        {
            serde.push(quote_spanned!(default.span()=> default));
        }
        // Written by `encode`, or, a key, not at all.
        if field.query.is_some() || field.repeat.is_some() || field.key.is_some() {
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
    let Struct { vis, ident, fields, .. } = shape;
    let (required, rest): (Vec<_>, Vec<_>) = fields.iter().partition(|field| field.is_required());
    let new = (required.len() <= MOST_ARGUMENTS).then(|| {
        let idents = required.iter().map(|field| &field.ident);
        let types = required.iter().map(|field| argument_type(&field.ty));
        let rest = rest.iter().map(|field| &field.ident);
        quote_spanned!(site(ident)=> __wx::new!(#vis fn(#(#idents: #types),*) #(#rest),*);)
    });
    // A setter called `new` is a mistake and was reported; left out, it is no second one.
    let setters = rest.into_iter().filter(|field| field.ident != "new").map(setter);
    quote_spanned! {site(ident)=>
        impl #ident {
            #new
            #(#setters)*
        }
    }
}

fn setter(field: &Field) -> TokenStream {
    let Field { ident, vis, .. } = field;
    let ty = argument_type(field.optional().unwrap_or(&field.ty));
    let some = field.optional().map(|_| quote!(= __wx::Some));
    let doc = match field.doc.split("\n\n").next() {
        Some(paragraph) if !paragraph.is_empty() => paragraph.to_owned(),
        _ => format!("Sets `{}`.", field.name),
    };
    let doc = docs::lines(&doc);
    quote_spanned!(site(ident)=> __wx::setter!(#doc #vis fn #ident(#ty) #some);)
}

/// A literal is passed as it is, anything else as whatever turns into it.
fn argument_type(ty: &Type) -> TokenStream {
    if is_literal(ty) { quote!(#ty) } else { quote!(impl __wx::Into<#ty>) }
}

/// The struct as data, and what is to be checked in it.
pub(super) fn wire(shape: &Struct, direction: Direction, more: Option<TokenStream>) -> TokenStream {
    let Struct { ident, fields, .. } = shape;
    let name = ident.unraw().to_string();
    let data = fields.iter().map(data);
    let checks = fields.iter().enumerate().filter_map(|(index, field)| check(index, field));
    let checks: Vec<_> = checks.chain(more).collect();
    let check = (direction.is_sent() && !checks.is_empty()).then(|| {
        quote! {
            fn check(&self, check: &mut __wx::Check) {
                #(#checks)*
            }
        }
    });
    quote_spanned! {site(ident)=>
        impl __wx::Wire for #ident {
            const NAME: &'static str = #name;
            const FIELDS: &'static [__wx::Field] = &[#(#data),*];
            #check
        }
    }
}

fn check(index: usize, field: &Field) -> Option<TokenStream> {
    let (ident, name) = (&field.ident, &field.name);
    if field.flat {
        return Some(quote!(check.flat(&self.#ident);));
    }
    if field.limits.is_empty() {
        // A type that cannot be checked is the author's mistake, so the compiler is to point at it.
        let span = field.ty.span();
        return field.is_checked().then(|| quote_spanned!(span=> check.under(#name, &self.#ident);));
    }
    let index = Literal::usize_unsuffixed(index);
    let span = site(&field.limits[0].key);
    let json = field.limits.iter().any(|limit| limit.key == "max_json_chars");
    let method = Ident::new(if json { "json" } else { "field" }, span);
    Some(quote_spanned!(span=> check.#method(&<Self as __wx::Wire>::FIELDS[#index], &self.#ident);))
}

/// One field as data.
pub(super) fn data(field: &Field) -> TokenStream {
    let (data, doc) = (undocumented(field), &field.doc);
    let doc = (!doc.is_empty()).then(|| quote!(.doc(#doc)));
    quote!(#data #doc)
}

/// One field as data, as far as checks need it.
pub(super) fn undocumented(field: &Field) -> TokenStream {
    let Field { ty, name, .. } = field;
    let flat = field.flat.then(|| quote!(.flat()));
    let query = field.query.as_ref().map(|_| quote!(.query()));
    let repeat = field.repeat.as_ref().map(|key| quote_spanned!(site(key)=> .repeat()));
    let key = field.key.as_ref().map(|_| quote!(.key()));
    let default = field.default.as_ref().map(|_| quote!(.defaulted()));
    let secret = field.secret.as_ref().map(|_| quote!(.secret()));
    let essential = field.essential.as_ref().map(|_| quote!(.essential()));
    // A limit that the type cannot have is found in the constant; the compiler then points at the limit.
    let wanted = field.limits.first().map(|limit| &limit.key).or(field.repeat.as_ref());
    let span = wanted.map_or_else(Span::mixed_site, site);
    let of = quote_spanned!(span=> __wx::Field::of::<#ty>(#name));
    let limits = field.limits.iter().map(limit);
    quote!(#of #flat #query #repeat #key #default #secret #essential #(#limits)*)
}

fn limit(limit: &Limit) -> TokenStream {
    let (key, span) = (&limit.key, limit.key.span());
    match &limit.value {
        LimitValue::Count(most) => {
            let most = Literal::usize_unsuffixed(*most);
            quote_spanned!(span=> .#key(#most))
        }
        LimitValue::Range(min, max, _) => {
            let (min, max) = (integer(*min), integer(*max));
            quote_spanned!(span=> .#key(#min, #max))
        }
        LimitValue::MoreThan(than) => {
            let than = integer(*than);
            quote_spanned!(span=> .#key(#than))
        }
        LimitValue::Text(text) => quote_spanned!(span=> .#key(#text)),
    }
}
