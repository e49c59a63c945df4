//! The lease: it is renewed while its holder lives, and a holder that lost it gives its attempt up.

#[allow(clippy::wildcard_imports, reason = "the helpers of these tests")]
use super::*;

/// A source that answers after some time each, with `t1`, `t2` …, each of which makes the one before void.
struct Slow {
    asked: AtomicUsize,
    under_way: AtomicUsize,
    takes: fn(usize) -> Duration,
    /// How long an attempt may take, if not as usual.
    time: Option<Duration>,
}

/// Counts an attempt until it is dropped.
struct UnderWay<'a>(&'a AtomicUsize);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

impl Fetch for Slow {
    fn fetch(&self, _: Ask) -> Fetching<'_> {
        let number = self.asked.fetch_add(1, Relaxed) + 1;
        self.under_way.fetch_add(1, Relaxed);
        let under_way = UnderWay(&self.under_way);
        Box::pin(async move {
            let _under_way = under_way;
            sleep((self.takes)(number)).await;
            Ok(Token::new(format!("t{number}"), LIFE))
        })
    }

    fn time_for(&self, attempt: u32) -> Duration {
        self.time.unwrap_or(time_for(attempt))
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
    Arc::new(Slow { asked: AtomicUsize::new(0), under_way: AtomicUsize::new(0), takes, time: None })
}

/// One that takes nine seconds, and may.
fn patient() -> Arc<Slow> {
    let nine = |_: usize| Duration::from_secs(9);
    let (asked, under_way) = (AtomicUsize::new(0), AtomicUsize::new(0));
    Arc::new(Slow { asked, under_way, takes: nine, time: Some(Duration::from_secs(10)) })
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
    for far in [0, 400, 1500] {
        let (source, store) = (patient(), MemoryStore::new());
        let process = |far| over(&source, Odd { far: Duration::from_millis(far), ..Odd::over(&store) });
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
    assert_eq!(source.under_way.load(Relaxed), 1);
    // The next renewal finds out.
    sleep(Duration::from_millis(600)).await;
    assert_eq!(source.under_way.load(Relaxed), 0);
    sleep(Duration::from_millis(1600)).await;
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
async fn a_renewal_that_is_made_without_an_answer_leaves_the_lease_with_its_holder() {
    // Swap 1 takes the lease. The store is left alone for two seconds after the one that fails.
    for number in 2..=4 {
        let (source, store) = (patient(), MemoryStore::new());
        let first = get(&over(&source, Odd { swap_without_answer: number, ..Odd::over(&store) }));
        sleep(Duration::from_millis(100)).await;
        let other = get(&over(&source, store.clone()));
        assert_eq!((first.await.unwrap(), other.await.unwrap()), ("t1".to_owned(), "t1".to_owned()));
        assert_eq!(source.asked.load(Relaxed), 1, "swap {number}");
        assert!(!record(&store).await.contains("lease"), "swap {number}");
    }
    // One is cut off because the token has come.
    let (source, store) = (slow(|_| Duration::from_millis(1010)), MemoryStore::new());
    let late = Odd { answers_after: Duration::from_millis(20), ..Odd::over(&store) };
    assert_eq!(get(&over(&source, late)).await.unwrap(), "t1");
    assert_eq!(source.asked.load(Relaxed), 1);
    let record = record(&store).await;
    assert!(record.contains("t1") && !record.contains("lease"));
}
