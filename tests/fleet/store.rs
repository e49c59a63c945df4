//! `RedisStore` and the client over it, while Redis is there, slow, gone, back, or full of rubbish.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Barrier,
};
use wx_api::{
    AppId, Bytes, Client, TokenSource, TokenStore,
    prelude::*,
    token::{RedisStore, Stored},
};
use wx_mock::MockWechat;

use crate::redis_server::RedisServer;

const KEEP: Duration = Duration::from_secs(60);

fn appid() -> AppId {
    AppId::new("wx1")
}

fn store(redis: &RedisServer) -> RedisStore {
    // A loaded machine is no slow Redis.
    RedisStore::new(redis.url()).unwrap().timeout(Duration::from_secs(2))
}

fn client(wechat: &MockWechat, store: RedisStore) -> Client {
    Client::builder(wechat.appid(), wechat.secret())
        .base_url(wechat.base_url())
        .token_source(TokenSource::legacy())
        .token_store(store)
        .build()
        .unwrap()
}

async fn record(store: &RedisStore) -> Option<Bytes> {
    let Stored { record, .. } = store.read(&appid()).await.unwrap();
    record
}

async fn swap(store: &RedisStore, old: Option<&'static [u8]>, new: &'static [u8]) -> bool {
    store.swap(&appid(), old.map(Bytes::from_static), Bytes::from_static(new), KEEP).await.unwrap()
}

/// What every store promises, on one Redis and on a cluster.
async fn compares_and_swaps(store: &RedisStore) {
    assert_eq!(record(store).await, None);
    assert!(!swap(store, Some(b"x"), b"never").await);
    assert!(swap(store, None, b"one\0\xFF").await);
    assert!(!swap(store, None, b"never").await);
    assert!(!swap(store, Some(b"one"), b"never").await);
    assert!(swap(store, Some(b"one\0\xFF"), b"").await);
    // Nothing is not the same as an empty record.
    assert!(!swap(store, None, b"never").await);
    assert!(swap(store, Some(b""), b"two").await);
    assert_eq!(record(store).await.unwrap(), &b"two"[..]);

    // Of many who swap at once, one wins.
    let start = Barrier::new(50);
    let all = (0..50_u8).map(|n| {
        let start = &start;
        async move {
            start.wait().await;
            store.swap(&appid(), Some(Bytes::from_static(b"two")), vec![n].into(), KEEP).await.unwrap()
        }
    });
    let mut won = 0;
    let mut tasks: Vec<_> = all.map(Box::pin).collect();
    for swapped in join_all(&mut tasks).await {
        won += usize::from(swapped);
    }
    assert_eq!(won, 1);
}

/// All of them, at the same time.
async fn join_all<F: Future + Unpin>(tasks: &mut [F]) -> Vec<F::Output> {
    let mut done: Vec<Option<F::Output>> = tasks.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (task, done) in tasks.iter_mut().zip(&mut done).filter(|(_, done)| done.is_none()) {
            if let std::task::Poll::Ready(value) = std::pin::Pin::new(task).poll(context) {
                *done = Some(value);
            }
        }
        if done.iter().all(Option::is_some) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    done.into_iter().flatten().collect()
}

#[tokio::test]
async fn one_redis_compares_and_swaps() {
    let Some(redis) = RedisServer::start(&[]) else { return };
    let store = store(&redis);
    compares_and_swaps(&store).await;
    let left: i64 = redis.run(&["PTTL", "wx:token:wx1"]);
    assert!(left > 0 && left <= 60_000, "{left}");
    // Redis' clock is this machine's.
    let now = store.read(&appid()).await.unwrap().now;
    let apart = now.duration_since(std::time::SystemTime::now()).unwrap_or_else(|error| error.duration());
    assert!(apart < Duration::from_secs(60), "{apart:?}");
}

