//! The vocabulary of the WeChat Mini Program server API (微信小程序服务端 API).
//!
//! An endpoint is a struct that bears [`#[wx_endpoint]`](wx_endpoint); the types inside its request and its answer
//! bear [`#[wx_type]`](wx_type). This crate holds what those macros expand to, and the few types every endpoint
//! shares. It knows no HTTP client, no async runtime and no token: `wx-api` sends, this crate describes.
//!
//! Backends depend on `wx-api`, which re-exports all of this under the same names.

#[doc(hidden)]
pub mod __private;
mod binary;
mod check;
mod date;
mod endpoint;
mod field;
mod fixed;
mod lenient;
mod limits;
mod parts;
#[cfg(feature = "registry")]
pub mod registry;
mod reply;
mod scrub;
mod secret;
#[cfg(feature = "secure")]
pub mod secure;
mod tagged;
mod text;
mod wire;

pub use crate::{
    binary::{Binary, BinaryOr},
    check::{Check, Invalid, InvalidRequest, RequestError},
    date::{Date, DateError, UnixSeconds},
    endpoint::{
        Answer, Auth, BodyKind, Caller, Empty, Endpoint, ErrorNote, Meta, Pending, Received, ResponseKind,
    },
    field::{Field, Place},
    fixed::Fixed,
    lenient::{Misfit, from_value},
    limits::{Breach, Limits},
    parts::{Body, EncodeError, Part, Parts, Upload},
    reply::{Failure, Refusal, Reply, Rid, Unexpected},
    scrub::Scrub,
    secret::{AccessToken, AppSecret, MASK, SessionKey},
    text::{AppId, MediaId, OpenId, TemplateId, UnionId},
    wire::{Choice, Object, Type, Variant, Variants, View, Wire},
};
pub use bytes::Bytes;
pub use http;
pub use wx_macros::{wx_endpoint, wx_type};
