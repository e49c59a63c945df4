//! Message push (消息推送): what WeChat sends to a backend.
//!
//! A [`Receiver`] is set up once, with what the console's page 消息推送 shows. It takes an HTTP request as it came and gives the
//! push that is in it; or the answer at once, where WeChat only asks whether the address is right, or says something for the
//! second time.
//!
//! ```
//! use wx_api::{event::WxaMediaCheck, http::Request, push::{Incoming, PushError, PushReply, Receiver}};
//!
//! # fn setup() -> Result<Receiver, Box<dyn std::error::Error>> {
//! let receiver = Receiver::secure("wx0123456789abcdef", "the Token", "the EncodingAESKey, 43 characters long ...".parse()?);
//! # Ok(receiver)
//! # }
//!
//! async fn answer(receiver: &Receiver, request: Request<Vec<u8>>) -> Result<PushReply, PushError> {
//!     let push = match receiver.take(&request).await? {
//!         Incoming::Push(push) => push,
//!         Incoming::Answered(reply) => return Ok(reply),
//!     };
//!     if let Some(verdict) = push.read::<WxaMediaCheck>()? {
//!         println!("{}: {:?}", verdict.trace_id, verdict.result);
//!     }
//!     Ok(push.success().await)
//! }
//! ```
//!
//! With the feature `axum`, [`Push`] is an extractor: a handler that takes one sees genuine pushes only, each once.
//!
//! # Once, at least once
//!
//! WeChat sends a push again if it hears no `success` within five seconds, so a push can come twice; and it may be handled
//! twice if a server goes down between the work and the reply. What happens to a push here:
//!
//! 1. It is **claimed** under its key, for ten seconds: see [`Dedup`]. The same push, come again meanwhile, is answered with 503, so that
//!    WeChat asks once more; come again when it is done, with `success`, and no handler sees it.
//! 2. [`Push::success`], [`Push::later`] or a [`Push::reply`] that means no more than `success` mark it **done**, then there is a reply.
//! 3. A push that is dropped without any of them, because its handler failed or WeChat hung up, is **released**, and handled
//!    when it comes again; so is one whose reply says that it failed, or says more than `success` could say a second time.
//!
//! Where a thing must not happen twice, such as handing out goods, let the database have the last word: [`Push::id_of`] is a key for a
//! unique constraint.
//!
//! # Five seconds
//!
//! Work that may take longer is for [`Push::later`]: WeChat hears `success` at once, the work goes on, and
//! [`Receiver::finish`] waits for it when the server shuts down. What must survive a crash is to be written down before the reply.

#[cfg(feature = "axum")]
mod axum;
mod claim;
mod dedup;
mod error;
mod incoming;
mod query;
mod receiver;
#[cfg(feature = "redis")]
mod redis;
mod reply;
#[cfg(test)]
mod tests;

#[cfg(feature = "axum")]
pub use self::axum::PushRejection;
#[cfg(feature = "redis")]
pub use self::redis::RedisDedup;
pub use self::{
    dedup::{Claim, Dedup, DedupError, Deduping, MemoryDedup},
    error::PushError,
    incoming::Push,
    receiver::{Incoming, Receiver},
    reply::PushReply,
};
pub use wx_core::push::{
    EncodingAesKey, EnvelopeError, Format, KeyError, PushHeader, PushToken, SyntaxError,
};
