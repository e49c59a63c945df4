use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use http_body_util::{BodyExt, Full};
use hyper::{Version, body::Incoming, service::service_fn};
use hyper_util::{
    client::proxy::matcher::Matcher,
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
};
use rustls::{
    ClientConfig, RootCertStore, ServerConfig, crypto::ring::default_provider, pki_types::PrivateKeyDer,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;
use wx_core::http::Method;

use super::{road::Road, *};

const TIME: Duration = Duration::from_secs(5);

fn direct() -> HyperTransport {
    HyperTransport::over(Connector::without_tls(TIME, Road::new(Matcher::builder().build())))
}

fn post(url: &str) -> Request<Bytes> {
    Request::builder().method(Method::POST).uri(url).body(Bytes::from_static(b"{}")).unwrap()
}

/// What a peer wrote up to the end of a head.
async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(head).unwrap().to_ascii_lowercase()
}

/// A listener, and its address.
async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    (listener, address)
}

/// Answers each request with what `text` makes of it, and counts the connections.
fn serve(listener: TcpListener, tls: Option<TlsAcceptor>) -> Arc<AtomicUsize> {
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            count.fetch_add(1, Ordering::SeqCst);
            let tls = tls.clone();
            tokio::spawn(async move {
                let server = auto::Builder::new(TokioExecutor::new());
                match tls {
                    Some(tls) => {
                        let stream = TokioIo::new(tls.accept(stream).await.unwrap());
                        _ = server.serve_connection(stream, service_fn(echo)).await;
                    }
                    None => _ = server.serve_connection(TokioIo::new(stream), service_fn(echo)).await,
                }
            });
        }
    });
    connections
}

/// Says what was asked.
async fn echo(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let (head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let agent = head.headers[header::USER_AGENT].to_str().unwrap();
    let text = format!("{:?} {} {} {agent} {}", head.version, head.method, head.uri.path(), body.len());
    Ok(Response::new(Full::from(text)))
}

/// The two ends of TLS that trust each other, for `localhost`.
fn tls() -> (TlsAcceptor, ClientConfig) {
    let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(own.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(default_provider());
    let server =
        ServerConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions();
    let mut server =
        server.unwrap().with_no_client_auth().with_single_cert(vec![own.cert.der().clone()], key).unwrap();
    server.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let mut roots = RootCertStore::empty();
    roots.add(own.cert.der().clone()).unwrap();
    let client = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    (TlsAcceptor::from(Arc::new(server)), client.with_root_certificates(roots).with_no_client_auth())
}

#[tokio::test]
async fn a_connection_is_kept() {
    let (listener, address) = listen().await;
    let connections = serve(listener, None);
    let transport = direct();
    for _ in 0..3 {
        let answer = transport.send(post(&format!("http://{address}/a?b=c")), 1000).await.unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.body(), &format!("HTTP/1.1 POST /a {AGENT} 2"));
    }
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn http2_is_spoken_where_it_is_offered() {
    let (listener, address) = listen().await;
    let (acceptor, config) = tls();
    serve(listener, Some(acceptor));
    let road = Road::new(Matcher::builder().build());
    let transport = HyperTransport::over(Connector::secure(TIME, road, config));
    let port = address.rsplit(':').next().unwrap();
    let answer = transport.send(post(&format!("https://localhost:{port}/x")), 1000).await.unwrap();
    assert_eq!(answer.version(), Version::HTTP_2);
    assert_eq!(answer.body(), &format!("HTTP/2.0 POST /x {AGENT} 2"));
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_sent() {
    let (listener, address) = listen().await;
    let (acceptor, _) = tls();
    let (_, stranger) = tls();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        _ = acceptor.accept(stream).await;
    });
    let road = Road::new(Matcher::builder().build());
    let transport = HyperTransport::over(Connector::secure(TIME, road, stranger));
    let port = address.rsplit(':').next().unwrap();
    let error = transport.send(post(&format!("https://localhost:{port}/x")), 1000).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(error.to_string().contains("certificate"), "{error}");
}

#[tokio::test]
async fn a_proxy_is_told_the_whole_address_and_the_pass() {
    let (listener, address) = listen().await;
    let proxy = Matcher::builder().http(format!("http://user:hush@{address}")).build();
    let transport = HyperTransport::over(Connector::without_tls(TIME, Road::new(proxy)));
    let told = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let told = head(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").await.unwrap();
        told
    });
    let answer = transport.send(post("http://wechat.example/a?b=c"), 1000).await.unwrap();
    assert_eq!(answer.body(), "ok");
    let told = told.await.unwrap();
    assert!(told.starts_with("post http://wechat.example/a?b=c http/1.1\r\n"), "{told}");
    assert!(told.contains("proxy-authorization: basic dxnlcjpodxno"), "{told}");
    assert!(!format!("{transport:?}").contains("hush"));
}

