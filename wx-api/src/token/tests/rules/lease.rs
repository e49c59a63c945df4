//! The lease: it is renewed while its holder lives, and a holder that lost it gives its attempt up.

#[allow(clippy::wildcard_imports, reason = "the helpers of these tests")]
use super::*;

/// A source that answers after some time each, with `t1`, `t2` …, each of which makes the one before void.
struct Slow {
    asked: AtomicUsize,
    takes: fn(usize) -> Duration,
}

impl Fetch for Slow {
    fn fetch(&self, _: Ask) -> Fetching<'_> {
        let number = self.asked.fetch_add(1, Relaxed) + 1;
        Box::pin(async move {
            sleep((self.takes)(number)).await;
            Ok(Token::new(format!("t{number}"), LIFE))
        })
    }

    fn time_for(&self, attempt: u32) -> Duration {
        time_for(attempt)
    }

    fn replaces(&self) -> bool {
        true
    }

    fn can_force(&self, _: bool) -> bool {
        false
    }

    fn late(&self) -> Error {
        no_answer(TransportErrorKind::Timeout)
    }
}

fn slow(takes: fn(usize) -> Duration) -> Arc<Slow> {
    Arc::new(Slow { asked: AtomicUsize::new(0), takes })
}

fn over(source: &Arc<Slow>, store: impl TokenStore) -> Arc<Authority> {
    let fetch: Arc<Slow> = Arc::clone(source);
    Arc::new(Authority::new(AppId::new("wx1"), fetch, Arc::new(store)))
}

fn get(authority: &Arc<Authority>) -> tokio::task::JoinHandle<String> {
    let authority = Arc::clone(authority);
    tokio::spawn(async move { text(&authority.get().await.unwrap()).to_owned() })
}

/// What the store says in place of what is there: `{fence}` another lease, and the token if one is given.
async fn write(store: &MemoryStore, token: Option<&str>, lease_for: u64) {
    let appid = AppId::new("wx1");
    let stored = store.read(&appid).await.unwrap();
    let now = u64::try_from(stored.now.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis()).unwrap();
    let mut record = serde_json::json!({ "fence": 9 });
    if let Some(token) = token {
        record["token"] =
            serde_json::json!({ "access_token": token, "fetched": now, "expires": now + 7_200_000 });
    }
    if lease_for > 0 {
        record["lease"] = serde_json::json!({ "owner": "another", "until": now + lease_for });
    }
    assert!(store.swap(&appid, stored.record, record.to_string().into(), LIFE).await.unwrap());
}

async fn record(store: &MemoryStore) -> String {
    let stored = store.read(&AppId::new("wx1")).await.unwrap();
    String::from_utf8(stored.record.unwrap().to_vec()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_late_answer_of_an_attempt_that_was_given_up_is_never_kept() {
    let source = slow(|number| Duration::from_millis(if number == 1 { 4500 } else { 900 }));
    let store = MemoryStore::new();
    let authority = over(&source, store.clone());
    assert_eq!(get(&authority).await.unwrap(), "t2");
    // The first answer would have come by now.
    settle().await;
    assert_eq!(text(&authority.get().await.unwrap()), "t2");
    assert!(record(&store).await.contains("t2"));
    assert_eq!(source.asked.load(Relaxed), 2);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_is_always_slow_gives_its_token_in_the_end() {
    let source = slow(|_| Duration::from_secs(8));
    let (one, other) = (over(&source, MemoryStore::new()), over(&source, MemoryStore::new()));
    assert_eq!(get(&one).await.unwrap(), "t4");
    assert_eq!(get(&other).await.unwrap(), "t8");
}

#[tokio::test(start_paused = true)]
async fn a_holder_that_lives_keeps_its_lease_for_as_long_as_it_fetches() {
    struct Patient(Arc<Slow>);
    impl Fetch for Patient {
        fn fetch(&self, ask: Ask) -> Fetching<'_> {
            self.0.fetch(ask)
        }
        fn time_for(&self, _: u32) -> Duration {
            Duration::from_secs(10)
        }
        fn replaces(&self) -> bool {
            true
        }
        fn can_force(&self, _: bool) -> bool {
            false
        }
        fn late(&self) -> Error {
            self.0.late()
        }
    }
    for far in [0, 400, 1500] {
        let source = slow(|_| Duration::from_secs(9));
        let store = MemoryStore::new();
        let process = |far| {
            let fetch = Arc::new(Patient(Arc::clone(&source)));
            let store = Odd { far: Duration::from_millis(far), ..Odd::over(&store) };
            Arc::new(Authority::new(AppId::new("wx1"), fetch, Arc::new(store)))
        };
        let first = get(&process(far));
        sleep(Duration::from_secs(2)).await;
        let others: Vec<_> = (0..10).map(|_| get(&process(5))).collect();
        assert_eq!(first.await.unwrap(), "t1");
        for other in others {
            assert_eq!(other.await.unwrap(), "t1", "{far} ms");
        }
        assert_eq!(source.asked.load(Relaxed), 1, "{far} ms");
    }
}

#[tokio::test(start_paused = true)]
async fn a_holder_that_lost_its_lease_gives_its_attempt_up() {
    let source = slow(|_| Duration::from_millis(2500));
    let store = MemoryStore::new();
    let authority = over(&source, store.clone());
    let token = get(&authority);
    sleep(Duration::from_millis(500)).await;
    // Another process thought it dead, and fetches.
    write(&store, None, 3_000).await;
    sleep(Duration::from_millis(2200)).await;
    write(&store, Some("theirs"), 0).await;
    assert_eq!(token.await.unwrap(), "theirs");
    settle().await;
    assert!(record(&store).await.contains("theirs"));
    assert_eq!(source.asked.load(Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_comes_before_the_loss_is_noticed_is_not_kept_either() {
    let source = slow(|_| Duration::from_millis(900));
    let store = MemoryStore::new();
    let authority = over(&source, store.clone());
    let token = get(&authority);
    sleep(Duration::from_millis(500)).await;
    write(&store, None, 3_000).await;
    // Its own answer is there: theirs makes it void.
    sleep(Duration::from_secs(1)).await;
    assert!(authority.current().is_none());
    write(&store, Some("theirs"), 0).await;
    assert_eq!(token.await.unwrap(), "theirs");
    assert_eq!(source.asked.load(Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn whichever_change_is_made_without_an_answer_the_lease_is_still_its_holder_s() {
    // The lease is taken, renewed twice, given back with the token. The store is left alone for two seconds after each failure.
    for number in 2..=4 {
        let source = slow(|_| Duration::from_millis(2900));
        let store = MemoryStore::new();
        let odd = Arc::new(Odd { swap_without_answer: number, ..Odd::over(&store) });
        assert_eq!(get(&over(&source, Arc::clone(&odd))).await.unwrap(), "t1", "swap {number}");
        assert_eq!(source.asked.load(Relaxed), 1, "swap {number}");
        if number > 2 {
            continue;
        }
        // The one that failed was the first renewal; by the second one the store is asked again.
        assert!(odd.swaps.load(Relaxed) >= 2);
    }
    // A renewal that is cut off because the answer has come.
    let source = slow(|_| Duration::from_millis(1005));
    let shelf = Shelf::new();
    assert_eq!(get(&over(&source, Arc::clone(&shelf))).await.unwrap(), "t1");
    assert!(shelf.has_token(&AppId::new("wx1"), "t1").await);
}
