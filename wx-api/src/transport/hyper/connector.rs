//! How connections come about: the road to the host, TLS on it where the address says so, all of it in time.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

#[cfg(feature = "rustls")]
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::proxy::matcher::Matcher;
#[cfg(feature = "rustls")]
use rustls::ClientConfig;
use tokio::time::timeout;
use tower_service::Service;
use wx_core::http::{HeaderValue, Uri};

use super::road::{Road, Stream, Trouble};
use crate::transport::TransportError;

#[cfg(feature = "rustls")]
type Connection = MaybeHttpsStream<Stream>;
#[cfg(not(feature = "rustls"))]
type Connection = Stream;

/// Opens connections.
#[derive(Clone)]
pub(super) struct Connector {
    road: Road,
    #[cfg(feature = "rustls")]
    tls: Option<HttpsConnector<Road>>,
    timeout: Duration,
}

impl Connector {
    #[cfg(feature = "rustls")]
    pub(super) fn new(timeout: Duration) -> Result<Self, TransportError> {
        let config = crate::transport::tls::config()?;
        Ok(Self::secure(timeout, Road::new(Matcher::from_system()), config))
    }

    #[cfg(feature = "rustls")]
    pub(super) fn secure(timeout: Duration, road: Road, config: ClientConfig) -> Self {
        let tls = HttpsConnectorBuilder::new().with_tls_config(config).https_only();
        #[cfg(feature = "http2")]
        let tls = tls.enable_all_versions();
        #[cfg(not(feature = "http2"))]
        let tls = tls.enable_http1();
        let tls = tls.wrap_connector(road.clone());
        Self { road, tls: Some(tls), timeout }
    }

    #[cfg(not(feature = "rustls"))]
    #[expect(clippy::unnecessary_wraps, reason = "with TLS it can fail")]
    pub(super) fn new(timeout: Duration) -> Result<Self, TransportError> {
        Ok(Self::plain(timeout))
    }

    pub(super) fn plain(timeout: Duration) -> Self {
        Self::without_tls(timeout, Road::new(Matcher::from_system()))
    }

    pub(super) fn without_tls(timeout: Duration, road: Road) -> Self {
        Self {
            road,
            #[cfg(feature = "rustls")]
            tls: None,
            timeout,
        }
    }

    /// What a proxy wants to see in a request to this address.
    pub(super) fn proxy_pass(&self, to: &Uri) -> Option<HeaderValue> {
        self.road.proxy_pass(to)
    }

    #[cfg(feature = "rustls")]
    async fn connect(mut self, to: Uri) -> Result<Connection, Trouble> {
        match (&mut self.tls, to.scheme_str()) {
            (_, Some("http")) => Ok(MaybeHttpsStream::Http(self.road.call(to).await?)),
            (Some(tls), _) => tls.call(to).await,
            (None, _) => Err("this transport was set up for plain HTTP alone".into()),
        }
    }

    #[cfg(not(feature = "rustls"))]
    async fn connect(mut self, to: Uri) -> Result<Connection, Trouble> {
        match to.scheme_str() {
            Some("http") => self.road.call(to).await,
            _ => Err("there is no TLS: turn on the feature `aws-lc-rs` or `ring` of wx-api".into()),
        }
    }
}

impl Service<Uri> for Connector {
    type Response = Connection;
    type Error = Trouble;
    type Future = Pin<Box<dyn Future<Output = Result<Connection, Trouble>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Trouble>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        let connector = self.clone();
        Box::pin(async move {
            let time = connector.timeout;
            match timeout(time, connector.connect(to)).await {
                Ok(connected) => connected,
                Err(_) => Err(format!("no connection within {time:?}").into()),
            }
        })
    }
}
