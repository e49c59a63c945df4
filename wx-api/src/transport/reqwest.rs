//! The default transport.

use std::fmt;

use wx_core::{
    Bytes,
    http::{Request, Response},
};

use super::{Sending, Transport, TransportError, TransportErrorKind};

/// A transport over a [`reqwest::Client`].
#[derive(Clone)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// Sends through this client. It must not follow redirects: they would carry the credentials elsewhere.
    pub fn new(client: reqwest::Client) -> Self {
        Self(client)
    }

    async fn exchange(
        &self,
        request: Request<Bytes>,
        max_body: usize,
    ) -> Result<Response<Bytes>, TransportError> {
        let request = request.map(reqwest::Body::from);
        let request = reqwest::Request::try_from(request)
            .map_err(|error| TransportError::because(TransportErrorKind::Unsendable, error.without_url()))?;
        let mut answer = self.0.execute(request).await.map_err(failed)?;
        let too_large = || TransportError::new(TransportErrorKind::TooLarge { limit: max_body });

        let announced = answer.content_length().unwrap_or(0);
        if announced > max_body as u64 {
            return Err(too_large());
        }
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());

        // Nearly every answer comes in one piece, which is then taken as it is.
        let mut body = answer.chunk().await.map_err(failed)?.unwrap_or_default();
        if body.len() > max_body {
            return Err(too_large());
        }
        let mut rest = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(failed)? {
            if body.len() + rest.len() + chunk.len() > max_body {
                return Err(too_large());
            }
            rest.extend_from_slice(&chunk);
        }
        if !rest.is_empty() {
            body = [&body[..], &rest].concat().into();
        }
        *response.body_mut() = body;
        Ok(response)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Bytes>, max_body: usize) -> Sending<'_> {
        Box::pin(self.exchange(request, max_body))
    }
}

// reqwest's own `Debug` shows its whole configuration, a proxy's password included.
impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReqwestTransport")
    }
}

/// reqwest's `Display` ends with the whole URL, secret and token in it.
fn failed(error: reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Unsendable
    } else {
        TransportErrorKind::Broken
    };
    TransportError::because(kind, error.without_url())
}
