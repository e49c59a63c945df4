//! What the attribute of an endpoint says, as data.

use std::fmt;

use http::Method;

use crate::{Auth, BodyKind, ErrorNote, ResponseKind, Signature};

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
    /// The field that the AppSecret travels in, where the call is made with it.
    pub secret_field: &'static str,
    /// How the request's fields travel.
    pub body: BodyKind,
    /// What every request says beside its fields: `action: "list"`.
    pub fixed: &'static [(&'static str, Constant)],
    /// Whether every request names the caller's own appid beside the token.
    pub appid: bool,
    /// The fields of which a request has exactly one.
    pub one_of: &'static [&'static str],
    /// How the request is signed.
    pub sign: &'static [Signature],
    /// Whether request and answer may be sealed (服务端 API 签名加密).
    pub secure: bool,
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
            secret_field: "secret",
            body: if get { BodyKind::Query } else { BodyKind::Json },
            fixed: &[],
            appid: false,
            one_of: &[],
            sign: &[],
            secure: false,
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

    /// Sets [`secret_field`](Self::secret_field).
    #[doc(hidden)]
    pub const fn secret_field(mut self, field: &'static str) -> Self {
        self.secret_field = field;
        self
    }

    /// Sets [`body`](Self::body).
    #[doc(hidden)]
    pub const fn body(mut self, body: BodyKind) -> Self {
        self.body = body;
        self
    }

    /// Sets [`fixed`](Self::fixed).
    #[doc(hidden)]
    pub const fn fixed(mut self, fixed: &'static [(&'static str, Constant)]) -> Self {
        self.fixed = fixed;
        self
    }

    /// Sets [`appid`](Self::appid).
    #[doc(hidden)]
    pub const fn appid(mut self) -> Self {
        self.appid = true;
        self
    }

    /// Sets [`one_of`](Self::one_of).
    #[doc(hidden)]
    pub const fn one_of(mut self, fields: &'static [&'static str]) -> Self {
        self.one_of = fields;
        self
    }

    /// Sets [`sign`](Self::sign).
    #[doc(hidden)]
    pub const fn sign(mut self, sign: &'static [Signature]) -> Self {
        self.sign = sign;
        self
    }

    /// Sets [`secure`](Self::secure).
    #[doc(hidden)]
    pub const fn secure(mut self) -> Self {
        self.secure = true;
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

    /// Whether the client adds a field or parameter of this name itself: a credential, a signature, a value that never
    /// varies.
    pub fn adds(&self, name: &str) -> bool {
        let credential = match self.auth {
            Auth::AccessToken => name == "access_token",
            Auth::AppSecret => name == "appid" || name == self.secret_field,
            _ => false,
        };
        let signed = self.sign.iter().any(|signature| signature.fields().contains(&name));
        let in_query = |name: &str| {
            self.fixed_query().split('&').any(|pair| pair.split_once('=').is_some_and(|(key, _)| key == name))
        };
        credential
            || signed
            || self.appid && name == "appid"
            || self.fixed.iter().any(|(field, _)| *field == name)
            || in_query(name)
    }

    /// The first line of the documentation: the official Chinese name and what the endpoint does.
    pub fn summary(&self) -> &'static str {
        self.doc.lines().next().unwrap_or("")
    }
}

/// A value that is the same in every request of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Constant {
    /// A string.
    Text(&'static str),
    /// A whole number.
    Integer(i64),
}

impl Constant {
    /// Whether `value` is this one, as a number or as text: the official pages write some of them either way.
    pub fn equals(&self, value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::String(text) => *text == self.to_string(),
            serde_json::Value::Number(number) => number.to_string() == self.to_string(),
            _ => false,
        }
    }
}

impl From<Constant> for serde_json::Value {
    fn from(constant: Constant) -> Self {
        match constant {
            Constant::Text(text) => text.into(),
            Constant::Integer(number) => number.into(),
        }
    }
}

/// The value as it stands in a query or a form.
impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => number.fmt(f),
        }
    }
}
