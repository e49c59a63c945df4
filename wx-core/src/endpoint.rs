//! What an endpoint is, and the seam through which it is called.

use std::future::Future;

use http::Method;
use serde::{Serialize, de::DeserializeOwned};

use crate::{__private::Shown, Binary, BinaryOr, EncodeError, Misfit, Parts, Reply, Type, Unexpected, Wire};

/// One endpoint of the server API: its request is the struct that implements this, usually through
/// [`#[wx_endpoint]`](crate::wx_endpoint).
pub trait Endpoint: Wire + Serialize + Send + Sync {
    /// What WeChat answers when it answers well.
    type Response: Answer;

    /// Everything about the endpoint that is the same for every call.
    const META: &'static Meta;

    /// Writes the request's query, body and parts.
    ///
    /// The provided method follows [`Meta::body`]; the macro writes one of its own only where fields travel in
    /// different places.
    fn encode(&self, parts: &mut Parts) -> Result<(), EncodeError> {
        match Self::META.body {
            BodyKind::Json => parts.json(self),
            BodyKind::Query => parts.query(self),
            BodyKind::Multipart | BodyKind::None => Ok(()),
        }
    }
}

/// Whatever can call an endpoint: the client, a test double, a wrapper that limits or audits.
///
/// Every endpoint's client method is provided for every `Caller`.
pub trait Caller: Sync {
    /// How a call fails.
    type Error;

    /// Calls the endpoint and waits for its answer.
    fn call<E: Endpoint>(&self, request: E) -> impl Future<Output = Result<E::Response, Self::Error>> + Send;
}

/// A call under way: a future of the answer, or of the caller's error, that may move between threads.
///
/// Every client method returns one; nobody implements it, every such future is one.
pub trait Pending<T, E>: Future<Output = Result<T, E>> + Send {}

impl<F: Future<Output = Result<T, E>> + Send, T, E> Pending<T, E> for F {}

impl<C: Caller> Caller for &C {
    type Error = C::Error;

    fn call<E: Endpoint>(&self, request: E) -> impl Future<Output = Result<E::Response, Self::Error>> + Send {
        C::call(self, request)
    }
}

impl<C: Caller + Send> Caller for std::sync::Arc<C> {
    type Error = C::Error;

    fn call<E: Endpoint>(&self, request: E) -> impl Future<Output = Result<E::Response, Self::Error>> + Send {
        C::call(self, request)
    }
}

/// What is the same for every call of one endpoint. Written by the macro from the attribute.
#[derive(Debug)]
#[non_exhaustive]
pub struct Meta {
    /// The official API name: `getPhoneNumber`.
    pub name: &'static str,
    /// The Rust name of the request: `GetPhoneNumber`.
    pub rust_name: &'static str,
    /// Where the struct stands: `wx_specs::phone_number`.
    pub module: &'static str,
    /// The struct's documentation; empty without the feature `registry`, a backend does not carry it.
    pub doc: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path, with the fixed part of the query if there is one.
    pub path: &'static str,
    /// What the call must prove about its caller.
    pub auth: Auth,
    /// How the request's fields travel.
    pub body: BodyKind,
    /// What comes back when the call succeeds.
    pub response: ResponseKind,
    /// Whether the call may be repeated when nobody knows whether it took effect.
    pub idempotent: bool,
    /// Error codes that this endpoint documents as its own.
    pub errors: &'static [ErrorNote],
    /// The official page.
    pub docs: &'static str,
}

impl Meta {
    /// Starts from what every endpoint must say; the rest is set by the methods below. Called by the macro.
    #[doc(hidden)]
    pub const fn new(
        (name, rust_name, module): (&'static str, &'static str, &'static str),
        method: Method,
        path: &'static str,
        response: ResponseKind,
        docs: &'static str,
    ) -> Self {
        let get = matches!(method, Method::GET);
        Self {
            name,
            rust_name,
            module,
            doc: "",
            method,
            path,
            auth: Auth::AccessToken,
            body: if get { BodyKind::Query } else { BodyKind::Json },
            response,
            idempotent: get,
            errors: &[],
            docs,
        }
    }

    /// Sets [`doc`](Self::doc).
    #[doc(hidden)]
    pub const fn doc(mut self, doc: &'static str) -> Self {
        if cfg!(feature = "registry") {
            self.doc = doc;
        }
        self
    }

    /// Sets [`auth`](Self::auth).
    #[doc(hidden)]
    pub const fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// Sets [`body`](Self::body).
    #[doc(hidden)]
    pub const fn body(mut self, body: BodyKind) -> Self {
        self.body = body;
        self
    }

    /// Sets [`idempotent`](Self::idempotent).
    #[doc(hidden)]
    pub const fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// Sets [`errors`](Self::errors).
    #[doc(hidden)]
    pub const fn errors(mut self, errors: &'static [ErrorNote]) -> Self {
        self.errors = errors;
        self
    }

    /// The first module under the crate root: `login`. At the crate root, the crate.
    pub fn domain(&self) -> &'static str {
        let mut modules = self.module.split("::");
        let root = modules.next().unwrap_or(self.module);
        modules.next().unwrap_or(root)
    }

    /// `login.code2Session`: the endpoint's name where the official one is not unique.
    pub fn id(&self) -> String {
        format!("{}.{}", self.domain(), self.name)
    }

