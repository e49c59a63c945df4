//! The default transport.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};
#[cfg(not(feature = "hyper"))]
use std::{sync::OnceLock, time::Duration};

use wx_core::{
    Bytes,
    http::{Request, Response, Uri},
};

#[cfg(not(feature = "hyper"))]
use super::{AGENT, IDLE, per_runtime::PerRuntime};
use super::{Pieces, Sending, Transport, TransportError, TransportErrorKind};

/// A transport over a [`reqwest::Client`].
#[derive(Clone)]
pub struct ReqwestTransport {
    client: Source,
    urls: Arc<Urls>,
}

/// Where the client comes from that sends.
#[derive(Clone)]
enum Source {
    Given(reqwest::Client),
    #[cfg(not(feature = "hyper"))]
    Usual(Arc<Usual>),
}

/// The default clients, one for each runtime, and what they are made of.
#[cfg(not(feature = "hyper"))]
struct Usual {
    /// For `http://` addresses, which must work where the system has no certificates at all.
    plain: PerRuntime<reqwest::Client>,
    /// For `https://` addresses, made when they are needed.
    tls: OnceLock<PerRuntime<reqwest::Client>>,
    connect_timeout: Duration,
}

#[cfg(not(feature = "hyper"))]
impl Usual {
    fn client(&self, uri: &Uri) -> Result<Arc<reqwest::Client>, TransportError> {
        let is_tls = uri.scheme_str() == Some("https");
        let clients = if is_tls { self.tls()? } else { &self.plain };
        clients.get(|| new_client(!is_tls, self.connect_timeout))
    }

    fn tls(&self) -> Result<&PerRuntime<reqwest::Client>, TransportError> {
        if let Some(clients) = self.tls.get() {
            return Ok(clients);
        }
        let client = new_client(false, self.connect_timeout)?;
        // Another thread may have made one meanwhile.
        Ok(self.tls.get_or_init(|| PerRuntime::new(client)))
    }
}

impl ReqwestTransport {
    /// Sends through this client. It must not follow redirects: they would carry the credentials elsewhere.
    ///
    /// Its pooled connections belong to the runtime that opened them. A program with several runtimes makes a client for each:
    /// on another runtime, a request can hang while the first runtime is not driven.
    pub fn new(client: reqwest::Client) -> Self {
        Self { client: Source::Given(client), urls: Arc::default() }
    }

    /// A transport whose connections come about within `connect_timeout`. It is made ready for `https://` addresses when a
    /// client needs them. Each runtime that sends has connections of its own.
    #[cfg(not(feature = "hyper"))]
    pub(crate) fn tls_on_demand(connect_timeout: Duration) -> Result<Self, TransportError> {
        let plain = PerRuntime::new(new_client(true, connect_timeout)?);
        let usual = Usual { plain, tls: OnceLock::new(), connect_timeout };
        Ok(Self { client: Source::Usual(Arc::new(usual)), urls: Arc::default() })
    }

    /// The client for an address.
    #[cfg_attr(feature = "hyper", expect(clippy::unnecessary_wraps, reason = "the default clients can fail"))]
    #[cfg_attr(feature = "hyper", expect(unused_variables, reason = "a given client takes any address"))]
    fn client(&self, uri: &Uri) -> Result<reqwest::Client, TransportError> {
        match &self.client {
            Source::Given(client) => Ok(client.clone()),
            #[cfg(not(feature = "hyper"))]
            Source::Usual(usual) => usual.client(uri).map(|client| client.as_ref().clone()),
        }
    }

