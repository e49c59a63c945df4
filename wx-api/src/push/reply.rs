//! What WeChat is answered.

use wx_core::{
    Bytes,
    http::{HeaderValue, Response, StatusCode, header::CONTENT_TYPE},
    push::Format,
};

use super::PushError;

/// The answer to one request of WeChat, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "WeChat sends the push again unless it gets this"]
pub struct PushReply {
    status: StatusCode,
    content_type: &'static str,
    body: Bytes,
}

const TEXT: &str = "text/plain; charset=utf-8";

impl PushReply {
    pub(super) fn success() -> Self {
        Self::text(StatusCode::OK, "success")
    }

    pub(super) fn text(status: StatusCode, text: impl Into<Bytes>) -> Self {
        Self { status, content_type: TEXT, body: text.into() }
    }

    pub(super) fn written(format: Format, body: Vec<u8>) -> Self {
        Self { status: StatusCode::OK, content_type: format.content_type(), body: body.into() }
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What the body is.
    pub fn content_type(&self) -> &'static str {
        self.content_type
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

/// The answer to a request that was refused: its status, and why.
impl From<&PushError> for PushReply {
    fn from(error: &PushError) -> Self {
        Self::text(error.status(), error.to_string())
    }
}

impl<B: From<Bytes>> From<PushReply> for Response<B> {
    fn from(reply: PushReply) -> Self {
        let mut response = Self::new(reply.body.into());
        *response.status_mut() = reply.status;
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
        response
    }
}
