//! How connections come about: the road to the host, TLS on it where the address says so, all of it in time.

#[cfg(feature = "rustls")]
use std::sync::{Arc, OnceLock};
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
use crate::transport::{TransportError, TransportErrorKind};

#[cfg(feature = "rustls")]
type Connection = MaybeHttpsStream<Stream>;
#[cfg(not(feature = "rustls"))]
type Connection = Stream;

/// Opens connections.
#[derive(Clone)]
pub(super) struct Connector {
    road: Road,
    tls: Tls,
    timeout: Duration,
}

/// Whether connections can be encrypted.
#[derive(Clone)]
enum Tls {
    /// No: they never are.
    Never,
    /// Once somebody needs it.
    #[cfg(feature = "rustls")]
    OnDemand(Arc<OnceLock<HttpsConnector<Road>>>),
    /// There is no TLS in this build.
    #[cfg(not(feature = "rustls"))]
    NotBuilt,
}

#[cfg(not(feature = "rustls"))]
const NOT_BUILT: &str = "there is no TLS: turn on the feature `aws-lc-rs` or `ring` of wx-api";
const PLAIN: &str = "this transport was set up for plain HTTP alone";

impl Connector {
    #[cfg(feature = "rustls")]
    pub(super) fn new(timeout: Duration) -> Result<Self, TransportError> {
        let connector = Self::tls_on_demand(timeout);
        connector.prepare_tls()?;
        Ok(connector)
    }

    #[cfg(feature = "rustls")]
    #[cfg(test)]
    pub(super) fn secure(timeout: Duration, road: Road, config: ClientConfig) -> Self {
        let tls = Tls::OnDemand(Arc::new(OnceLock::from(encrypted(&road, config))));
        Self { road, tls, timeout }
    }

    #[cfg(not(feature = "rustls"))]
    #[expect(clippy::unnecessary_wraps, reason = "with TLS it can fail")]
    pub(super) fn new(timeout: Duration) -> Result<Self, TransportError> {
        Ok(Self::tls_on_demand(timeout))
    }

    pub(super) fn tls_on_demand(timeout: Duration) -> Self {
        #[cfg(feature = "rustls")]
        let tls = Tls::OnDemand(Arc::default());
        #[cfg(not(feature = "rustls"))]
        let tls = Tls::NotBuilt;
        Self { road: Road::new(Matcher::from_system()), tls, timeout }
    }

    pub(super) fn plain(timeout: Duration) -> Self {
        Self::without_tls(timeout, Road::new(Matcher::from_system()))
    }

    pub(super) fn without_tls(timeout: Duration, road: Road) -> Self {
        Self { road, tls: Tls::Never, timeout }
    }

    /// Reads the system's certificates, if that was not done before.
    pub(super) fn prepare_tls(&self) -> Result<(), TransportError> {
        let problem = match &self.tls {
            Tls::Never => PLAIN,
            #[cfg(feature = "rustls")]
            Tls::OnDemand(tls) => {
                if tls.get().is_none() {
                    let config = crate::transport::tls::config()?;
                    // Whoever was faster has read the same.
                    _ = tls.set(encrypted(&self.road, config));
                }
                return Ok(());
            }
            #[cfg(not(feature = "rustls"))]
            Tls::NotBuilt => NOT_BUILT,
        };
        Err(TransportError::because(TransportErrorKind::Connect, problem))
    }

    /// What a proxy wants to see in a request to this address.
    pub(super) fn proxy_pass(&self, to: &Uri) -> Option<HeaderValue> {
        self.road.proxy_pass(to)
    }

    #[cfg(feature = "rustls")]
    async fn connect(mut self, to: Uri) -> Result<Connection, Trouble> {
        if to.scheme_str() == Some("http") {
            return Ok(MaybeHttpsStream::Http(self.road.call(to).await?));
        }
        self.prepare_tls()?;
        match self.tls {
            Tls::OnDemand(tls) => match tls.get() {
                Some(tls) => tls.clone().call(to).await,
                None => Err(PLAIN.into()),
            },
            Tls::Never => Err(PLAIN.into()),
        }
    }

    #[cfg(not(feature = "rustls"))]
    async fn connect(mut self, to: Uri) -> Result<Connection, Trouble> {
        if to.scheme_str() == Some("http") {
            return self.road.call(to).await;
        }
        self.prepare_tls()?;
        Err(NOT_BUILT.into())
    }
}

/// Opens encrypted connections.
#[cfg(feature = "rustls")]
fn encrypted(road: &Road, config: ClientConfig) -> HttpsConnector<Road> {
    let tls = HttpsConnectorBuilder::new().with_tls_config(config).https_only();
    #[cfg(feature = "http2")]
    let tls = tls.enable_all_versions();
    #[cfg(not(feature = "http2"))]
    let tls = tls.enable_http1();
    tls.wrap_connector(road.clone())
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