#[tokio::test]
async fn tls_goes_through_a_tunnel_of_the_proxy() {
    let (origin, origin_address) = listen().await;
    let (acceptor, config) = tls();
    serve(origin, Some(acceptor));
    let (listener, address) = listen().await;
    let told = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let told = head(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        let mut origin = TcpStream::connect(origin_address).await.unwrap();
        tokio::spawn(async move { copy_bidirectional(&mut stream, &mut origin).await });
        told
    });
    let proxy = Matcher::builder().https(format!("http://user:hush@{address}")).build();
    let transport = HyperTransport::over(Connector::secure(TIME, Road::new(proxy), config));
    let answer = transport.send(post("https://localhost/a?token=hush"), 1000).await.unwrap();
    assert_eq!(answer.body(), &format!("HTTP/2.0 POST /a {AGENT} 2"));
    let told = told.await.unwrap();
    assert!(told.starts_with("connect localhost:443 http/1.1\r\n"), "{told}");
    assert!(told.contains("proxy-authorization: basic dxnlcjpodxno") && !told.contains("token"), "{told}");
}

#[tokio::test]
async fn a_proxy_that_refuses_and_one_of_another_kind_are_clear_errors() {
    let (listener, address) = listen().await;
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        head(&mut stream).await;
        stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n").await.unwrap();
    });
    let (_, config) = tls();
    for (proxy, expected) in
        [(format!("http://{address}"), "proxy"), ("socks5://127.0.0.1:1".to_owned(), "`socks5://`")]
    {
        let proxy = Matcher::builder().https(proxy).build();
        let transport = HyperTransport::over(Connector::secure(TIME, Road::new(proxy), config.clone()));
        let error = transport.send(post("https://localhost/"), 1000).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Connect);
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_refused_as_soon_as_that_shows() {
    let (listener, address) = listen().await;
    tokio::spawn(async move {
        for answer in
            ["Content-Length: 11\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n6\r\nsecond\r\n6\r\n piece\r\n"]
        {
            let (mut stream, _) = listener.accept().await.unwrap();
            head(&mut stream).await;
            stream.write_all(format!("HTTP/1.1 200 OK\r\n{answer}").as_bytes()).await.unwrap();
            // The end never comes.
            tokio::spawn(async move {
                let _open = stream;
                pending::<()>().await;
            });
        }
    });
    let transport = direct();
    for _ in 0..2 {
        let error = transport.send(post(&format!("http://{address}/")), 10).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::TooLarge { limit: 10 });
    }
}

#[tokio::test]
async fn an_answer_in_pieces_is_put_together() {
    let (listener, address) = listen().await;
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        head(&mut stream).await;
        let chunks = "1\r\na\r\n2\r\nbc\r\n3\r\ndef\r\n0\r\n\r\n";
        let answer = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}");
        stream.write_all(answer.as_bytes()).await.unwrap();
    });
    let answer = direct().send(post(&format!("http://{address}/")), 6).await.unwrap();
    assert_eq!(answer.body(), "abcdef");
}

#[tokio::test]
async fn what_was_sent_and_what_was_not_are_told_apart() {
    let (listener, address) = listen().await;
    let transport = direct();
    let peer = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        head(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf").await.unwrap();
    });
    let error = transport.send(post(&format!("http://{address}/?token=hush")), 1000).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Broken);
    assert!(error.may_have_been_sent() && !format!("{error} {error:?}").contains("hush"), "{error:?}");
    peer.await.unwrap();
    let error = transport.send(post(&format!("http://{address}/?token=hush")), 1000).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(!error.may_have_been_sent() && !format!("{error} {error:?}").contains("hush"), "{error:?}");
    let error = transport.send(post("https://localhost/"), 1000).await.unwrap_err();
    assert!(error.to_string().contains("plain HTTP alone"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_does_not_come_about_is_given_up() {
    let (listener, address) = listen().await;
    // Nobody answers the greeting of TLS.
    let (_, config) = tls();
    let road = Road::new(Matcher::builder().build());
    let transport = HyperTransport::over(Connector::secure(TIME, road, config));
    let port = address.rsplit(':').next().unwrap();
    let error = transport.send(post(&format!("https://localhost:{port}/")), 1000).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(error.to_string().contains("no connection within 5s"), "{error}");
    drop(listener);
}