    async fn exchange(
        &self,
        request: Request<Bytes>,
        max_body: usize,
    ) -> Result<Response<Bytes>, TransportError> {
        let (head, body) = request.into_parts();
        let client = self.client(&head.uri)?;
        let mut request = reqwest::Request::new(head.method, self.urls.of(&head.uri)?);
        *request.headers_mut() = head.headers;
        *request.body_mut() = Some(body.into());
        let mut answer = client.execute(request).await.map_err(failed)?;
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

#[cfg(not(feature = "hyper"))]
fn new_client(plain: bool, connect_timeout: Duration) -> Result<reqwest::Client, TransportError> {
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(connect_timeout)
        .pool_idle_timeout(IDLE)
        // What may be made again is known to the client, and a transport that keeps a copy for itself pays for it.
        .retry(reqwest::retry::never())
        .user_agent(AGENT);
    #[cfg(feature = "aws-lc-rs")]
    let builder = if plain { builder.tls_certs_only([]) } else { builder };
    #[cfg(not(feature = "aws-lc-rs"))]
    let _ = plain;
    let client = builder.build();
    client.map_err(|error| TransportError::because(TransportErrorKind::Connect, error.without_url()))
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Bytes>, max_body: usize) -> Sending<'_> {
        Box::pin(self.exchange(request, max_body))
    }

    #[cfg(not(feature = "hyper"))]
    fn prepare_tls(&self) -> Result<(), TransportError> {
        match &self.client {
            Source::Given(_) => Ok(()),
            Source::Usual(usual) => usual.tls().map(drop),
        }
    }
}

/// Addresses as reqwest wants them, without their queries, by their paths: it takes it ten thousand instructions to read one. The
/// query, and with it the token, is put in anew each time.
#[derive(Default)]
struct Urls(RwLock<BTreeMap<String, reqwest::Url>>);

impl Urls {
    fn of(&self, uri: &Uri) -> Result<reqwest::Url, TransportError> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(bare) = kept.get(uri.path()).filter(|bare| is_same_host(bare, uri)) {
            let mut url = bare.clone();
            url.set_query(uri.query());
            return Ok(url);
        }
        let is_new = kept.len() < MOST_URLS && !kept.contains_key(uri.path());
        drop(kept);
        let url = reqwest::Url::parse(&uri.to_string())
            .map_err(|error| TransportError::because(TransportErrorKind::Unsendable, error))?;
        if is_new {
            let mut bare = url.clone();
            bare.set_query(None);
            let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
            kept.insert(uri.path().to_owned(), bare);
        }
        Ok(url)
    }
}

/// Whether an address is at the host, and the port, of another.
fn is_same_host(url: &reqwest::Url, uri: &Uri) -> bool {
    let port = uri.port_u16().or(match uri.scheme_str() {
        Some("http") => Some(80),
        Some("https") => Some(443),
        _ => None,
    });
    uri.scheme_str() == Some(url.scheme())
        && url.host_str() == uri.host()
        && url.port_or_known_default() == port
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
    #[cfg(not(feature = "aws-lc-rs"))]
    if super::root(&error).to_string() == UNKNOWN_SCHEME {
        return TransportError::because(kind, NO_TLS);
    }
    TransportError::because(kind, error.without_url())
}

/// What reqwest, built without TLS, says of an address under https.
#[cfg(not(feature = "aws-lc-rs"))]
const UNKNOWN_SCHEME: &str = "invalid URL, scheme is not http";
#[cfg(not(feature = "aws-lc-rs"))]
const NO_TLS: &str =
    "there is no TLS: turn on the feature `aws-lc-rs` of wx-api, or one of reqwest's for TLS";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_however_often_it_comes() {
        let urls = Urls::default();
        let addresses = [
            "http://h:8000/p/a?access_token=1",
            "http://h:8000/p/a?access_token=1",
            "http://h:8000/p/a?access_token=2",
            "http://h:8000/p/a",
            "http://h:8000/p/a?a=%E4%B8%AD+b%26&access_token=2",
            "http://h:8000/p/a?a=%27%22|&access_token=2",
            "http://other:8000/p/a?a=1&access_token=2",
            "https://h/p/a?a=1&access_token=2",
            "https://h:443/p/a?a=1&access_token=2",
            "http://h:8000/p/a?access_token=1",
        ];
        for address in addresses {
            let expected = reqwest::Url::parse(address).unwrap();
            assert_eq!(urls.of(&address.parse().unwrap()).unwrap(), expected, "{address}");
        }
        let kept = urls.0.read().unwrap();
        assert_eq!(kept.values().map(|url| url.as_str()).collect::<Vec<_>>(), ["http://h:8000/p/a"]);
    }
}
