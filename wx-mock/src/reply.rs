//! From an answer to an HTTP response.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde_json::Value;

use crate::{body::Body, refusal::Refusal};

/// The header that says what exactly was wrong with a refused call.
const REASON: HeaderName = HeaderName::from_static("x-wx-mock-reason");

/// What an endpoint answers when all is well.
#[derive(Debug)]
pub(crate) enum Answer {
    /// A JSON object.
    Json(Value),
    /// Bytes.
    Binary { content_type: String, headers: Vec<(&'static str, String)>, bytes: Bytes },
}

impl Answer {
    /// `errcode: 0` and nothing else.
    pub(crate) fn ok() -> Self {
        Self::Json(serde_json::json!({ "errcode": 0, "errmsg": "ok" }))
    }

    /// A PNG.
    pub(crate) fn png(bytes: Vec<u8>) -> Self {
        Self::Binary { content_type: "image/png".into(), headers: Vec::new(), bytes: bytes.into() }
    }
}

/// A response whose body is still at hand.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: http::HeaderMap,
    pub(crate) bytes: Bytes,
}

impl Reply {
    /// Bytes of a type.
    pub(crate) fn new(status: StatusCode, content_type: &str, bytes: impl Into<Bytes>) -> Self {
        let mut reply = Self { status, headers: http::HeaderMap::new(), bytes: bytes.into() };
        reply.set(header::CONTENT_TYPE, content_type);
        reply
    }

    /// JSON under the content type that WeChat gives it at this path.
    pub(crate) fn json(path: &str, value: &Value) -> Self {
        let content_type =
            if path.starts_with("/sns/") { "text/plain" } else { "application/json; encoding=utf-8" };
        Self::new(StatusCode::OK, content_type, value.to_string())
    }

    /// An answer at this path.
    pub(crate) fn answer(path: &str, answer: Answer) -> Self {
        match answer {
            Answer::Json(value) => Self::json(path, &value),
            Answer::Binary { content_type, headers, bytes } => {
                let mut reply = Self::new(StatusCode::OK, &content_type, bytes);
                for (name, value) in headers {
                    reply.set(HeaderName::from_static(name), &value);
                }
                reply
            }
        }
    }

    /// With the reason of a refusal.
    pub(crate) fn because(mut self, refusal: &Refusal) -> Self {
        if let Some(reason) = &refusal.reason {
            self.set(REASON, reason);
        }
        self
    }

    /// Sets a header; what cannot stand in one is left out.
    pub(crate) fn set(&mut self, name: HeaderName, value: &str) {
        let fits = |c: &char| matches!(c, ' '..='~');
        let value: String = value.chars().filter(fits).collect();
        if let Ok(value) = HeaderValue::from_str(&value) {
            self.headers.insert(name, value);
        }
    }

    /// The response.
    pub(crate) fn respond(self) -> Response<Body> {
        let body = Body::full(self.bytes);
        respond(self.status, self.headers, body)
    }

    /// The response, announced whole and cut off in the middle.
    pub(crate) fn cut(mut self) -> Response<Body> {
        let length = self.bytes.len().max(2);
        self.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        let head = self.bytes.slice(..self.bytes.len() / 2);
        respond(self.status, self.headers, Body::cut(head))
    }
}

/// A response under these headers.
pub(crate) fn respond(status: StatusCode, headers: http::HeaderMap, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
