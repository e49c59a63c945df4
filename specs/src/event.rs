//! Message push (消息推送): every message and event that WeChat sends to a backend, one annotated struct each.
//!
//! One file holds one domain of the official documentation. To add a push, write its struct into its domain's file and its
//! sample into `fixtures/event/`.

mod content_security;
mod customer_service;
mod virtual_payment;

pub use content_security::*;
pub use customer_service::*;
pub use virtual_payment::*;
