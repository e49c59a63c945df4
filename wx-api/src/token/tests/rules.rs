//! Single promises, one test each.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, SystemTime},
};

use tokio::time::{Instant, advance, sleep};
use wx_core::{AccessToken, AppId, Bytes, Unexpected};

use super::{
    cancel::cancelled_after,
    fakes::{LIFE, META, Shelf, api_error, no_answer},
};
use crate::{
    Error, TransportErrorKind,
    token::{
        Ask, Fetch, Fetching, MemoryStore, StoreError, Stored, Storing, Token, TokenStore,
        authority::{Authority, Held},
    },
};

/// A source that answers as a closure says, after a second; `never comes` does not come.
struct Scripted<F> {
    asked: AtomicUsize,
    forced: AtomicUsize,
    answer: F,
}

impl<F> Fetch for Scripted<F>
where
    F: Fn(usize, &Ask) -> Result<Token, Error> + Send + Sync + 'static,
{
    fn fetch(&self, ask: Ask) -> Fetching<'_> {
        let number = self.asked.fetch_add(1, Relaxed) + 1;
        self.forced.fetch_add(usize::from(ask.force), Relaxed);
        let answer = (self.answer)(number, &ask);
        let hangs = answer.as_ref().is_ok_and(|token| token.access_token.expose() == "never comes");
        Box::pin(async move {
            sleep(Duration::from_secs(if hangs { 3600 } else { 1 })).await;
            answer
        })
    }

    fn can_force(&self, _: bool) -> bool {
        true
    }

    fn late(&self) -> Error {
        no_answer(TransportErrorKind::Timeout)
    }
}

type Answer = fn(usize, &Ask) -> Result<Token, Error>;

/// A source, which is asked for the token number 1, 2, 3 …
fn source(answer: Answer) -> Arc<Scripted<Answer>> {
    Arc::new(Scripted { asked: AtomicUsize::new(0), forced: AtomicUsize::new(0), answer })
}

fn authority(source: &Arc<Scripted<Answer>>, store: impl TokenStore) -> Arc<Authority> {
    let fetch: Arc<Scripted<Answer>> = Arc::clone(source);
    Arc::new(Authority::new(AppId::new("wx1"), fetch, Arc::new(store)))
}

fn numbered(number: usize, _: &Ask) -> Result<Token, Error> {
    Ok(Token::new(format!("t{number}"), LIFE))
}

fn text(held: &Held) -> &str {
    held.token.expose()
}

async fn settle() {
    sleep(Duration::from_secs(5)).await;
}

