//! What the client adds to a request that its author does not write: the appid, the secret, the signatures. After this the
//! bytes are what is sent, in every attempt.

use serde::Deserialize;
use serde_json::Value;
use wx_core::{
    AppId, AppKey, AppSecret, Auth, Body, Bytes, Meta, MissingKey, Parts, RequestError, Signature,
    from_value, http::HeaderValue, sign,
};

use crate::Keys;

/// A request that is the same for every attempt.
pub(crate) struct Outgoing {
    pub(crate) query: String,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) body: Bytes,
}

impl Outgoing {
    /// Completes and signs a request.
    pub(crate) fn new(
        meta: &Meta,
        mut parts: Parts,
        appid: &AppId,
        secret: Option<&AppSecret>,
        keys: &Keys,
    ) -> Result<Self, RequestError> {
        let mut more: Vec<(&'static str, Value)> = Vec::new();
        if meta.auth == Auth::AppSecret {
            let secret = secret.ok_or(RequestError::NoSecret)?;
            more.push(("appid", appid.as_str().into()));
            more.push((meta.secret_field, secret.expose().into()));
        }
        if meta.appid {
            more.push(("appid", appid.as_str().into()));
        }
        if meta.sign.contains(&Signature::DeliverySign) {
            more.push(("delivery_sign", delivery_sign(&parts.body, keys)?.into()));
        }
        parts.add(meta.body, &more)?;

        let Parts { body, query, session_key, .. } = parts;
        let (content_type, body) = body.into_bytes();
        let mut parts = Parts::default();
        parts.query = query;
        for signature in meta.sign {
            let session_key = || {
                let missing = RequestError::NoKey(MissingKey::Session);
                session_key.as_ref().ok_or(missing)
            };
            match signature {
                Signature::PaySig => {
                    let signature = sign::pay_sig(pay_key(&body, keys)?, meta.route(), &body);
                    parts.query(&[("pay_sig", signature)])?;
                }
                Signature::UserSignature => {
                    parts.query(&[("signature", sign::user_signature(session_key()?, &body))])?;
                }
                Signature::SessionSignature => {
                    let signature = sign::session_signature(session_key()?);
                    parts.query(&[("signature", signature.as_str()), ("sig_method", "hmac_sha256")])?;
                }
                _ => {}
            }
        }
        Ok(Self { query: parts.query, content_type, body })
    }
}

/// What of a body says which key signs it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Signed {
    /// 1: the sandbox of virtual payment.
    env: i64,
    /// The merchant of B2b payment.
    mchid: String,
    /// The shop of immediate delivery, and its order.
    shopid: String,
    shop_order_id: String,
}

/// Read as forgivingly as an answer: a number where a text is meant must not choose another key.
fn signed(body: &[u8]) -> Signed {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    from_value(&body).unwrap_or_default()
}

fn pay_key<'k>(body: &[u8], keys: &'k Keys) -> Result<&'k AppKey, RequestError> {
    let Signed { env, mchid, .. } = signed(body);
    match (keys.merchants.get(&mchid), env) {
        (Some(key), _) => Ok(key),
        (None, 1) => keys.pay_sandbox.as_ref().ok_or(RequestError::NoKey(MissingKey::PaySandbox)),
        (None, _) if !mchid.is_empty() => Err(RequestError::NoKey(MissingKey::Merchant)),
        (None, _) => keys.pay.as_ref().ok_or(RequestError::NoKey(MissingKey::Pay)),
    }
}

fn delivery_sign(body: &Body, keys: &Keys) -> Result<String, RequestError> {
    let Signed { shopid, shop_order_id, .. } = match body {
        Body::Json(json) => signed(json),
        _ => Signed::default(),
    };
    let secret = keys.shops.get(&shopid).ok_or(RequestError::NoKey(MissingKey::Shop))?;
    Ok(sign::delivery_sign(secret, &shopid, &shop_order_id))
}

#[cfg(test)]
mod tests;
