//! What stands in the query of a push, and whether it was signed by who knows the Token.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Deserialize;
use wx_core::push::{PushToken, is_signature, msg_signature, signature};

use super::PushError;

#[derive(Deserialize)]
pub(super) struct Query {
    signature: Option<String>,
    msg_signature: Option<String>,
    timestamp: Option<String>,
    nonce: Option<String>,
    pub(super) echostr: Option<String>,
}

impl Query {
    pub(super) fn read(query: &str) -> Result<Self, PushError> {
        serde_urlencoded::from_str(query).map_err(|error| PushError::Query(error.to_string()))
    }

    /// The nonce, which an encrypted reply repeats.
    pub(super) fn nonce(&self) -> Result<&str, PushError> {
        present(self.nonce.as_deref(), "nonce")
    }

    /// Whether time and nonce were signed. It says nothing about the body.
    pub(super) fn verify(&self, token: &PushToken) -> Result<(), PushError> {
        let given = present(self.signature.as_deref(), "signature")?;
        let expected = signature(token, self.timestamp()?, self.nonce()?);
        if is_signature(given, &expected) { Ok(()) } else { Err(PushError::Signature) }
    }

    /// Whether the encrypted body was signed.
    pub(super) fn verify_body(&self, token: &PushToken, encrypted: &str) -> Result<(), PushError> {
        let given = present(self.msg_signature.as_deref(), "msg_signature")?;
        let expected = msg_signature(token, self.timestamp()?, self.nonce()?, encrypted);
        if is_signature(given, &expected) { Ok(()) } else { Err(PushError::BodySignature) }
    }

    /// Whether it was signed just now. Asked after the signature, which covers the time.
    pub(super) fn is_fresh(&self, now: SystemTime, allowed: Option<Duration>) -> Result<(), PushError> {
        let Some(allowed) = allowed else {
            return Ok(());
        };
        let seconds = self.timestamp()?.trim().parse::<u64>();
        let seconds =
            seconds.map_err(|_| PushError::Query("`timestamp` is no number of seconds".to_owned()))?;
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let off = now.abs_diff(Duration::from_secs(seconds));
        if off <= allowed { Ok(()) } else { Err(PushError::Stale { off, allowed }) }
    }

    fn timestamp(&self) -> Result<&str, PushError> {
        present(self.timestamp.as_deref(), "timestamp")
    }
}

fn present<'a>(value: Option<&'a str>, parameter: &'static str) -> Result<&'a str, PushError> {
    value.ok_or(PushError::Missing { parameter })
}
