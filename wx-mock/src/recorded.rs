//! What was called.

use std::{fmt, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, Method};
use serde_json::{Value, json};
use wx_core::{AccessToken, MASK};

use crate::world::App;

/// A request that came in. The AppSecret and the token stand in it as `***`.
#[derive(Clone)]
#[non_exhaustive]
pub struct Recorded {
    /// When it came, counted from the start of the fake WeChat.
    pub at: Duration,
    /// The method.
    pub method: Method,
    /// The path.
    pub path: String,
    /// The query in its order, decoded.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The endpoint it was for, `login.code2Session`; `None` where there is none at that path and method.
    pub endpoint: Option<String>,
    /// The `errcode` of the answer, 0 where it told none; `None` while it is not answered, and after a fault that
    /// answers in another way.
    pub errcode: Option<i64>,
    /// What exactly was wrong, if it was refused.
    pub reason: Option<String>,
    token: Option<AccessToken>,
    /// Tells it from every other, also after some were forgotten.
    pub(crate) serial: u64,
}

impl Recorded {
    /// Writes down a request; every secret in it is masked.
    pub(crate) fn new(
        at: Duration,
        parts: &http::request::Parts,
        query: &[(String, String)],
        body: &Bytes,
        apps: &[App],
    ) -> Self {
        let token = query
            .iter()
            .find(|(name, _)| name == "access_token")
            .map(|(_, token)| AccessToken::new(token.as_str()));
        let secret = |name: &str| matches!(name, "access_token" | "secret" | "appsecret");
        let query = query.iter().map(|(name, value)| {
            let shown = if secret(name) { MASK } else { value };
            (name.clone(), shown.to_owned())
        });
        let body = apps.iter().fold(body.clone(), |body, app| masked(&body, &app.secret));
        Self {
            at,
            method: parts.method.clone(),
            path: parts.uri.path().to_owned(),
            query: query.collect(),
            headers: parts.headers.clone(),
            body,
            endpoint: None,
            errcode: None,
            reason: None,
            token,
            serial: 0,
        }
    }

    /// The access token it came with.
    pub fn access_token(&self) -> Option<&AccessToken> {
        self.token.as_ref()
    }

    /// The first value of a name in the query.
    pub fn query_value(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The body as text; what is no UTF-8 in it is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; `None` if it is none.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// As `GET /__mock/calls` tells it.
    pub(crate) fn to_json(&self) -> Value {
        let body = match self.json() {
            Some(json) => json,
            None => Value::String(self.text()),
        };
        json!({
            "at_ms": u64::try_from(self.at.as_millis()).unwrap_or(u64::MAX),
            "method": self.method.as_str(),
            "path": self.path,
            "query": self.query,
            "body": body,
            "endpoint": self.endpoint,
            "errcode": self.errcode,
            "reason": self.reason,
        })
    }
}

/// The bytes with `***` for every `secret` in them.
fn masked(bytes: &Bytes, secret: &str) -> Bytes {
    let secret = secret.as_bytes();
    if secret.is_empty() || !bytes.windows(secret.len()).any(|window| window == secret) {
        return bytes.clone();
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = &bytes[..];
    while let Some((first, after)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(secret) {
            out.extend_from_slice(MASK.as_bytes());
            rest = after;
        } else {
            out.push(*first);
            rest = after;
        }
    }
    out.into()
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded")
            .field("at", &self.at)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("body", &self.body.len())
            .field("endpoint", &self.endpoint)
            .field("errcode", &self.errcode)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}
