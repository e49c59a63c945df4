//! The signatures in the query of a push and in a reply.

use sha1::{Digest, Sha1};
use subtle::ConstantTimeEq;

use crate::{PushToken, sign::hex};

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
    sha1(&mut [token.expose(), timestamp, nonce])
}

/// `msg_signature` of a push, `MsgSignature` of a reply: covers what was encrypted (`Encrypt`).
pub fn msg_signature(token: &PushToken, timestamp: &str, nonce: &str, encrypted: &str) -> String {
    sha1(&mut [token.expose(), timestamp, nonce, encrypted])
}

/// Whether a signature is the one that was expected. How long that takes says nothing about the latter.
pub fn is_signature(given: &str, expected: &str) -> bool {
    let [given, expected] = [given, expected].map(str::to_ascii_lowercase);
    given.as_bytes().ct_eq(expected.as_bytes()).into()
}

fn sha1(parts: &mut [&str]) -> String {
    parts.sort_unstable();
    let mut sha1 = Sha1::new();
    parts.iter().for_each(|part| sha1.update(part));
    hex(&sha1.finalize())
}
