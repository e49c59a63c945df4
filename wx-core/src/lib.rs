//! The vocabulary of the WeChat Mini Program server API (微信小程序服务端 API).
//!
//! An endpoint is a struct that bears [`#[wx_endpoint]`](wx_endpoint), a push one that bears [`#[wx_event]`](wx_event);
//! the types inside them and inside an answer bear [`#[wx_type]`](wx_type). This crate holds what those macros expand to,
//! and the few types every endpoint shares. It knows no HTTP client, no async runtime and no token: `wx-api` sends, this crate describes.
//!
//! Backends depend on `wx-api`, which re-exports all of this under the same names.

#[doc(hidden)]
pub mod __private;
mod absence;
mod answer;
mod binary;
mod check;
mod date;
mod endpoint;
mod event;
mod field;
mod fields;
mod fixed;
mod joined;
mod json;
mod json_text;
mod kinds;
mod lenient;
mod limits;
mod meta;
mod parts;
#[cfg(feature = "push")]
pub mod push;
mod raw_json;
#[cfg(feature = "registry")]
pub mod registry;
mod reply;
mod sanitize;
#[cfg(feature = "schema")]
pub mod schema;
mod scrub;
mod secret;
#[cfg(feature = "secure")]
pub mod secure;
pub mod sign;
mod status;
mod tagged;
mod text;
mod upload;
mod wire;
mod zero_one;

pub use crate::{
    absence::Absence,
    answer::{Answer, Empty, Received},
    binary::{Binary, BinaryOr},
    check::{Check, Invalid, InvalidRequest, MissingKey, RequestError},
    date::{Date, DateError, UnixSeconds},
    endpoint::{Caller, Endpoint, Pending},
    event::{Event, EventKind, EventMeta, ReplyKind, Success},
    field::{Field, Place},
    fixed::{Fixed, True},
    joined::Joined,
    json::Json,
    json_text::JsonText,
    kinds::{Auth, BodyKind, ErrorNote, ResponseKind, Signature},
    lenient::{Misfit, from_recognized, from_value},
    limits::{Breach, Limits},
    meta::{Constant, Meta},
    parts::{Body, EncodeError, Part, Parts},
    raw_json::RawJson,
    reply::{Failure, ParsedBody, Refusal, Reply, Rid, Unexpected},
    scrub::Scrub,
    secret::{
        AccessToken, AppKey, AppSecret, DeliverySecret, EncryptKey, MASK, PluginToken, PushToken, SecretText,
        SessionKey,
    },
    text::{AppId, MediaId, OpenId, TemplateId, UnionId},
    upload::Upload,
    wire::{Choice, Object, Type, Variant, Variants, View, Wire},
    zero_one::ZeroOne,
};
pub use bytes::Bytes;
pub use http;
pub use wx_macros::{wx_endpoint, wx_event, wx_type};
