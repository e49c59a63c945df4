//! Message push (消息推送): what WeChat sends to a backend, and what the backend replies. Both ends of it, without HTTP.
//!
//! A push is a POST. Its query bears a signature over [`PushToken`], time and nonce; its body is an object in JSON or XML,
//! [read] and [written](write()) here, whose common fields are a [`PushHeader`]. In safe mode (安全模式) the body holds nothing but
//! that object, [encrypted](encrypt) with the [`EncodingAesKey`], and the query a second signature that covers it.
//!
//! ```
//! use wx_core::{AppId, push::{EncodingAesKey, PushHeader, PushToken, decrypt, encrypted, is_signature, msg_signature, read}};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let (token, key) = (PushToken::new("AAAAA"), EncodingAesKey::new(&"A".repeat(43))?);
//! let appid = AppId::new("wxba5fad812f8e6fb9");
//! // From the query of the POST:
//! let (timestamp, nonce) = ("1714112445", "415670741");
//! let given = "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3";
//! # let body = br#"{"ToUserName":"gh_97417a04a28d","Encrypt":"+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04="}"#;
//!
//! let (_, fields) = read(body)?;
//! let encrypted = encrypted(&fields).ok_or("it is not encrypted")?;
//! // First the signature, then the rest: see `decrypt`.
//! if !is_signature(given, &msg_signature(&token, timestamp, nonce, encrypted)) {
//!     return Err("it is not from WeChat".into());
//! }
//! let (_, mut fields) = read(&decrypt(&key, &appid, encrypted)?)?;
//! let header = PushHeader::take(&mut fields)?;
//! assert_eq!(header.event.as_deref(), Some("debug_demo"));
//! assert_eq!(fields["debug_str"], "hello world");
//! # Ok(()) }
//! ```
//!
//! The bodies of both formats are strangers' bytes until a signature is checked, and in plain mode the signature does not
//! cover the body at all: whoever receives them bounds their length first.

mod envelope;
mod format;
mod header;
mod json;
mod key;
mod sealed;
mod signature;
mod syntax;
#[cfg(test)]
mod tests;
mod wrapper;
mod xml;

pub use self::{
    envelope::{EnvelopeError, decrypt, encrypt},
    format::{Format, read, write},
    header::PushHeader,
    key::{EncodingAesKey, KeyError},
    sealed::{ReplyError, encrypted, open_reply, sealed_push, sealed_reply},
    signature::{msg_signature, signature},
    syntax::SyntaxError,
    wrapper::{unwrap, wrap},
};
pub use crate::{PushToken, sign::is_signature};
