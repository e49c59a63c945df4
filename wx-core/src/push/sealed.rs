//! The bodies of safe mode (安全模式): a push, and a reply that says something.

use serde_json::{Map, Value};

use super::{
    EncodingAesKey, EnvelopeError, Format, PushToken, SyntaxError, decrypt, encrypt, is_signature,
    msg_signature, read, write,
};
use crate::{AppId, Misfit, UnixSeconds, from_value};

/// What was encrypted (`Encrypt`), if it is the body of a push in safe mode. In compatible mode (兼容模式) the fields stand beside
/// it once more, where nothing protects them.
pub fn encrypted(fields: &Map<String, Value>) -> Option<&str> {
    fields.get("Encrypt")?.as_str()
}

/// The body of a push in safe mode: `ToUserName` and `Encrypt`.
pub fn sealed_push(format: Format, to_user: &str, encrypted: &str) -> Vec<u8> {
    write(format, &fields([("ToUserName", to_user.into()), ("Encrypt", encrypted.into())]))
}

/// The body of a reply in safe mode: a message, encrypted and signed. The nonce is the one in the query of the push.
///
/// An empty reply and `success` are never sealed.
pub fn sealed_reply(
    format: Format,
    token: &PushToken,
    key: &EncodingAesKey,
    appid: &AppId,
    nonce: &str,
    now: UnixSeconds,
    message: &[u8],
) -> Vec<u8> {
    signed_reply(format, token, nonce, now, &encrypt(key, appid, message))
}

pub(super) fn signed_reply(
    format: Format,
    token: &PushToken,
    nonce: &str,
    now: UnixSeconds,
    encrypted: &str,
) -> Vec<u8> {
    let signature = msg_signature(token, &now.0.to_string(), nonce, encrypted);
    let reply = fields([
        ("Encrypt", encrypted.into()),
        ("MsgSignature", signature.into()),
        ("TimeStamp", now.0.into()),
        ("Nonce", nonce.into()),
    ]);
    write(format, &reply)
}

/// Opens a reply in safe mode, as WeChat does: the signature first, then the message.
pub fn open_reply(
    token: &PushToken,
    key: &EncodingAesKey,
    appid: &AppId,
    body: &[u8],
) -> Result<Vec<u8>, ReplyError> {
    let (_, fields) = read(body)?;
    let text = |name: &str| match fields.get(name) {
        Some(value) => from_value::<String>(value).map_err(|misfit| misfit.under(name)),
        None => Err(Misfit::missing(name)),
    };
    let (encrypted, given) = (text("Encrypt")?, text("MsgSignature")?);
    let expected = msg_signature(token, &text("TimeStamp")?, &text("Nonce")?, &encrypted);
    if !is_signature(&given, &expected) {
        return Err(ReplyError::Signature);
    }
    Ok(decrypt(key, appid, &encrypted)?)
}

fn fields<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A reply that WeChat would not understand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplyError {
    /// It is neither JSON nor XML.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// A field is missing, or no text.
    #[error("the reply is not sealed as it must be in safe mode (安全模式): {0}")]
    Field(#[from] Misfit),
    /// The signature is wrong.
    #[error(
        "MsgSignature is wrong: it is made over the Token of the page 消息推送配置, and TimeStamp, Nonce and Encrypt exactly \
         as they stand in the reply"
    )]
    Signature,
    /// What was encrypted does not open.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
}
