//! A token fetch that hangs, and a server that dies while it fetches: a thousand calls wait for the token, none is lost.
//!
//! Under paused time, over a transport that stands for WeChat: what is counted is what the client promises, whatever the machine
//! is doing.

use std::{
    future::pending,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::{
    runtime::{Builder, Runtime},
    time::{sleep, timeout},
};
use wx_api::{
    Bytes, Client, ClientBuilder, RetryPolicy, Sending, TokenSource, Transport,
    http::{Request, Response},
    prelude::*,
    token::{MemoryStore, Token},
};

/// WeChat, of whose token fetches some hang.
#[derive(Debug, Clone, Default)]
struct WeChat {
    /// Which fetches hang, by their numbers counted from 1.
    hanging: Vec<usize>,
    fetches: Arc<AtomicUsize>,
    bodies: Arc<Mutex<Vec<Bytes>>>,
    /// The one token that calls go through with.
    good: Arc<Mutex<String>>,
}

impl WeChat {
    fn hanging(fetches: &[usize]) -> Self {
        Self { hanging: fetches.to_vec(), ..Self::default() }
    }

    async fn token(&self, body: Bytes) -> String {
        self.bodies.lock().unwrap().push(body);
        let number = self.fetches.fetch_add(1, Relaxed) + 1;
        sleep(Duration::from_millis(100)).await;
        if self.hanging.contains(&number) {
            pending::<()>().await;
        }
        let token = format!("t{number}");
        self.good.lock().unwrap().clone_from(&token);
        format!(r#"{{"access_token":"{token}","expires_in":7200}}"#)
    }
}

impl Transport for WeChat {
    fn send(&self, request: Request<Bytes>, _: usize) -> Sending<'_> {
        Box::pin(async move {
            let (path, query) = (request.uri().path(), request.uri().query().unwrap_or(""));
            let text = if path.contains("/token") || path.contains("stable_token") {
                self.token(request.body().clone()).await
            } else {
                sleep(Duration::from_millis(100)).await;
                let good = query == format!("access_token={}", self.good.lock().unwrap());
                let refused = r#"{"errcode":40001,"errmsg":"invalid credential"}"#;
                if good { r#"{"openlink":"weixin://x"}"# } else { refused }.to_owned()
            };
            Ok(Response::new(text.into()))
        })
    }
}

fn sources() -> [TokenSource; 3] {
    [TokenSource::stable(), TokenSource::legacy(), TokenSource::server("http://127.0.0.1:1", "key")]
}

fn client(wechat: &WeChat, source: TokenSource) -> ClientBuilder {
    // Calls are made once: the token is fetched again all the same.
    Client::builder("wx1", "s")
        .transport(wechat.clone())
        .token_source(source)
        .timeout(Duration::from_secs(5))
        .retry(RetryPolicy::none())
}

/// A thousand calls within two seconds; how many were lost.
async fn lost(client: &Client) -> usize {
    let call = |number: u64| {
        let client = client.clone();
        tokio::spawn(async move {
            sleep(Duration::from_millis(2 * number)).await;
            client.generate_scheme(GenerateScheme::new()).await.is_err()
        })
    };
    let calls: Vec<_> = (0..1000).map(call).collect();
    let mut lost = 0;
    for call in calls {
        lost += usize::from(call.await.unwrap());
    }
    lost
}

#[tokio::test(start_paused = true)]
async fn one_fetch_that_hangs_loses_no_call() {
    for source in sources() {
        let wechat = WeChat::hanging(&[1]);
        let client = client(&wechat, source.clone()).build().unwrap();
        assert_eq!(lost(&client).await, 0, "{source:?}");
        assert_eq!(wechat.fetches.load(Relaxed), 2, "{source:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_fetch_that_hangs_after_a_refusal_loses_no_call() {
    for source in sources() {
        let wechat = WeChat::hanging(&[2]);
        let client = client(&wechat, source.clone()).build().unwrap();
        client.access_token().await.unwrap();
        "another".clone_into(&mut wechat.good.lock().unwrap());
        assert_eq!(lost(&client).await, 0, "{source:?}");
        assert_eq!(wechat.fetches.load(Relaxed), 3, "{source:?}");
    }
}

/// A runtime that nobody drives after this: what a killed server leaves behind. It dies while it fetches.
fn killed(leader: &Client) -> Runtime {
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let fetching = async { timeout(Duration::from_millis(1200), leader.access_token()).await };
    assert!(runtime.block_on(fetching).is_err(), "it is killed while it fetches");
    runtime
}

#[test]
fn one_leader_that_is_killed_while_it_fetches_loses_no_call_of_the_others() {
    for source in sources() {
        let store = MemoryStore::new();
        let wechat = WeChat::hanging(&[1]);
        let process = || client(&wechat, source.clone()).token_store(store.clone()).build().unwrap();
        let (leader, other) = (process(), process());
        let _killed = killed(&leader);
        let alive = Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        assert_eq!(alive.block_on(lost(&other)), 0, "{source:?}");
        assert_eq!(wechat.fetches.load(Relaxed), 2, "{source:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_forced_refresh_is_sent_once() {
    // The ordinary fetch brings the refused token, the forced one hangs: whether it was carried out, another ordinary fetch tells.
    #[derive(Debug)]
    struct Stubborn(WeChat);
    impl Transport for Stubborn {
        fn send(&self, request: Request<Bytes>, _: usize) -> Sending<'_> {
            Box::pin(async move {
                self.0.bodies.lock().unwrap().push(request.body().clone());
                if String::from_utf8_lossy(request.body()).contains("force_refresh") {
                    pending::<()>().await;
                }
                Ok(Response::new(Bytes::from_static(br#"{"access_token":"old","expires_in":7200}"#)))
            })
        }
    }
    let wechat = WeChat::default();
    let client = Client::builder("wx1", "s").transport(Stubborn(wechat.clone())).build().unwrap();
    let old = client.access_token().await.unwrap();
    assert_eq!(client.token_refused(&old).await.unwrap().access_token.expose(), "old");
    let bodies = wechat.bodies.lock().unwrap().clone();
    let forced = bodies.iter().filter(|body| String::from_utf8_lossy(body).contains("force_refresh"));
    assert_eq!((bodies.len(), forced.count()), (4, 1));
}

#[tokio::test(start_paused = true)]
async fn a_forced_refresh_that_is_called_as_an_endpoint_is_sent_once() {
    #[derive(Debug)]
    struct Busy(Arc<AtomicUsize>);
    impl Transport for Busy {
        fn send(&self, _: Request<Bytes>, _: usize) -> Sending<'_> {
            self.0.fetch_add(1, Relaxed);
            Box::pin(async { Ok(Response::new(Bytes::from_static(br#"{"errcode":-1,"errmsg":"busy"}"#))) })
        }
    }
    let sent = Arc::new(AtomicUsize::new(0));
    let client = Client::builder("wx1", "s").transport(Busy(Arc::clone(&sent))).build().unwrap();
    let forced = GetStableAccessToken::new().force_refresh(true);
    assert!(client.call(forced).await.is_err());
    assert_eq!(sent.load(Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn a_closure_may_take_ten_seconds_and_is_called_once() {
    let asked = Arc::new(AtomicUsize::new(0));
    let source = TokenSource::custom({
        let asked = Arc::clone(&asked);
        move |_| {
            asked.fetch_add(1, Relaxed);
            async {
                sleep(Duration::from_millis(9900)).await;
                Ok::<_, std::io::Error>(Token::new("t", Duration::from_secs(7200)))
            }
        }
    });
    let wechat = WeChat::default();
    "t".clone_into(&mut wechat.good.lock().unwrap());
    let store = MemoryStore::new();
    let process = || {
        let builder = client(&wechat, source.clone()).token_store(store.clone());
        builder.timeout(Duration::from_secs(15)).build().unwrap()
    };
    let (one, other) = (process(), process());
    let (one, other) = tokio::join!(
        one.generate_scheme(GenerateScheme::new()),
        other.generate_scheme(GenerateScheme::new())
    );
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(asked.load(Relaxed), 1, "the lease is renewed while it takes its time");
}
