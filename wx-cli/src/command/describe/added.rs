//! What the client adds to a request, which nobody types.

use serde::Serialize;
use serde_json::Value;
use wx_api::{Auth, BodyKind, Meta, Signature};

/// A field or parameter that the client adds.
#[derive(Debug, Serialize)]
pub(crate) struct Added {
    pub(crate) name: &'static str,
    /// `body` or `query`.
    #[serde(rename = "in")]
    pub(crate) place: &'static str,
    /// Its value, where that never varies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<Value>,
    /// What it is.
    pub(crate) what: &'static str,
    /// Where the key that makes it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<&'static str>,
}

impl Added {
    /// In one line.
    pub(crate) fn line(&self) -> String {
        let value = self.value.as_ref().map_or_else(String::new, |value| format!(": {value}"));
        let key = self.key.map_or_else(String::new, |key| format!("; {key}"));
        format!("{}{value} (in the {}), {}{key}", self.name, self.place, self.what)
    }
}

/// Everything the client adds to a call of this endpoint but the access token.
pub(crate) fn of(meta: &Meta) -> Vec<Added> {
    let with_fields = match meta.body {
        BodyKind::Json | BodyKind::Multipart => "body",
        _ => "query",
    };
    let plain = |name, what| Added { name, place: with_fields, value: None, what, key: None };
    let mut added: Vec<_> = meta
        .fixed
        .iter()
        .map(|(name, constant)| Added {
            value: Some(Value::from(*constant)),
            ..plain(*name, "the same in every request")
        })
        .collect();
    if meta.appid || meta.auth == Auth::AppSecret {
        added.push(plain("appid", "the mini program's own"));
    }
    if meta.auth == Auth::AppSecret {
        added.push(plain(meta.secret_field, "the AppSecret"));
    }
    added.extend(meta.sign.iter().flat_map(|signature| signed(*signature)));
    added
}

fn signed(signature: Signature) -> Vec<Added> {
    let in_query = |name, what, key| Added { name, place: "query", value: None, what, key: Some(key) };
    match signature {
        Signature::PaySig => vec![in_query(
            "pay_sig",
            "path and body signed",
            "the key is the AppKey, WX_APP_KEY; of the sandbox (`env` 1), WX_SANDBOX_KEY; of the merchant `mchid`, WX_MERCHANT_KEYS",
        )],
        Signature::UserSignature => {
            vec![in_query(
                "signature",
                "the body signed",
                "the key is the user's, in the field `session_key`",
            )]
        }
        Signature::SessionSignature => vec![
            in_query(
                "signature",
                "an empty text signed",
                "the key is the user's, in the field `session_key`",
            ),
            Added {
                value: Some("hmac_sha256".into()),
                key: None,
                ..in_query("sig_method", "how it is signed", "")
            },
        ],
        Signature::DeliverySign => vec![Added {
            place: "body",
            ..in_query(
                "delivery_sign",
                "shop and order signed",
                "the key is the AppSecret that the carrier gave to the shop `shopid`, WX_SHOP_SECRETS",
            )
        }],
        _ => Vec::new(),
    }
}
