//! The words an attribute chooses from: credential, body, answer, signatures, envelope.

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
    /// One text as it is.
    Raw,
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
            Self::Raw => "raw",
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

/// How a request proves that it is whose it says, beside the access token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Signature {
    /// `pay_sig` in the query (支付签名): the path and the body under the AppKey of virtual or B2b payment.
    PaySig,
    /// `signature` in the query (用户态签名): the body under the user's `session_key`.
    UserSignature,
    /// `signature` and `sig_method` in the query: nothing under the user's `session_key`, which proves that it is known.
    SessionSignature,
    /// `delivery_sign` in the body (即时配送): shop and order with the carrier's AppSecret.
    DeliverySign,
}

impl Signature {
    /// The word the attribute uses: `pay_sig`.
    pub fn word(self) -> &'static str {
        match self {
            Self::PaySig => "pay_sig",
            Self::UserSignature => "user_signature",
            Self::SessionSignature => "session_signature",
            Self::DeliverySign => "delivery_sign",
        }
    }

    /// The fields the client adds for it.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::PaySig => &["pay_sig"],
            Self::UserSignature => &["signature"],
            Self::SessionSignature => &["signature", "sig_method"],
            Self::DeliverySign => &["delivery_sign"],
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
