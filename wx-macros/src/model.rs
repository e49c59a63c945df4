//! What an endpoint and a wire type are, with the tokens they were said in.

use proc_macro2::TokenStream;
use syn::{Attribute, Ident, LitBool, LitInt, LitStr, Path, Token, Type, Visibility, ext::IdentExt};

use crate::parse;

mod event;
mod spelling;

pub(crate) use event::{Event, EventReply};
pub(crate) use spelling::{Kind, argument, is_literal, is_named, is_string, kind, written};

/// A value and the key it was given under.
pub(crate) struct Said<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}

pub(crate) struct Endpoint {
    pub(crate) krate: Option<Path>,
    pub(crate) method: Option<Said<Ident>>,
    pub(crate) path: Option<Said<LitStr>>,
    pub(crate) auth: Option<Said<Ident>>,
    /// What the AppSecret is called on the wire, where it is not `secret`.
    pub(crate) secret: Option<LitStr>,
    pub(crate) sign: Option<Said<Vec<Ident>>>,
    pub(crate) secure: Option<Ident>,
    pub(crate) body: Option<Said<Ident>>,
    pub(crate) fixed: Option<Said<Vec<Fixed>>>,
    pub(crate) appid: Option<Ident>,
    pub(crate) one_of: Option<Said<Vec<Ident>>>,
    pub(crate) response: Option<Said<Response>>,
    pub(crate) errors: Vec<ErrorNote>,
    pub(crate) idempotent: Option<Said<LitBool>>,
    pub(crate) name: Option<Said<LitStr>>,
    pub(crate) docs: Option<Said<LitStr>>,
    pub(crate) request: Struct,
    /// The keys that were said, or probably meant, with a value that could not be read: rules about them stay quiet.
    pub(crate) unread: Vec<String>,
}

/// A field that is the same in every request.
pub(crate) struct Fixed {
    pub(crate) name: Ident,
    pub(crate) value: FixedValue,
}

pub(crate) enum FixedValue {
    Text(String),
    Integer(i64),
}

pub(crate) enum Response {
    Json(Type),
    Binary,
    BinaryOr(Type),
    Empty,
}

pub(crate) struct ErrorNote {
    /// The number as it was written, without a sign.
    pub(crate) number: LitInt,
    pub(crate) code: i64,
    pub(crate) meaning: String,
}

/// A wire type.
pub(crate) struct WireType {
    pub(crate) krate: Option<Path>,
    pub(crate) direction: Option<Direction>,
    pub(crate) tag: Option<Said<LitStr>>,
    /// Whether there is a tag, though it may be one that could not be read.
    pub(crate) tagged: bool,
    pub(crate) shape: Shape,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Request,
    Response,
    Both,
}

impl Direction {
    pub(crate) fn is_sent(self) -> bool {
        self != Self::Response
    }

    pub(crate) fn is_received(self) -> bool {
        self != Self::Request
    }
}

pub(crate) enum Shape {
    Struct(Struct),
    Enum(Enum),
}

pub(crate) struct Struct {
    pub(crate) attrs: Vec<Attribute>,
    /// What the author derives.
    pub(crate) derives: Vec<Path>,
    pub(crate) vis: Visibility,
    pub(crate) token: Token![struct],
    pub(crate) ident: Ident,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    /// The author's attributes without ours.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) flat: bool,
    pub(crate) query: Option<Ident>,
    pub(crate) repeat: Option<Ident>,
    /// Signs the call, and does not travel.
    pub(crate) key: Option<Ident>,
    pub(crate) default: Option<Ident>,
    pub(crate) secret: Option<Ident>,
    /// An answer without it is an error.
    pub(crate) essential: Option<Ident>,
    pub(crate) limits: Vec<Limit>,
    /// Something in `#[wx]` could not be read and was reported: rules about what is missing stay quiet.
    pub(crate) unread: bool,
}

pub(crate) struct Limit {
    pub(crate) key: Ident,
    pub(crate) value: LimitValue,
}

pub(crate) enum LimitValue {
    /// The most or the least of something.
    Count(usize),
    Range(i64, i64, TokenStream),
    MoreThan(i64),
    /// A charset, or what a text starts with or contains.
    Text(LitStr),
}

pub(crate) struct Enum {
    pub(crate) attrs: Vec<Attribute>,
    /// What the author derives.
    pub(crate) derives: Vec<Path>,
    pub(crate) vis: Visibility,
    pub(crate) token: Token![enum],
    pub(crate) ident: Ident,
    pub(crate) variants: Vec<Variant>,
    /// Whether the author chose the case of the words.
    pub(crate) renamed: bool,
}

