//! Answers as they came.

use std::fmt;

use wx_core::{
    Answer, Bytes, Meta, ParsedBody, Reply,
    http::{HeaderMap, Response, StatusCode, header::CONTENT_TYPE},
};

use crate::{
    Error,
    service::{reply, strange},
};

/// Where the answer to a call is left, if it is wanted.
pub(crate) type Keep<'a> = Option<&'a mut Option<RawReply>>;

/// The answer to a call as it came, from [`Client::call_raw`](crate::Client::call_raw).
///
/// Nothing in it is masked: it may hold tokens, session keys and what users wrote. The answer to a sealed call is the one
/// inside the seal.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawReply {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    meta: &'static Meta,
    max_json: usize,
}

impl RawReply {
    pub(crate) fn new(meta: &'static Meta, response: &Response<Bytes>, max_json: usize) -> Self {
        Self {
            status: response.status(),
            headers: response.headers().clone(),
            body: response.body().clone(),
            meta,
            max_json,
        }
    }

    /// The official name of the endpoint.
    pub fn endpoint(&self) -> &'static str {
        self.meta.name
    }

    /// The `Content-Type`.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// Reads it as the call would have: as the endpoint's answer, `E::Response`, or as a type of your own.
    pub fn answer<A: Answer>(&self) -> Result<A, Error> {
        A::from_reply(self.reply()?).map_err(|cause| strange(self.meta, cause))
    }

    fn reply(&self) -> Result<Reply, Error> {
        let mut response = Response::new(());
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        let body = ParsedBody::parse(self.body.clone(), self.max_json);
        reply(self.meta, response.into_parts().0, body, &[])
    }
}

// Only the endpoint's type knows whether there is a secret in the body.
impl fmt::Debug for RawReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawReply")
            .field("endpoint", &self.meta.name)
            .field("status", &self.status)
            .field("content_type", &self.content_type())
            .field("body", &self.body.len())
            .finish_non_exhaustive()
    }
}