    /// The path without its fixed query.
    pub fn route(&self) -> &'static str {
        self.path.split_once('?').map_or(self.path, |(route, _)| route)
    }

    /// The fixed part of the query, `grant_type=authorization_code`, or nothing.
    pub fn fixed_query(&self) -> &'static str {
        self.path.split_once('?').map_or("", |(_, query)| query)
    }

    /// The first line of the documentation: the official Chinese name and what the endpoint does.
    pub fn summary(&self) -> &'static str {
        self.doc.lines().next().unwrap_or("")
    }
}

/// The token requirement: what a call must prove about its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// `access_token` in the query.
    AccessToken,
    /// The appid and its secret: in the query of a GET, in the JSON body of a POST.
    AppSecret,
    /// Nothing.
    None,
}

impl Auth {
    /// The word the attribute uses: `access_token`.
    pub fn word(self) -> &'static str {
        match self {
            Self::AccessToken => "access_token",
            Self::AppSecret => "app_secret",
            Self::None => "none",
        }
    }
}

/// How a request's fields travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyKind {
    /// One JSON object.
    Json,
    /// The query of the URL.
    Query,
    /// `multipart/form-data`.
    Multipart,
    /// The request has no fields.
    None,
}

impl BodyKind {
    /// The word the attribute uses: `json`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Query => "query",
            Self::Multipart => "multipart",
            Self::None => "none",
        }
    }
}

/// What comes back when a call succeeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseKind {
    /// A JSON object with fields of its own.
    Json,
    /// Bytes; a failure is JSON.
    Binary,
    /// Bytes, or a JSON object that is no failure.
    BinaryOrJson,
    /// `errcode` and `errmsg`, nothing else.
    Empty,
}

impl ResponseKind {
    /// The word the attribute uses: `json`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Binary => "binary",
            Self::BinaryOrJson => "binary_or",
            Self::Empty => "empty",
        }
    }
}

/// An error code that an endpoint documents as its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorNote {
    /// The `errcode`.
    pub code: i64,
    /// What it means here, when the general table does not know; else empty.
    pub meaning: &'static str,
}

impl ErrorNote {
    /// A code, and what it means here if the general table does not know.
    pub const fn new(code: i64, meaning: &'static str) -> Self {
        Self { code, meaning }
    }
}

/// The answer to a call that has nothing to tell but success.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Empty {}

/// What an endpoint may answer: a `#[wx_type(response)]`, [`Binary`], [`BinaryOr`] or [`Empty`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the answer of an endpoint",
    label = "not an answer type",
    note = "put `#[wx_type(response)]` on the struct, or use `response = binary` or `response = empty`"
)]
pub trait Answer: Sized + Send {
    /// The answer's fields, if it has any.
    const TYPE: Option<&'static Type>;

    /// Takes the answer out of a reply that reported success.
    fn from_reply(reply: Reply) -> Result<Self, Unexpected>;

    /// The answer as JSON for people to read, secrets masked; bytes as they are.
    #[cfg(feature = "registry")]
    fn show(self) -> Result<Reply, serde_json::Error>;
}

/// A type that is read out of an answer, as `#[wx_type(response)]` and `#[wx_type(both)]` say of theirs.
pub trait Received: Wire + DeserializeOwned + Shown + Send {}

impl Received for serde_json::Value {}
impl<T: Received> Received for Vec<T> {}

impl<T: Received> Answer for T {
    const TYPE: Option<&'static Type> = Some(T::TYPE);

    fn from_reply(reply: Reply) -> Result<Self, Unexpected> {
        match reply {
            Reply::Json(value) => crate::from_value(&value).map_err(Unexpected::Misfit),
            Reply::Binary(binary) => Err(Unexpected::Bytes { content_type: binary.content_type }),
        }
    }

    #[cfg(feature = "registry")]
    fn show(self) -> Result<Reply, serde_json::Error> {
        serde_json::to_value(self).map(Reply::Json)
    }
}

impl Answer for Empty {
    const TYPE: Option<&'static Type> = None;

    fn from_reply(reply: Reply) -> Result<Self, Unexpected> {
        match reply {
            // Success of an endpoint that answers nothing else is `errcode: 0`; any other object is not WeChat's.
            Reply::Json(value) if value.get("errcode").is_some() => Ok(Self {}),
            Reply::Json(_) => Err(Unexpected::Misfit(Misfit::missing("errcode"))),
            Reply::Binary(binary) => Err(Unexpected::Bytes { content_type: binary.content_type }),
        }
    }

    #[cfg(feature = "registry")]
    fn show(self) -> Result<Reply, serde_json::Error> {
        Ok(Reply::Json(serde_json::json!({})))
    }
}

impl Answer for Binary {
    const TYPE: Option<&'static Type> = None;

    fn from_reply(reply: Reply) -> Result<Self, Unexpected> {
        match reply {
            Reply::Binary(binary) => Ok(binary),
            Reply::Json(_) => Err(Unexpected::JsonForBytes),
        }
    }

    #[cfg(feature = "registry")]
    fn show(self) -> Result<Reply, serde_json::Error> {
        Ok(Reply::Binary(self))
    }
}

impl<T: Answer> Answer for BinaryOr<T> {
    const TYPE: Option<&'static Type> = T::TYPE;

    fn from_reply(reply: Reply) -> Result<Self, Unexpected> {
        match reply {
            Reply::Binary(binary) => Ok(Self::Binary(binary)),
            json @ Reply::Json(_) => T::from_reply(json).map(Self::Json),
        }
    }

    #[cfg(feature = "registry")]
    fn show(self) -> Result<Reply, serde_json::Error> {
        match self {
            Self::Binary(binary) => Ok(Reply::Binary(binary)),
            Self::Json(answer) => answer.show(),
        }
    }
}