pub(crate) struct Variant {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) ident: Ident,
    /// The word on the wire.
    pub(crate) name: String,
    pub(crate) content: Content,
    pub(crate) code: Option<i64>,
    /// Keeps what is not known.
    pub(crate) other: Option<Ident>,
    /// Something in it could not be read and was reported: rules about it stay quiet.
    pub(crate) unread: bool,
}

pub(crate) enum Content {
    Unit,
    Newtype(Box<Type>),
    Fields(Vec<Field>),
}

/// What the variants of an enum are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum EnumKind {
    Words,
    Codes,
    Tagged,
    Shapes,
}

impl Endpoint {
    /// Whether what was said under this key, or that nothing was, is known.
    pub(crate) fn is_sure(&self, key: &str) -> bool {
        !parse::args::unsure(&self.unread, key)
    }

    pub(crate) fn auth(&self) -> String {
        word_of(&self.auth, "access_token")
    }

    /// What the AppSecret is called on the wire.
    pub(crate) fn secret_field(&self) -> String {
        self.secret.as_ref().map_or_else(|| "secret".to_owned(), LitStr::value)
    }

    /// The body kind, as said or as the method implies.
    pub(crate) fn body(&self) -> String {
        let implied =
            if self.method.as_ref().is_some_and(|said| said.value == "GET") { "query" } else { "json" };
        word_of(&self.body, implied)
    }

    /// The body kind, if what it follows from could be read.
    pub(crate) fn sure_body(&self) -> Option<String> {
        let sure = self.body.is_some() || self.is_sure("body") && self.method.is_some();
        sure.then(|| self.body())
    }

    /// The token requirement, if it could be read.
    pub(crate) fn sure_auth(&self) -> Option<String> {
        self.is_sure("auth").then(|| self.auth())
    }

    /// The signatures, as said.
    pub(crate) fn signs(&self) -> &[Ident] {
        self.sign.as_ref().map_or(&[], |said| &said.value)
    }

    /// The fields of which there is exactly one.
    pub(crate) fn alternatives(&self) -> impl Iterator<Item = &Field> {
        let names = self.one_of.iter().flat_map(|said| &said.value);
        names.filter_map(|name| self.request.field(name))
    }

    /// The fields that never vary.
    pub(crate) fn constants(&self) -> &[Fixed] {
        self.fixed.as_ref().map_or(&[], |said| &said.value)
    }
}

fn word_of(said: &Option<Said<Ident>>, fallback: &str) -> String {
    said.as_ref().map_or_else(|| fallback.to_owned(), |said| said.value.to_string())
}

impl Enum {
    pub(crate) fn kind(&self, tagged: bool) -> EnumKind {
        let known = || self.variants.iter().filter(|variant| variant.other.is_none());
        if tagged {
            EnumKind::Tagged
        } else if known().any(|variant| variant.code.is_some()) {
            EnumKind::Codes
        } else if known().all(|variant| matches!(variant.content, Content::Unit)) {
            EnumKind::Words
        } else {
            EnumKind::Shapes
        }
    }
}

impl Field {
    /// `T` of `Option<T>`.
    pub(crate) fn optional(&self) -> Option<&Type> {
        argument(&self.ty, "Option")
    }

    /// Whether `new` takes it.
    pub(crate) fn is_required(&self) -> bool {
        self.key.is_some() || self.optional().is_none() && self.default.is_none()
    }

    /// The type of what it holds when it holds something.
    pub(crate) fn inner(&self) -> &Type {
        self.optional().unwrap_or(&self.ty)
    }

    /// Whether there is anything to check in it: limits of its own, or a type that may have some inside.
    pub(crate) fn is_checked(&self) -> bool {
        let plain = is_literal(self.inner()) || is_string(self.inner());
        self.key.is_none() && (!self.limits.is_empty() || !plain)
    }

    /// Whether it stands in the query of an endpoint whose fields stand in `body`.
    pub(crate) fn in_query(&self, body: &str) -> bool {
        self.query.is_some() || body == "query" && self.key.is_none()
    }
}

impl Struct {
    /// The field of this name, raw or not.
    pub(crate) fn field(&self, name: &Ident) -> Option<&Field> {
        self.fields.iter().find(|field| field.ident.unraw() == name.unraw())
    }

    /// Whether nothing in it is required, so that it has a default.
    pub(crate) fn has_default(&self) -> bool {
        self.fields.iter().all(|field| !field.is_required())
    }
}
