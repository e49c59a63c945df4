//! Message push (消息推送): every message and event that WeChat sends to a backend, one annotated struct each.
//!
//! One file holds one domain of the official documentation. To add a push, write its struct into its domain's file and its
//! sample into `fixtures/event/`.

mod charge;
mod content_security;
mod customer_service;
mod express_carrier;
mod express_path;
mod express_single;
mod hardware;
mod immediate_delivery_carrier;
mod live_broadcast;
mod logistics;
mod media;
mod order_shipping;
mod platform;
mod subscribe_message;
mod subscription;
mod trade;
mod virtual_payment;

pub use charge::*;
pub use content_security::*;
pub use customer_service::*;
pub use express_carrier::*;
pub use express_path::*;
pub use express_single::*;
pub use hardware::*;
pub use immediate_delivery_carrier::*;
pub use live_broadcast::*;
pub use logistics::*;
pub use media::*;
pub use order_shipping::*;
pub use platform::*;
pub use subscribe_message::*;
pub use subscription::*;
pub use trade::*;
pub use virtual_payment::*;
