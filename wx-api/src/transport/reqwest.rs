//! The default transport.

#[cfg(not(feature = "hyper"))]
use std::time::Duration;
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use wx_core::{
    Bytes,
    http::{Request, Response, Uri},
};

#[cfg(not(feature = "hyper"))]
use super::{AGENT, IDLE};
use super::{Pieces, Sending, Transport, TransportError, TransportErrorKind};

/// A transport over a [`reqwest::Client`].
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    urls: Arc<Urls>,
}

impl ReqwestTransport {
    /// Sends through this client. It must not follow redirects: they would carry the credentials elsewhere.
    pub fn new(client: reqwest::Client) -> Self {
        Self { client, urls: Arc::default() }
    }

    /// A transport whose connections come about within `connect_timeout`; if it is `plain`, for `http://` addresses alone, which
    /// must work where the system has no certificates at all.
    #[cfg(not(feature = "hyper"))]
    pub(crate) fn usual(plain: bool, connect_timeout: Duration) -> Result<Self, TransportError> {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(connect_timeout)
            .pool_idle_timeout(IDLE)
            // What may be made again is known to the client, and a transport that keeps a copy for itself pays for it.
            .retry(reqwest::retry::never())
            .user_agent(AGENT);
        #[cfg(feature = "rustls")]
        let builder = builder.tls_backend_preconfigured(super::tls::config(plain)?);
        #[cfg(not(feature = "rustls"))]
        let _ = plain;
        let client = builder.build();
        let client = client
            .map_err(|error| TransportError::because(TransportErrorKind::Connect, error.without_url()))?;
        Ok(Self::new(client))
    }

    async fn exchange(
        &self,
        request: Request<Bytes>,
        max_body: usize,
    ) -> Result<Response<Bytes>, TransportError> {
        let (head, body) = request.into_parts();
        let mut request = reqwest::Request::new(head.method, self.urls.of(&head.uri)?);
        *request.headers_mut() = head.headers;
        *request.body_mut() = Some(body.into());
        let mut answer = self.client.execute(request).await.map_err(failed)?;
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

/// Addresses that are likely to come again, as reqwest wants them: it takes it ten thousand instructions to read one.
#[derive(Default)]
struct Urls(RwLock<BTreeMap<String, (Uri, reqwest::Url)>>);

impl Urls {
    fn of(&self, uri: &Uri) -> Result<reqwest::Url, TransportError> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, url)) = kept.get(uri.path()).filter(|(of, _)| of == uri) {
            return Ok(url.clone());
        }
        drop(kept);
        let url = reqwest::Url::parse(&uri.to_string())
            .map_err(|error| TransportError::because(TransportErrorKind::Unsendable, error))?;
        // One pair is the token. More of them say what the call is about, and that is another the next time.
        let lasting = uri.query().is_none_or(|query| !query.contains('&'));
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if lasting && (kept.len() < MOST_URLS || kept.contains_key(uri.path())) {
            kept.insert(uri.path().to_owned(), (uri.clone(), url.clone()));
        }
        Ok(url)
    }
}

/// More than there are endpoints.
const MOST_URLS: usize = 1000;

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
