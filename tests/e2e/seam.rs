//! The two seams: a `Caller` of one's own, a `Transport` of one's own.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{io::AsyncReadExt, net::TcpListener, sync::Semaphore};
use wx_api::{
    Answer, Bytes, Caller, Client, Endpoint, Error, Reply, RetryPolicy, Sending, Transport, Unexpected,
    http::{Request, Response},
    prelude::*,
};

use crate::world;

/// A test double: it answers every endpoint with the same JSON, without a network.
struct Double(serde_json::Value);

impl Caller for Double {
    type Error = Unexpected;

    async fn call<E: Endpoint>(&self, _: E) -> Result<E::Response, Unexpected> {
        E::Response::from_reply(Reply::Json(self.0.clone().into()))
    }
}

/// A wrapper: it counts the calls.
struct Counted<C>(C, AtomicUsize);

impl<C: Caller> Caller for Counted<C> {
    type Error = C::Error;

    async fn call<E: Endpoint>(&self, request: E) -> Result<E::Response, C::Error> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.call(request).await
    }
}

/// Code under test: it does not care who calls.
async fn link<C: Caller>(caller: &C) -> Result<String, C::Error> {
    Ok(caller.generate_url_link(GenerateUrlLink::new()).await?.url_link)
}

#[tokio::test]
async fn a_double_and_a_wrapper_have_every_client_method() {
    let double = Double(serde_json::json!({ "url_link": "https://wxaurl.cn/x" }));
    assert_eq!(link(&double).await.unwrap(), "https://wxaurl.cn/x");

    let (_wechat, client) = world().await;
    let counted = Counted(client, AtomicUsize::new(0));
    link(&counted).await.unwrap();
    link(&Arc::new(counted)).await.unwrap();
}

/// A transport that answers by itself.
#[derive(Debug)]
struct Canned(&'static str);

impl Transport for Canned {
    fn send(&self, request: Request<Bytes>, _: usize) -> Sending<'_> {
        let token = request.uri().path().contains("stable_token");
        let body = if token { r#"{"access_token":"t","expires_in":7200}"# } else { self.0 };
        Box::pin(async move { Ok(Response::new(Bytes::from_static(body.as_bytes()))) })
    }
}

#[tokio::test]
async fn a_transport_of_ones_own() {
    let client =
        Client::builder("wx1", "s").transport(Canned(r#"{"openlink":"weixin://x"}"#)).build().unwrap();
    assert_eq!(client.generate_scheme(GenerateScheme::new()).await.unwrap().openlink, "weixin://x");
}

/// A transport that holds every call until it is let go, and knows how many it held at a time.
#[derive(Debug, Clone)]
struct Held {
    go: Arc<Semaphore>,
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Held {
    fn new() -> Self {
        Self { go: Arc::new(Semaphore::new(0)), now: Arc::default(), most: Arc::default() }
    }
}

impl Transport for Held {
    fn send(&self, request: Request<Bytes>, max_body: usize) -> Sending<'_> {
        Box::pin(async move {
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            self.go.acquire().await.unwrap().forget();
            self.now.fetch_sub(1, Ordering::SeqCst);
            Canned(r#"{"openid":"o","session_key":"k"}"#).send(request, max_body).await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn calls_wait_for_their_turn_and_clients_share_the_limit() {
    let held = Held::new();
    let first = Client::builder("wx1", "s").transport(held.clone()).max_connections(2).build().unwrap();
    let second = Client::builder("wx2", "s").connections_of(&first).build().unwrap();
    let call = |client: &Client| {
        let client = client.with_timeout(Duration::from_secs(60)).with_retry(RetryPolicy::none());
        tokio::spawn(async move { client.code2_session(Code2Session::new("code")).await })
    };
    let calls: Vec<_> = (0..10).map(|at| call(if at % 2 == 0 { &first } else { &second })).collect();
    while held.now.load(Ordering::SeqCst) < 2 {
        tokio::task::yield_now().await;
    }
    // One that comes late is one that waits longest: its time is up before it is sent.
    let late = first.with_timeout(Duration::from_secs(1)).with_retry(RetryPolicy::none());
    let error = late.code2_session(Code2Session::new("code")).await.unwrap_err();
    let Error::Transport(no_answer) = &error else { panic!("{error:?}") };
    assert!(!no_answer.cause.may_have_been_sent(), "{error}");
    assert!(error.to_string().contains("all connections were busy"), "{error}");

    held.go.add_permits(10);
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(held.most.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_client_over_tls_shares_the_connections_of_one_without() {
    let (_wechat, plain) = world().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", listener.local_addr().unwrap());
    let client = Client::builder("wx1", "s").base_url(base).connections_of(&plain).build().unwrap();
    let greeted = tokio::spawn(async move {
        let mut first = [0];
        listener.accept().await.unwrap().0.read_exact(&mut first).await.unwrap();
        first[0]
    });
    // Who listens there does not know TLS.
    let error =
        client.with_retry(RetryPolicy::none()).code2_session(Code2Session::new("code")).await.unwrap_err();
    assert!(!error.may_have_been_sent(), "{error}");
    assert_eq!(greeted.await.unwrap(), 0x16, "a handshake of TLS begins so");
    // The first one is none the worse for it.
    link(&plain).await.unwrap();
}

#[test]
fn a_client_that_cannot_work_is_not_built() {
    let message = |appid: &str, secret: &str, base: &str| {
        let error = Client::builder(appid, secret).base_url(base).build().unwrap_err();
        assert!(matches!(error, Error::Setup(_)));
        error.to_string()
    };
    assert_eq!(message("", "s", "https://a"), "the appid is empty");
    assert_eq!(message("wx1", "", "https://a"), "the AppSecret is empty");
    for base in ["", "api.weixin.qq.com", "ftp://a", "https://a?b=c", "https://me:hunter2@a", "http://a b"] {
        let message = message("wx1", "s", base);
        assert!(message.contains("cannot be the base URL") && !message.contains("hunter2"), "{message}");
    }
}
