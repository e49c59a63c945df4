//! The default transport.

use std::{fmt, time::Duration};

use wx_core::{
    Bytes,
    http::{Request, Response},
};

use super::{AGENT, IDLE, Pieces, Sending, Transport, TransportError, TransportErrorKind};

/// A transport over a [`reqwest::Client`].
#[derive(Clone)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// Sends through this client. It must not follow redirects: they would carry the credentials elsewhere.
    pub fn new(client: reqwest::Client) -> Self {
        Self(client)
    }

    /// A transport whose connections come about within `connect_timeout`; if it is `plain`, for `http://` addresses alone, which
    /// must work where the system has no certificates at all.
    #[cfg(not(feature = "hyper"))]
    pub(crate) fn usual(plain: bool, connect_timeout: Duration) -> Result<Self, TransportError> {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(connect_timeout)
            .pool_idle_timeout(IDLE)
            .user_agent(AGENT);
        #[cfg(feature = "rustls")]
        let builder = builder.tls_backend_preconfigured(super::tls::config(plain)?);
        #[cfg(not(feature = "rustls"))]
        let _ = plain;
        let client = builder.build();
        let client = client
            .map_err(|error| TransportError::because(TransportErrorKind::Connect, error.without_url()))?;
        Ok(Self(client))
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
        let mut pieces = Pieces::new(answer.content_length(), max_body)?;
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        while let Some(piece) = answer.chunk().await.map_err(failed)? {
            pieces.push(piece)?;
        }
        *response.body_mut() = pieces.whole();
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