#[tokio::test(start_paused = true)]
async fn whoever_started_the_fetch_may_go_away_at_any_await() {
    for polls in 0..40 {
        let source = source(numbered);
        let authority = authority(&source, MemoryStore::new());
        let first = tokio::spawn({
            let authority = Arc::clone(&authority);
            async move { cancelled_after(polls, authority.get()).await.is_some() }
        });
        let second = authority.get();
        let (_, second) = tokio::join!(first, second);
        assert_eq!(text(&second.unwrap()), "t1", "cancelled after {polls} polls");
        assert_eq!(source.asked.load(Relaxed), 1, "cancelled after {polls} polls");
    }
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_callers_cause_one_fetch_and_share_one_failure() {
    async fn all(authority: &Arc<Authority>) -> (usize, usize) {
        let callers: Vec<_> = (0..10_000)
            .map(|_| {
                let authority = Arc::clone(authority);
                tokio::spawn(async move { authority.get().await.is_ok() })
            })
            .collect();
        let mut ok = 0;
        for caller in callers {
            ok += usize::from(caller.await.unwrap());
        }
        (ok, 10_000 - ok)
    }
    let good = source(numbered);
    assert_eq!(all(&authority(&good, MemoryStore::new())).await, (10_000, 0));
    assert_eq!(good.asked.load(Relaxed), 1);

    for code in [40001, 40013, 40125, 40164] {
        let bad = source(match code {
            40001 => |_, _| Err(api_error(40001)),
            40013 => |_, _| Err(api_error(40013)),
            40125 => |_, _| Err(api_error(40125)),
            _ => |_, _| Err(api_error(40164)),
        });
        let authority = authority(&bad, MemoryStore::new());
        assert_eq!(all(&authority).await, (0, 10_000));
        // Nor is it asked by those who come right after.
        assert_eq!(all(&authority).await, (0, 10_000));
        assert_eq!(bad.asked.load(Relaxed), 1, "{code}");
        advance(Duration::from_secs(6)).await;
        assert_eq!(all(&authority).await, (0, 10_000));
        assert_eq!(bad.asked.load(Relaxed), 2, "{code}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_of_another_process_is_taken_even_where_fetching_is_refused() {
    let store = MemoryStore::new();
    let refused = source(|_, _| Err(api_error(40164)));
    let outsider = authority(&refused, store.clone());
    assert!(outsider.get().await.is_err());
    authority(&source(numbered), store).get().await.unwrap();
    assert_eq!(text(&outsider.get().await.unwrap()), "t1");
    assert_eq!(refused.asked.load(Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn what_may_pass_is_tried_again_before_anybody_fails() {
    let source = source(|number, ask| match number {
        1 => Err(api_error(-1)),
        2 => Err(no_answer(TransportErrorKind::Broken)),
        _ => numbered(number, ask),
    });
    assert_eq!(text(&authority(&source, MemoryStore::new()).get().await.unwrap()), "t3");
}

#[tokio::test(start_paused = true)]
async fn renewal_happens_once_behind_the_calls_in_the_last_five_minutes() {
    let source = source(numbered);
    let authority = authority(&source, MemoryStore::new());
    authority.get().await.unwrap();
    advance(LIFE - Duration::from_secs(301)).await;
    assert_eq!(text(&authority.at_hand().unwrap()), "t1");
    settle().await;
    assert_eq!(source.asked.load(Relaxed), 1, "not before stable_token has a new one");

    advance(Duration::from_secs(40)).await;
    for _ in 0..1000 {
        // The old one, at once: no call waits.
        assert_eq!(text(&authority.at_hand().unwrap()), "t1");
    }
    settle().await;
    assert_eq!(text(&authority.at_hand().unwrap()), "t2");
    assert_eq!(source.asked.load(Relaxed), 2);
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_fails_disturbs_nobody_and_is_not_tried_with_every_call() {
    let source = source(|number, ask| if number == 1 { numbered(1, ask) } else { Err(api_error(45009)) });
    let authority = authority(&source, MemoryStore::new());
    authority.get().await.unwrap();
    advance(LIFE - Duration::from_secs(269)).await;
    for _ in 0..2500 {
        assert_eq!(text(&authority.get().await.unwrap()), "t1");
        advance(Duration::from_millis(100)).await;
    }
    assert!(source.asked.load(Relaxed) < 30, "{} fetches", source.asked.load(Relaxed));
    // Till its very end, then there is none.
    settle().await;
    assert_eq!(text(&authority.get().await.unwrap()), "t1");
    advance(Duration::from_secs(20)).await;
    assert!(authority.get().await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_service_that_hands_out_the_old_token_is_not_asked_with_every_call() {
    // It has 400 seconds left and never changes.
    let source = source(|_, _| Ok(Token::new("t", Duration::from_secs(400))));
    let authority = authority(&source, MemoryStore::new());
    for _ in 0..3900 {
        authority.get().await.unwrap();
        advance(Duration::from_millis(100)).await;
    }
    assert!(source.asked.load(Relaxed) < 20, "{} fetches", source.asked.load(Relaxed));
}

/// A service that insists on its token until it is forced to issue another.
fn stubborn(_: usize, ask: &Ask) -> Result<Token, Error> {
    static FORCED: AtomicUsize = AtomicUsize::new(0);
    let number = if ask.force { FORCED.fetch_add(1, Relaxed) + 1 } else { FORCED.load(Relaxed) };
    Ok(Token::new(format!("t{number}"), LIFE))
}

#[tokio::test(start_paused = true)]
async fn a_token_is_forced_only_when_the_refused_one_comes_back_and_rarely_for_the_whole_fleet() {
    let (source, store) = (source(stubborn), MemoryStore::new());
    let fleet = [authority(&source, store.clone()), authority(&source, store.clone())];
    let mut forced = 0;
    for second in 0..3600 {
        let process = &fleet[second % 2];
        let held = process.get().await.unwrap();
        // Every token is refused, whatever it is: a link with `access_token=` in it does that.
        let other = process.renewed(&held.token).await.unwrap();
        let before = std::mem::replace(&mut forced, source.forced.load(Relaxed));
        // What is forced is new; what is new may as well be the other's.
        assert!(forced == before || !other.is(&held.token));
        assert!(forced <= 1 + second / 30, "{forced} forced within {second} seconds");
        advance(Duration::from_secs(1)).await;
    }
    assert_eq!(forced, 20, "all there are in a day");
    // Nor did the refusals cause a fetch each: WeChat's word is believed for half a minute.
    assert!(source.asked.load(Relaxed) < 400, "{} fetches", source.asked.load(Relaxed));
}

#[tokio::test(start_paused = true)]
async fn another_token_by_an_ordinary_fetch_is_not_forced() {
    let source = source(numbered);
    let authority = authority(&source, MemoryStore::new());
    let first = authority.get().await.unwrap();
    let second = authority.renewed(&first.token).await.unwrap();
    assert_eq!((text(&second), source.forced.load(Relaxed)), ("t2", 0));
    // A late refusal of the first one costs nothing.
    assert_eq!(text(&authority.renewed(&first.token).await.unwrap()), "t2");
    assert_eq!(source.asked.load(Relaxed), 2);
    // Of one that nobody here has seen neither.
    assert_eq!(text(&authority.renewed(&AccessToken::new("x")).await.unwrap()), "t2");
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_refused_with_every_token_does_not_use_up_the_day_s_fetches() {
    let source = source(numbered);
    let authority = authority(&source, MemoryStore::new());
    for _ in 0..3600 {
        let held = authority.get().await.unwrap();
        authority.renewed(&held.token).await.unwrap();
        advance(Duration::from_secs(1)).await;
    }
    // The first one, and 30 in half an hour: a day has 2,000.
    let asked = source.asked.load(Relaxed);
    assert!((61..=91).contains(&asked), "{asked} fetches in an hour");
}

#[tokio::test(start_paused = true)]
async fn whoever_is_overtaken_takes_what_the_other_has_fetched() {
    let store = MemoryStore::new();
    let appid = AppId::new("wx1");
    let slow = source(|_, _| Ok(Token::new("slow", LIFE)));
    let authority = authority(&slow, store.clone());
    let get = tokio::spawn({
        let authority = Arc::clone(&authority);
        async move { authority.get().await.unwrap() }
    });
    sleep(Duration::from_millis(500)).await;
    // While it waits for its answer, somebody thinks it dead and writes a token of their own.
    let stored = store.read(&appid).await.unwrap();
    let now = stored.now.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis();
    let theirs = format!(
        r#"{{"fence":9,"token":{{"access_token":"quick","fetched":{now},"expires":{}}}}}"#,
        now + 7_200_000
    );
    assert!(store.swap(&appid, stored.record, theirs.into(), LIFE).await.unwrap());
    assert_eq!(text(&get.await.unwrap()), "quick");
    let record = store.read(&appid).await.unwrap().record.unwrap();
    assert!(!String::from_utf8_lossy(&record).contains("slow"));
}

#[tokio::test(start_paused = true)]
async fn an_emptied_store_gets_the_token_of_whoever_was_fetching() {
    let shelf = Shelf::new();
    let authority = authority(&source(numbered), Arc::clone(&shelf));
    let get = tokio::spawn({
        let authority = Arc::clone(&authority);
        async move { authority.get().await.unwrap() }
    });
    sleep(Duration::from_millis(500)).await;
    shelf.spoil(&authority.appid, b"rubbish").await;
    get.await.unwrap();
    let record = shelf.read(&authority.appid).await.unwrap().record.unwrap();
    assert!(String::from_utf8_lossy(&record).contains("t1"));
}

#[tokio::test(start_paused = true)]
async fn a_lease_of_somebody_dead_is_waited_for_eleven_seconds_at_most() {
    // The last two are longer than any lease, and so are none.
    for (until, shortest, longest) in [(5_000_u64, 5, 8), (11_000, 11, 14), (30_000, 0, 3), (u64::MAX, 0, 3)]
    {
        let store = MemoryStore::new();
        let appid = AppId::new("wx1");
        let lease = format!(r#"{{"fence":1,"lease":{{"owner":"dead","until":{until}}}}}"#);
        store.swap(&appid, None, lease.into(), LIFE).await.unwrap();
        let began = Instant::now();
        let source = source(numbered);
        authority(&source, store).get().await.unwrap();
        let waited = began.elapsed().as_secs();
        assert!((shortest..=longest).contains(&waited), "{until}: {waited} s");
    }
}

/// So many processes that share a store, all asking at once; how they fared.
async fn all_at_once(fleet: Vec<Arc<Authority>>) -> Vec<String> {
    let get = |authority: Arc<Authority>| tokio::spawn(async move { authority.get().await });
    let tasks: Vec<_> = fleet.into_iter().map(get).collect();
    let mut tokens = Vec::new();
    for task in tasks {
        tokens
            .push(task.await.unwrap().map_or_else(|error| error.to_string(), |held| text(&held).to_owned()));
    }
    tokens.dedup();
    tokens
}

#[tokio::test(start_paused = true)]
async fn when_whoever_fetches_dies_one_of_the_others_is_the_next() {
    for until in [5_000, 10_500, 11_000] {
        let (source, store) = (source(numbered), MemoryStore::new());
        let lease = format!(r#"{{"fence":1,"lease":{{"owner":"dead","until":{until}}}}}"#);
        store.swap(&AppId::new("wx1"), None, lease.into(), LIFE).await.unwrap();
        let fleet = (0..50).map(|_| authority(&source, store.clone())).collect();
        assert_eq!(all_at_once(fleet).await, ["t1"]);
        assert_eq!(source.asked.load(Relaxed), 1, "{until}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_outage_is_met_by_one_process_at_a_time() {
    // It hangs for the first half minute.
    let source = source(|number, ask| match number {
        1..=3 => Ok(Token::new("never comes", Duration::MAX)),
        _ => numbered(number, ask),
    });
    let store = MemoryStore::new();
    let fleet: Vec<_> = (0..50).map(|_| authority(&source, store.clone())).collect();
    let tokens = all_at_once(fleet).await;
    assert_eq!(tokens, ["t4"]);
    assert_eq!(source.asked.load(Relaxed), 4);
}

/// A store that is so far away.
#[derive(Debug)]
struct Far(MemoryStore, Duration);

impl TokenStore for Far {
    fn read<'a>(&'a self, appid: &'a AppId) -> Storing<'a, Stored> {
        Box::pin(async move {
            sleep(self.1).await;
            self.0.read(appid).await
        })
    }

    fn swap<'a>(
        &'a self,
        appid: &'a AppId,
        old: Option<Bytes>,
        new: Bytes,
        keep: Duration,
    ) -> Storing<'a, bool> {
        self.0.swap(appid, old, new, keep)
    }
}

#[tokio::test(start_paused = true)]
async fn one_force_for_the_fleet_however_far_the_store_is_from_whoever_forces() {
    for far in [1, 20, 100, 400, 1500] {
        let source = source(|number, _| Ok(Token::new(if number > 2 { "new" } else { "old" }, LIFE)));
        let store = MemoryStore::new();
        let near = || authority(&source, Far(store.clone(), Duration::from_millis(5)));
        let first = authority(&source, Far(store.clone(), Duration::from_millis(far)));
        let others = [near(), near(), near()];
        let old = first.get().await.unwrap().token.clone();
        for other in &others {
            other.get().await.unwrap();
        }
        let renew = |process: &Arc<Authority>| {
            let (process, old) = (Arc::clone(process), old.clone());
            tokio::spawn(async move { text(&process.renewed(&old).await.unwrap()).to_owned() })
        };
        let first = renew(&first);
        sleep(Duration::from_millis(far + 5)).await;
        let others: Vec<_> = others.iter().map(renew).collect();
        assert_eq!(first.await.unwrap(), "new", "{far} ms");
        for other in others {
            assert_eq!(other.await.unwrap(), "new", "{far} ms");
        }
        assert_eq!((source.asked.load(Relaxed), source.forced.load(Relaxed)), (3, 1), "{far} ms");
    }
}

#[tokio::test(start_paused = true)]
async fn a_force_whose_answer_is_lost_confirms_no_dead_token() {
    let source = source(|number, ask| match ask.force {
        true => Err(no_answer(TransportErrorKind::Broken)),
        false => Ok(Token::new(if number > 3 { "new" } else { "old" }, LIFE)),
    });
    let store = MemoryStore::new();
    let fleet = [authority(&source, store.clone()), authority(&source, store)];
    let old = fleet[0].get().await.unwrap().token.clone();
    for process in &fleet {
        assert_eq!(text(&process.renewed(&old).await.unwrap()), "new");
    }
    assert_eq!((source.asked.load(Relaxed), source.forced.load(Relaxed)), (4, 1));
}

#[tokio::test(start_paused = true)]
async fn a_source_that_fails_is_not_asked_with_every_call() {
    let strange = |_: usize, _: &Ask| Err(crate::service::strange(META, Unexpected::Truncated { length: 3 }));
    let nowhere = |_: usize, _: &Ask| Err(no_answer(TransportErrorKind::Connect));
    let panics =
        |_: usize, _: &Ask| -> Result<Token, Error> { std::panic::resume_unwind(Box::new("on purpose")) };
    for (answer, tries) in [(strange as Answer, 1), (nowhere as Answer, 3), (panics as Answer, 1)] {
        let source = source(answer);
        let authority = authority(&source, MemoryStore::new());
        let began = Instant::now();
        for _ in 0..100 {
            // All who are there at the same time share it.
            let (one, other) = tokio::join!(authority.get(), authority.get());
            assert!(one.is_err() && other.is_err());
        }
        let seconds = usize::try_from(began.elapsed().as_secs()).unwrap();
        assert_eq!(source.asked.load(Relaxed), 100 * tries);
        assert!(seconds >= 99, "{seconds} s: no second is taken between flights");
    }
    // While there is a token, least of all.
    let source = source(|number, ask| match number {
        1 => numbered(number, ask),
        _ => std::panic::resume_unwind(Box::new("on purpose")),
    });
    let authority = authority(&source, MemoryStore::new());
    authority.get().await.unwrap();
    advance(LIFE - Duration::from_secs(200)).await;
    for _ in 0..1000 {
        authority.get().await.unwrap();
        advance(Duration::from_millis(10)).await;
    }
    assert!(source.asked.load(Relaxed) <= 3, "{} fetches", source.asked.load(Relaxed));
}

/// A store that fails one of its swaps.
#[derive(Debug)]
struct Stumbling {
    inner: MemoryStore,
    swaps: AtomicUsize,
    fails: usize,
}

impl TokenStore for Stumbling {
    fn read<'a>(&'a self, appid: &'a AppId) -> Storing<'a, Stored> {
        self.inner.read(appid)
    }

    fn swap<'a>(
        &'a self,
        appid: &'a AppId,
        old: Option<Bytes>,
        new: Bytes,
        keep: Duration,
    ) -> Storing<'a, bool> {
        if self.swaps.fetch_add(1, Relaxed) + 1 == self.fails {
            return Box::pin(std::future::ready(Err(StoreError::new("stumbles"))));
        }
        self.inner.swap(appid, old, new, keep)
    }
}

#[tokio::test(start_paused = true)]
async fn whichever_swap_fails_no_dead_token_is_confirmed_without_a_force() {
    for fails in 1..=8 {
        let source = source(|_, ask| Ok(Token::new(if ask.force { "new" } else { "old" }, LIFE)));
        let store = Stumbling { inner: MemoryStore::new(), swaps: AtomicUsize::new(0), fails };
        let authority = authority(&source, store);
        let old = authority.get().await.unwrap().token.clone();
        assert_eq!(text(&authority.renewed(&old).await.unwrap()), "new", "swap {fails} failed");
        assert_eq!(source.forced.load(Relaxed), 1, "swap {fails} failed");
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_without_a_way_out_does_not_hold_the_others_up() {
    for _ in 0..20 {
        let store = MemoryStore::new();
        let ill = authority(&source(|_, _| Ok(Token::new("never comes", LIFE))), store.clone());
        let well = source(numbered);
        let ill = tokio::spawn(async move { ill.get().await.map(drop) });
        // It is the first, and holds the lease.
        sleep(Duration::from_millis(100)).await;
        let began = Instant::now();
        let fleet = (0..4).map(|_| authority(&well, store.clone())).collect();
        assert_eq!(all_at_once(fleet).await, ["t1"]);
        assert!(began.elapsed() < Duration::from_secs(13), "{:?}", began.elapsed());
        ill.await.unwrap().unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn who_may_not_fetch_waits_for_whoever_does() {
    let store = MemoryStore::new();
    let refused = source(|_, _| Err(api_error(40164)));
    let outsider = authority(&refused, store.clone());
    assert!(outsider.get().await.is_err());
    let other = authority(&source(numbered), store);
    let fetching = tokio::spawn(async move { other.get().await.map(drop) });
    sleep(Duration::from_millis(500)).await;
    assert_eq!(text(&outsider.get().await.unwrap()), "t1");
    assert_eq!(refused.asked.load(Relaxed), 1);
    fetching.await.unwrap().unwrap();
}

/// A store that panics.
#[derive(Debug)]
struct Panicking;

impl TokenStore for Panicking {
    fn read<'a>(&'a self, _: &'a AppId) -> Storing<'a, Stored> {
        std::panic::resume_unwind(Box::new("on purpose"))
    }

    fn swap<'a>(&'a self, _: &'a AppId, _: Option<Bytes>, _: Bytes, _: Duration) -> Storing<'a, bool> {
        std::panic::resume_unwind(Box::new("on purpose"))
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_panics_is_a_store_that_failed() {
    let source = source(numbered);
    let authority = authority(&source, Panicking);
    for _ in 0..100 {
        assert_eq!(text(&authority.get().await.unwrap()), "t1");
    }
    assert_eq!(source.asked.load(Relaxed), 1);
}

/// A store that is broken, and counts how often it is asked.
#[derive(Debug, Default)]
struct Broken(AtomicUsize);

impl Broken {
    fn asked<'a, T: Send + 'a>(&'a self) -> Storing<'a, T> {
        self.0.fetch_add(1, Relaxed);
        Box::pin(std::future::ready(Err(StoreError::new("broken"))))
    }
}

impl TokenStore for Broken {
    fn read<'a>(&'a self, _: &'a AppId) -> Storing<'a, Stored> {
        self.asked()
    }

    fn swap<'a>(&'a self, _: &'a AppId, _: Option<Bytes>, _: Bytes, _: Duration) -> Storing<'a, bool> {
        self.asked()
    }
}

#[tokio::test(start_paused = true)]
async fn a_broken_store_causes_no_fetch_a_call_and_is_left_alone_for_a_while() {
    let (source, store) = (source(numbered), Arc::new(Broken::default()));
    let authority = authority(&source, Arc::clone(&store));
    for _ in 0..10_000 {
        authority.get().await.unwrap();
    }
    assert_eq!((source.asked.load(Relaxed), store.0.load(Relaxed)), (1, 1));
    // Refused again and again: a fetch each, of a second, but the store is asked every other second.
    for _ in 0..10 {
        let held = authority.get().await.unwrap();
        authority.renewed(&held.token).await.unwrap();
    }
    assert_eq!(source.asked.load(Relaxed), 11);
    assert!(store.0.load(Relaxed) <= 7, "asked {} times", store.0.load(Relaxed));
}

/// A store whose clock is years away from ours.
#[derive(Debug)]
struct OtherClock(MemoryStore);

impl TokenStore for OtherClock {
    fn read<'a>(&'a self, appid: &'a AppId) -> Storing<'a, Stored> {
        Box::pin(async move {
            let Stored { record, now, .. } = self.0.read(appid).await?;
            Ok(Stored::new(record, now + Duration::from_secs(3_000_000_000)))
        })
    }

    fn swap<'a>(
        &'a self,
        appid: &'a AppId,
        old: Option<Bytes>,
        new: Bytes,
        keep: Duration,
    ) -> Storing<'a, bool> {
        self.0.swap(appid, old, new, keep)
    }
}

#[tokio::test(start_paused = true)]
async fn when_a_token_expires_is_told_by_the_store_s_clock() {
    let (source, store) = (source(numbered), Arc::new(OtherClock(MemoryStore::new())));
    authority(&source, Arc::clone(&store)).get().await.unwrap();
    advance(Duration::from_secs(3600)).await;
    let left = authority(&source, Arc::clone(&store)).get().await.unwrap().expires_in();
    assert!(left > Duration::from_secs(3590) && left <= Duration::from_secs(3600), "{left:?}");
    advance(Duration::from_secs(3601)).await;
    assert_eq!(text(&authority(&source, store).get().await.unwrap()), "t2");
}

#[tokio::test(start_paused = true)]
async fn a_source_that_panics_is_an_error_for_all_who_wait_and_the_next_try_is_a_new_one() {
    let source = source(|number, ask| match number {
        1 => std::panic::resume_unwind(Box::new("on purpose")),
        _ => numbered(number, ask),
    });
    let authority = authority(&source, MemoryStore::new());
    let (one, other) = tokio::join!(authority.get(), authority.get());
    for error in [one.err().unwrap(), other.err().unwrap()] {
        assert_eq!(error.to_string(), "the token source panicked");
    }
    // What it left in the store holds up others, and not this process.
    advance(Duration::from_secs(2)).await;
    let began = Instant::now();
    assert_eq!(text(&authority.get().await.unwrap()), "t2");
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
}

#[test]
fn a_runtime_that_nobody_drives_holds_others_up_for_a_minute() {
    let runtime = |paused| {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_time().start_paused(paused).build().unwrap()
    };
    let source = source(numbered);
    let authority = authority(&source, MemoryStore::new());
    let idle = runtime(false);
    assert!(idle.block_on(cancelled_after(0, authority.get())).is_none());
    runtime(true).block_on(async {
        let in_time = tokio::time::timeout(Duration::from_secs(70), authority.get()).await;
        assert!(in_time.is_err(), "its flight is waited for");
        // Who waits already, and who comes then.
        let (one, other) = tokio::join!(authority.get(), authority.get());
        assert_eq!((text(&one.unwrap()), text(&other.unwrap())), ("t1", "t1"));
    });
    // Its flight goes on some day, and ends nobody else's.
    idle.block_on(tokio::task::yield_now());
    assert!(authority.at_hand().is_some());
}

#[test]
fn threads_that_look_at_the_same_moment_cause_one_renewal() {
    let quick = Arc::new(Quick { asked: AtomicUsize::new(0), in_flight: AtomicUsize::new(0) });
    let fetch: Arc<Quick> = Arc::clone(&quick);
    let authority = Arc::new(Authority::new(AppId::new("wx1"), fetch, Arc::new(MemoryStore::new())));
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap();
    for round in 1..=300 {
        runtime.block_on(authority.get()).unwrap();
        authority.make_due();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let _entered = runtime.enter();
                    // Until the renewal is seen: the moment when it lands is the one that matters.
                    while authority.at_hand().is_some_and(|held| text(&held) == format!("t{round}")) {}
                });
            }
        });
        assert_eq!(quick.asked.load(Relaxed), round + 1, "fetches after {round} renewals");
    }
}

/// A source that answers at once.
struct Quick {
    asked: AtomicUsize,
    in_flight: AtomicUsize,
}

impl Fetch for Quick {
    fn fetch(&self, _: Ask) -> Fetching<'_> {
        let number = self.asked.fetch_add(1, Relaxed) + 1;
        assert_eq!(self.in_flight.fetch_add(1, Relaxed), 0);
        Box::pin(async move {
            tokio::task::yield_now().await;
            self.in_flight.fetch_sub(1, Relaxed);
            Ok(Token::new(format!("t{number}"), LIFE))
        })
    }

    fn can_force(&self, _: bool) -> bool {
        false
    }

    fn late(&self) -> Error {
        no_answer(TransportErrorKind::Timeout)
    }
}

#[test]
fn a_flight_whose_runtime_goes_down_is_no_flight_to_wait_for() {
    let runtime =
        || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build().unwrap();
    let waiting = Arc::new(Mutex::new(None));
    let source = source(numbered);
    let authority = authority(&source, MemoryStore::new());

    let doomed = runtime();
    drop(doomed.block_on(cancelled_after(1, authority.get())));
    let survivor = runtime();
    let get = survivor.spawn({
        let (authority, waiting) = (Arc::clone(&authority), Arc::clone(&waiting));
        async move {
            let held = authority.get().await.unwrap();
            *waiting.lock().unwrap() = Some(text(&held).to_owned());
        }
    });
    doomed.shutdown_background();
    survivor.block_on(get).unwrap();
    assert!(waiting.lock().unwrap().is_some());

    // Nor does a runtime that is down already keep anybody waiting.
    let down = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let handle = down.handle().clone();
    drop(down);
    let fresh = self::authority(&source, MemoryStore::new());
    let _entered = handle.enter();
    let mut polled = std::pin::pin!(fresh.get());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = polled.as_mut().poll(&mut context) else { panic!("it waits") };
    assert_eq!(error.to_string(), "the token source failed: the runtime it was fetched on has shut down");
}
