//! The WeChat Mini Program server API (微信小程序服务端 API).
//!
//! ```no_run
//! use wx_api::prelude::*;
//!
//! # async fn handler(js_code: String, phone_code: String) -> Result<(), wx_api::Error> {
//! let client = Client::new("wx0123456789abcdef", "the AppSecret")?;
//!
//! let session = client.code2_session(Code2Session::new(js_code)).await?;
//! let phone = client.get_phone_number(GetPhoneNumber::new(phone_code)).await?;
//! let code = client.get_unlimited_qr_code(GetUnlimitedQrCode::new("id=123").width(430)).await?;
//! # Ok(())
//! # }
//! ```
//!
//! - **Endpoints** are structs; each has a method of the same name on every [`Caller`]. Requests that break a documented
//!   limit are refused before they are sent.
//! - **The access token** is fetched when it is first needed, kept, renewed before it expires, and shared by everything
//!   that clones the [`Client`]; by a whole fleet of servers with a [`TokenStore`]: see [`token`].
//! - **Retries** happen only where they cannot do a thing twice: see [`RetryPolicy`].
//! - **Errors** say which endpoint, which `errcode`, what it means and what to do: see [`Error`].
//! - **What a front end has from WeChat** is checked and opened by the module `open_data`; what WeChat sends to your server
//!   beside message push by [`verify`]; signatures for a front end are made by [`sign`].
//! - **An endpoint that is missing here** is one annotated struct in your own crate: see [`wx_endpoint`].
//! - **Tests without WeChat**: point [`ClientBuilder::base_url`] at the fake one of the crate `wx-mock`.
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `reqwest` (default) | the transport over reqwest |
//! | `hyper` | a transport over hyper alone, which takes half the instructions; where it is on, clients have it |
//! | `http2` | HTTP/2 over TLS where it is offered, for either transport |
//! | `aws-lc-rs` (default) | TLS by rustls, with aws-lc, for either transport |
//! | `ring` | TLS by rustls, with ring, for the transport over hyper |
//! | `rustls` | TLS by rustls, with the provider of cryptography that your program installs, for the transport over hyper |
//! | `redis` | `token::RedisStore`: one token for a fleet of servers |
//! | `redis-rustls` | the same over TLS, `rediss://` |
//! | `push` (default) | what WeChat pushes to a backend: the module [`push`], every push as a type in [`event`] |
//! | `axum` | a push as an extractor of axum |
//! | `open_data` (default) | what front ends hand over signed or encrypted: the module `open_data` |
//! | `metrics` | counters and gauges through the `metrics` facade: the module `metrics` |
//! | `secure` | `ClientBuilder::api_security`: calls encrypted and signed (服务端 API 签名加密), and the module `secure` |
//! | a domain: `login`, `qrcode` … | its endpoints; `default` has the usual domains, `full` all |
//! | `registry` | every endpoint at run time: the module `registry`, `Client::call_row`, `Client::call_row_raw` |
//! | `schema` | every endpoint as OpenAPI 3.1, every type as JSON Schema: the module `schema` |

mod address;
#[cfg(any(feature = "open_data", feature = "user_info"))]
mod aes_cbc;
mod builder;
mod client;
#[cfg(feature = "mini_drama")]
pub mod drama_player;
#[cfg(feature = "user_info")]
pub mod encrypted_channel;
mod error;
mod issuer;
mod keys;
#[cfg(feature = "metrics")]
pub mod metrics;
#[cfg(not(feature = "metrics"))]
mod metrics;
#[cfg(feature = "open_data")]
pub mod open_data;
mod outgoing;
#[cfg(feature = "push")]
pub mod push;
mod raw;
#[cfg(feature = "redis")]
mod redis_connection;
mod retry;
#[cfg(feature = "secure")]
mod sealed;
mod service;
pub mod token;
mod transport;
pub mod verify;

#[cfg(feature = "hyper")]
pub use crate::transport::hyper::HyperTransport;
#[cfg(feature = "reqwest")]
pub use crate::transport::reqwest::ReqwestTransport;
pub use crate::{
    builder::{BadBaseUrl, ClientBuilder, SetupError},
    client::Client,
    error::{ApiError, BadRequest, Error, NoAnswer, StrangeAnswer, TokenError},
    keys::Keys,
    raw::RawReply,
    retry::RetryPolicy,
    token::{TokenSource, TokenStore},
    transport::{Sending, Transport, TransportError, TransportErrorKind},
};
// Everything under one name, and nothing to forget when a domain or a word is added.
pub use wx_specs::errcode::{Category, ErrCode, Meaning, Retry};
#[allow(clippy::wildcard_imports, reason = "this crate is the one that backends name")]
pub use {wx_core::*, wx_specs::*};

/// The client, every request, answer and client method, to be imported with one `use`.
pub mod prelude {
    #[allow(clippy::wildcard_imports, reason = "a prelude is a list of everything")]
    pub use wx_specs::prelude::*;

    pub use crate::{Caller, Client, ErrCode};
}
