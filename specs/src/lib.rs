//! Every endpoint of the WeChat Mini Program server API (小程序服务端 API) as one annotated struct, every push likewise,
//! and the table of error codes.
//!
//! One file holds one domain of the official documentation. To add an endpoint, write its struct into its domain's
//! file and its sample into `fixtures/`; nothing else has to be touched.

extern crate wx_core as wx_api;

pub mod access_token;
pub mod errcode;
#[cfg(feature = "registry")]
pub mod fixture;
mod shared;

#[cfg(feature = "advertising")]
pub mod advertising;
#[cfg(feature = "b2b_payment")]
pub mod b2b_payment;
#[cfg(feature = "cloudbase")]
pub mod cloudbase;
#[cfg(feature = "content_security")]
pub mod content_security;
#[cfg(feature = "customer_service")]
pub mod customer_service;
#[cfg(feature = "data_analysis")]
pub mod data_analysis;
#[cfg(feature = "push")]
pub mod event;
#[cfg(feature = "express")]
pub mod express;
#[cfg(feature = "face_verify")]
pub mod face_verify;
#[cfg(feature = "image")]
pub mod image;
#[cfg(feature = "immediate_delivery")]
pub mod immediate_delivery;
#[cfg(feature = "intracity")]
pub mod intracity;
#[cfg(feature = "link")]
pub mod link;
#[cfg(feature = "live_broadcast")]
pub mod live_broadcast;
#[cfg(feature = "login")]
pub mod login;
#[cfg(feature = "mini_drama")]
pub mod mini_drama;
#[cfg(feature = "nearby_poi")]
pub mod nearby_poi;
#[cfg(feature = "ocr")]
pub mod ocr;
#[cfg(feature = "open_data")]
pub mod open_data;
#[cfg(feature = "openapi_management")]
pub mod openapi_management;
#[cfg(feature = "operation")]
pub mod operation;
#[cfg(feature = "phone_number")]
pub mod phone_number;
#[cfg(feature = "plugin")]
pub mod plugin;
#[cfg(feature = "qrcode")]
pub mod qrcode;
#[cfg(feature = "search")]
pub mod search;
#[cfg(feature = "service_market")]
pub mod service_market;
#[cfg(feature = "subscribe_message")]
pub mod subscribe_message;
#[cfg(feature = "user_info")]
pub mod user_info;
#[cfg(feature = "virtual_payment")]
pub mod virtual_payment;

/// Every request, answer, push and client method, to be imported with one `use`.
pub mod prelude {
    #![allow(
        clippy::wildcard_imports,
        reason = "a prelude is a list of everything; a list by hand would be forgotten"
    )]
    pub use crate::access_token::*;
    #[cfg(feature = "advertising")]
    pub use crate::advertising::*;
    #[cfg(feature = "b2b_payment")]
    pub use crate::b2b_payment::*;
    #[cfg(feature = "cloudbase")]
    pub use crate::cloudbase::*;
    #[cfg(feature = "content_security")]
    pub use crate::content_security::*;
    #[cfg(feature = "customer_service")]
    pub use crate::customer_service::*;
    #[cfg(feature = "data_analysis")]
    pub use crate::data_analysis::*;
    #[cfg(feature = "push")]
    pub use crate::event::*;
    #[cfg(feature = "express")]
    pub use crate::express::*;
    #[cfg(feature = "face_verify")]
    pub use crate::face_verify::*;
    #[cfg(feature = "image")]
    pub use crate::image::*;
    #[cfg(feature = "immediate_delivery")]
    pub use crate::immediate_delivery::*;
    #[cfg(feature = "intracity")]
    pub use crate::intracity::*;
    #[cfg(feature = "link")]
    pub use crate::link::*;
    #[cfg(feature = "live_broadcast")]
    pub use crate::live_broadcast::*;
    #[cfg(feature = "login")]
    pub use crate::login::*;
    #[cfg(feature = "mini_drama")]
    pub use crate::mini_drama::*;
    #[cfg(feature = "nearby_poi")]
    pub use crate::nearby_poi::*;
    #[cfg(feature = "ocr")]
    pub use crate::ocr::*;
    #[cfg(feature = "open_data")]
    pub use crate::open_data::*;
    #[cfg(feature = "openapi_management")]
    pub use crate::openapi_management::*;
    #[cfg(feature = "operation")]
    pub use crate::operation::*;
    #[cfg(feature = "phone_number")]
    pub use crate::phone_number::*;
    #[cfg(feature = "plugin")]
    pub use crate::plugin::*;
    #[cfg(feature = "qrcode")]
    pub use crate::qrcode::*;
    #[cfg(feature = "search")]
    pub use crate::search::*;
    #[cfg(feature = "service_market")]
    pub use crate::service_market::*;
    #[cfg(feature = "subscribe_message")]
    pub use crate::subscribe_message::*;
    #[cfg(feature = "user_info")]
    pub use crate::user_info::*;
    #[cfg(feature = "virtual_payment")]
    pub use crate::virtual_payment::*;
}