/// A cluster of one node.
async fn cluster() -> Option<RedisServer> {
    let redis = RedisServer::start(&["--cluster-enabled", "yes"])?;
    let slots: Vec<_> = (0..16_384).map(|slot: u16| slot.to_string()).collect();
    let all: Vec<_> = ["CLUSTER", "ADDSLOTS"].into_iter().chain(slots.iter().map(String::as_str)).collect();
    let _: () = redis.run(&all);
    loop {
        let info: String = redis.run(&["CLUSTER", "INFO"]);
        if info.contains("cluster_state:ok") {
            return Some(redis);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_cluster_compares_and_swaps() {
    let Some(redis) = cluster().await else { return };
    let store = RedisStore::cluster([redis.url()]).unwrap().timeout(Duration::from_secs(2));
    compares_and_swaps(&store).await;
}

#[tokio::test]
async fn a_cluster_is_found_although_a_node_of_it_hangs() {
    let Some(mut redis) = cluster().await else { return };
    // It is connected to, and says nothing.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let hung = format!("redis://{}", silent.local_addr().unwrap());
    let store = RedisStore::cluster([redis.url(), hung]).unwrap();
    while store.read(&appid()).await.is_err() {}
    assert!(swap(&store, None, b"x").await);
    redis.kill();
    assert!(store.read(&appid()).await.is_err(), "an error, and no hang");
}

#[tokio::test]
async fn keys_are_of_one_appid_and_their_prefix_can_be_chosen() {
    let Some(redis) = RedisServer::start(&[]) else { return };
    let store = store(&redis).key_prefix("shop:staging:");
    assert!(store.swap(&AppId::new("wxa"), None, Bytes::from_static(b"a"), KEEP).await.unwrap());
    assert!(store.swap(&AppId::new("wxb"), None, Bytes::from_static(b"b"), KEEP).await.unwrap());
    let mut keys: Vec<String> = redis.run(&["KEYS", "*"]);
    keys.sort();
    assert_eq!(keys, ["shop:staging:wxa", "shop:staging:wxb"]);
}

#[tokio::test]
async fn a_fleet_shares_one_token() {
    let Some(redis) = RedisServer::start(&[]) else { return };
    let wechat = MockWechat::builder().legacy_grace(Duration::ZERO).start().await;
    let fleet: Vec<_> = (0..5).map(|_| client(&wechat, store(&redis))).collect();
    let mut tokens = Vec::new();
    for client in &fleet {
        tokens.push(client.access_token().await.unwrap().expose().to_owned());
    }
    tokens.dedup();
    assert_eq!((tokens.len(), wechat.calls_to("getAccessToken")), (1, 1));

    // Somebody else takes it away: one of them fetches, the others find what it has fetched.
    wechat.void_tokens();
    for client in &fleet {
        client.generate_scheme(GenerateScheme::new()).await.unwrap();
    }
    assert_eq!(wechat.calls_to("getAccessToken"), 2);
    // A new server joins.
    client(&wechat, store(&redis)).generate_scheme(GenerateScheme::new()).await.unwrap();
    assert_eq!(wechat.calls_to("getAccessToken"), 2);
}

#[tokio::test]
async fn rubbish_under_the_key_is_replaced() {
    let Some(redis) = RedisServer::start(&[]) else { return };
    let wechat = MockWechat::start().await;
    let key = format!("wx:token:{}", wechat.appid());
    for rubbish in [
        &["SET", &key, "rubbish"][..],
        &["SET", &key, r#"{"token":{"access_token":"","fetched":0,"expires":99999999999999999}}"#],
        &["SET", &key, r#"{"token":{"access_token":"not-ours","fetched":0,"expires":99999999999999}}"#],
        &["RPUSH", &key, "a", "list"],
        &["HSET", &key, "a", "hash"],
        &["SET", &key, ""],
    ] {
        let _: redis::Value = redis.run(&["FLUSHALL"]);
        let _: redis::Value = redis.run(rubbish);
        let (one, other) = (client(&wechat, store(&redis)), client(&wechat, store(&redis)));
        let before = wechat.calls_to("getAccessToken");
        one.generate_scheme(GenerateScheme::new()).await.unwrap();
        other.generate_scheme(GenerateScheme::new()).await.unwrap();
        assert_eq!(wechat.calls_to("getAccessToken"), before + 1, "{rubbish:?}");
    }
}

#[tokio::test]
async fn redis_gone_at_the_start_killed_and_back() {
    let Some(mut redis) = RedisServer::start(&[]) else { return };
    redis.kill();
    let wechat = MockWechat::builder().legacy_grace(Duration::ZERO).start().await;
    let fleet: Vec<_> = (0..3).map(|_| client(&wechat, store(&redis))).collect();
    let call = async || {
        for client in &fleet {
            client.generate_scheme(GenerateScheme::new()).await.unwrap();
        }
    };
    call().await;
    // Each went on alone, with the one token that takes nobody's away.
    assert_eq!((wechat.calls_to("getAccessToken"), wechat.calls_to("getStableAccessToken")), (0, 3));
    for _ in 0..100 {
        call().await;
    }
    assert_eq!(wechat.calls_to("getStableAccessToken"), 3, "no fetch a call");

    assert!(redis.restart());
    // The store is left alone for two seconds after a failure.
    converges(&wechat, &fleet).await;
    redis.kill();
    wechat.void_tokens();
    call().await;
    assert!(redis.restart());
    converges(&wechat, &fleet).await;
    // Emptied without being asked: nobody notices.
    let _: redis::Value = redis.run(&["FLUSHALL"]);
    let before = wechat.calls().len();
    call().await;
    assert_eq!(wechat.calls().len(), before + 3);
}

/// Sooner or later one expiry is one fetch again, and all have the same token.
async fn converges(wechat: &MockWechat, fleet: &[Client]) {
    loop {
        let before = wechat.calls_to("getAccessToken") + wechat.calls_to("getStableAccessToken");
        wechat.expire_tokens();
        let mut tokens = Vec::new();
        for client in fleet {
            client.generate_scheme(GenerateScheme::new()).await.unwrap();
            tokens.push(client.access_token().await.unwrap().expose().to_owned());
        }
        tokens.dedup();
        let fetches = wechat.calls_to("getAccessToken") + wechat.calls_to("getStableAccessToken") - before;
        if (tokens.len(), fetches) == (1, 1) {
            return;
        }
        // Not too often: tokens that are refused all the time are not replaced all the time.
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

#[tokio::test]
async fn a_redis_that_does_not_answer_holds_nobody_up() {
    let Some(redis) = RedisServer::start(&[]) else { return };
    let wechat = MockWechat::start().await;
    let slow = RedisStore::new(redis.url()).unwrap().timeout(Duration::from_millis(100));
    let client = Arc::new(client(&wechat, slow));
    let _: redis::Value = redis.run(&["CLIENT", "PAUSE", "600000"]);
    client.generate_scheme(GenerateScheme::new()).await.unwrap();
    for _ in 0..50 {
        client.generate_scheme(GenerateScheme::new()).await.unwrap();
    }
    assert_eq!(wechat.calls_to("getStableAccessToken"), 1);
}

#[tokio::test]
async fn a_connection_that_was_lost_without_a_word_is_made_again() {
    let Some(redis) = RedisServer::start(&[]) else { return };
    // Between the two, something forgets connections that are idle, and drops what comes on them.
    let proxy = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("redis://{}/", proxy.local_addr().unwrap());
    let forgotten = Arc::new(AtomicUsize::new(0));
    let (behind, count) = (redis.address(), Arc::clone(&forgotten));
    tokio::spawn(async move {
        for number in 1.. {
            let (mut client, _) = proxy.accept().await.unwrap();
            let (mut server, count) = (TcpStream::connect(behind).await.unwrap(), Arc::clone(&count));
            tokio::spawn(async move {
                let (mut from_client, mut from_server) = ([0; 4096], [0; 4096]);
                loop {
                    tokio::select! {
                        read = client.read(&mut from_client) => {
                            let length = read.unwrap_or(0);
                            let dropped = number <= count.load(Relaxed);
                            if length == 0 || !dropped && server.write_all(&from_client[..length]).await.is_err() {
                                return;
                            }
                        }
                        read = server.read(&mut from_server) => {
                            let length = read.unwrap_or(0);
                            if length == 0 || client.write_all(&from_server[..length]).await.is_err() {
                                return;
                            }
                        }
                    }
                }
            });
        }
    });
    let store = RedisStore::new(url).unwrap().timeout(Duration::from_millis(300));
    assert!(swap(&store, None, b"x").await);
    for lost in 1..=3 {
        forgotten.store(lost, Relaxed);
        // The first try finds out, the second one has a new connection.
        assert_eq!(record(&store).await.unwrap(), &b"x"[..], "after {lost} connections were lost");
    }
}

#[tokio::test]
async fn a_password_is_used_and_never_shown() {
    let Some(redis) = RedisServer::with_password("hush-hush") else { return };
    let store = store(&redis);
    assert!(swap(&store, None, b"x").await);
    assert!(!format!("{store:?}").contains("hush"));

    let wrong = redis.url().replace("hush-hush", "hush-hash");
    let error = RedisStore::new(&wrong).unwrap().read(&appid()).await.unwrap_err();
    let said = format!("{error} {error:?}");
    assert!(said.contains("authentication") && !said.contains("hush"), "{said}");

    for url in ["", "hush-hush", "http://hush-hush@host", "redis://:hush-hush@host:port"] {
        let error = RedisStore::new(url).err().unwrap_or_else(|| panic!("{url} is an address"));
        let said = format!("{error} {error:?}");
        assert!(said.contains("redis://host:6379") && !said.contains("hush"), "{said}");
    }
    assert!(RedisStore::cluster(Vec::<String>::new()).is_err());
}

/// Not a test: it runs in a process of its own, whose environment says which certificates the system trusts.
#[tokio::test]
#[ignore = "run by the test of TLS"]
async fn over_tls_alone() {
    let url = std::env::var("WX_REDIS_URL").expect("run by the test of TLS");
    let store = RedisStore::new(&url).unwrap().timeout(Duration::from_secs(2));
    match std::env::var("WX_TRUSTED").is_ok() {
        true => compares_and_swaps(&store).await,
        false => {
            let error = store.read(&appid()).await.unwrap_err().to_string();
            assert!(error.contains("certificate"), "{error}");
        }
    }
}

#[test]
fn over_tls() {
    let certified = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let dir = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("redis-tls");
    std::fs::create_dir_all(&dir).unwrap();
    let (certificate, key) = (dir.join("certificate.pem"), dir.join("key.pem"));
    std::fs::write(&certificate, certified.cert.pem()).unwrap();
    std::fs::write(&key, certified.signing_key.serialize_pem()).unwrap();
    let Some(redis) = RedisServer::with_tls(&certificate, &key) else { return };
    for trusted in [true, false] {
        let mut alone = std::process::Command::new(std::env::current_exe().unwrap());
        alone.args(["--exact", "store::over_tls_alone", "--ignored"]);
        alone.env("WX_REDIS_URL", redis.tls_url());
        if trusted {
            alone.env("WX_TRUSTED", "1").env("SSL_CERT_FILE", &certificate);
        }
        let ran = alone.output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    }
}
