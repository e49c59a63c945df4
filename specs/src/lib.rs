//! Every endpoint of the WeChat Mini Program server API (小程序服务端 API) as one annotated struct, and the table of
//! error codes.
//!
//! One file holds one domain of the official documentation. To add an endpoint, write its struct into its domain's
//! file and its sample into `fixtures/`; nothing else has to be touched.

extern crate wx_core as wx_api;

pub mod access_token;
pub mod content_security;
pub mod customer_service;
pub mod data_analysis;
pub mod errcode;
#[cfg(feature = "registry")]
pub mod fixture;
pub mod link;
pub mod login;
pub mod phone_number;
pub mod qrcode;
pub mod subscribe_message;

/// Every request, answer and client method, to be imported with one `use`.
pub mod prelude {
    #![allow(
        clippy::wildcard_imports,
        reason = "a prelude is a list of everything; a list by hand would be forgotten"
    )]
    pub use crate::{
        access_token::*, content_security::*, customer_service::*, data_analysis::*, link::*, login::*,
        phone_number::*, qrcode::*, subscribe_message::*,
    };
}
