//! A transport over hyper and nothing above it.

use std::{error::Error as StdError, fmt, sync::Arc, time::Duration};

use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use hyper_util::{
    client::legacy::{Client, Error},
    rt::{TokioExecutor, TokioTimer},
};
use wx_core::{
    Bytes,
    http::{HeaderValue, Request, Response, header},
};

use super::{
    AGENT, IDLE, Pieces, Sending, Transport, TransportError, TransportErrorKind, per_runtime::PerRuntime,
};

mod connector;
mod road;

use connector::Connector;

/// A transport over hyper: HTTP/1.1 on connections that are kept, with the feature `http2` that where the server offers it over TLS, through the
/// proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`). It takes half the instructions of one over reqwest.
///
/// Each runtime that sends has connections of its own.
#[derive(Clone)]
pub struct HyperTransport {
    clients: Arc<PerRuntime<Client<Connector, Full<Bytes>>>>,
    connector: Connector,
}

impl HyperTransport {
    /// A transport for `https://` and `http://` addresses, whose connections come about within `connect_timeout`.
    pub fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        Connector::new(connect_timeout).map(Self::over)
    }

    /// A transport for `http://` addresses alone: it needs none of the system's certificates.
    pub fn plain(connect_timeout: Duration) -> Self {
        Self::over(Connector::plain(connect_timeout))
    }

    /// A transport for `http://` addresses that is made ready for `https://` ones when a client needs them.
    pub(crate) fn tls_on_demand(connect_timeout: Duration) -> Self {
        Self::over(Connector::tls_on_demand(connect_timeout))
    }

    fn over(connector: Connector) -> Self {
        Self { clients: Arc::new(PerRuntime::new(new_client(&connector))), connector }
    }

    async fn exchange(
        &self,
        request: Request<Bytes>,
        max_body: usize,
    ) -> Result<Response<Bytes>, TransportError> {
        let mut request = request.map(Full::new);
        let pass = self.connector.proxy_pass(request.uri());
        let headers = request.headers_mut();
        headers.insert(header::USER_AGENT, const { HeaderValue::from_static(AGENT) });
        if let Some(pass) = pass {
            headers.insert(header::PROXY_AUTHORIZATION, pass);
        }
        let client = self.clients.get(|| Ok::<_, TransportError>(new_client(&self.connector)))?;
        let answer = client.request(request).await.map_err(failed)?;
        let (head, body) = answer.into_parts();
        Ok(Response::from_parts(head, whole(body, max_body).await?))
    }
}

fn new_client(connector: &Connector) -> Client<Connector, Full<Bytes>> {
    Client::builder(TokioExecutor::new())
        .timer(TokioTimer::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE)
        .build(connector.clone())
}

impl Transport for HyperTransport {
    fn send(&self, request: Request<Bytes>, max_body: usize) -> Sending<'_> {
        Box::pin(self.exchange(request, max_body))
    }

    fn prepare_tls(&self) -> Result<(), TransportError> {
        self.connector.prepare_tls()
    }
}

// hyper-util's own `Debug` would show the connector, and that the proxies with their passwords.
impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HyperTransport")
    }
}

async fn whole(mut body: Incoming, max_body: usize) -> Result<Bytes, TransportError> {
    let mut pieces = Pieces::new(body.size_hint().exact(), max_body)?;
    while let Some(frame) = body.frame().await {
        // Anything else is a trailer, which WeChat does not send.
        if let Ok(piece) = frame.map_err(broken)?.into_data() {
            pieces.push(piece)?;
        }
    }
    Ok(pieces.whole())
}

fn failed(error: Error) -> TransportError {
    let timed_out = |error: &(dyn StdError + 'static)| {
        error.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_timeout)
    };
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.source().is_some_and(timed_out) {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Broken
    };
    TransportError::because(kind, error)
}

fn broken(error: hyper::Error) -> TransportError {
    TransportError::because(TransportErrorKind::Broken, error)
}

#[cfg(all(test, feature = "http2", feature = "ring"))]
mod tests;
