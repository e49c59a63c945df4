//! The signatures in the query of a push and in a reply.

use sha1::{Digest, Sha1};

use crate::{
    PushToken,
    sign::{hex, sorted, token_signature},
};

/// `signature`: what WeChat signs the verification of the URL with, and pushes in plain mode (明文模式).
///
/// It covers no byte of the body.
///
/// ```
/// use wx_core::push::{PushToken, signature};
///
/// let signature = signature(&PushToken::new("AAAAA"), "1714036504", "1514711492");
/// assert_eq!(signature, "f464b24fc39322e44b38aa78f5edd27bd1441696");
/// ```
pub fn signature(token: &PushToken, timestamp: &str, nonce: &str) -> String {
    token_signature(token, timestamp, nonce)
}

/// `msg_signature` of a push, `MsgSignature` of a reply: covers what was encrypted (`Encrypt`).
pub fn msg_signature(token: &PushToken, timestamp: &str, nonce: &str, encrypted: &str) -> String {
    hex(&Sha1::digest(sorted([token.expose(), timestamp, nonce, encrypted]).concat()))
}
