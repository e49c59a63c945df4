//! The road to a host: straight, or through a proxy of the environment.

use std::{
    error::Error,
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::{
    client::{
        legacy::connect::{Connected, Connection, HttpConnector, proxy::Tunnel},
        proxy::matcher::Matcher,
    },
    rt::TokioIo,
};
use tokio::net::TcpStream;
use tower_service::Service;
use wx_core::http::{HeaderValue, Uri};

/// Why no connection came about.
pub(super) type Trouble = Box<dyn Error + Send + Sync>;

#[derive(Clone)]
pub(super) struct Road {
    tcp: HttpConnector,
    proxies: Arc<Matcher>,
}

impl Road {
    pub(super) fn new(proxies: Matcher) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // A connection that was lost without a word is found out before a call is.
        tcp.set_keepalive(Some(Duration::from_secs(15)));
        Self { tcp, proxies: Arc::new(proxies) }
    }

    /// What the proxy of a plain address wants to see in the request itself. To one that builds a tunnel it is said before.
    pub(super) fn proxy_pass(&self, to: &Uri) -> Option<HeaderValue> {
        if to.scheme_str() != Some("http") {
            return None;
        }
        self.proxies.intercept(to)?.basic_auth().cloned()
    }

    async fn go(mut self, to: Uri) -> Result<Stream, Trouble> {
        let Some(proxy) = self.proxies.intercept(&to) else {
            return Ok(Stream { tcp: self.tcp.call(to).await?, absolute: false });
        };
        let address = proxy.uri().clone();
        match address.scheme_str() {
            Some("http") if to.scheme_str() == Some("http") => {
                Ok(Stream { tcp: self.tcp.call(address).await?, absolute: true })
            }
            Some("http") => {
                let mut tunnel = Tunnel::new(address, self.tcp);
                if let Some(pass) = proxy.basic_auth() {
                    tunnel = tunnel.with_auth(pass.clone());
                }
                Ok(Stream { tcp: tunnel.call(to).await?, absolute: false })
            }
            other => {
                let scheme = other.unwrap_or_default();
                Err(format!(
                    "a `{scheme}://` proxy stands in the environment, and only `http://` ones are known"
                )
                .into())
            }
        }
    }
}

impl Service<Uri> for Road {
    type Response = Stream;
    type Error = Trouble;
    type Future = Pin<Box<dyn Future<Output = Result<Stream, Trouble>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Trouble>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        Box::pin(self.clone().go(to))
    }
}

/// A TCP connection, to the host or to a proxy.
pub(super) struct Stream {
    tcp: TokioIo<TcpStream>,
    /// A proxy that is told the whole address in each request.
    absolute: bool,
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.tcp.connected().proxy(self.absolute)
    }
}

impl Read for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_read(context, buffer)
    }
}

impl Write for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.tcp).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.tcp).poll_write_vectored(context, pieces)
    }
}
