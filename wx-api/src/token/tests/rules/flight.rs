//! How a token is fetched once, whoever goes away and whatever breaks.

#[allow(clippy::wildcard_imports, reason = "the helpers of these tests")]
use super::*;

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

    fn time_for(&self, attempt: u32) -> Duration {
        time_for(attempt)
    }

    fn replaces(&self) -> bool {
        false
    }

    fn can_force(&self, _: bool) -> bool {
        false
    }

    fn late(&self) -> Error {
        no_answer(TransportErrorKind::Timeout)
    }
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
async fn what_may_pass_is_tried_again_before_anybody_fails() {
    let source = source(|number, ask| match number {
        1 => Err(api_error(-1)),
        2 => Err(no_answer(TransportErrorKind::Broken)),
        _ => numbered(number, ask),
    });
    assert_eq!(text(&authority(&source, MemoryStore::new()).get().await.unwrap()), "t3");
}

#[tokio::test(start_paused = true)]
async fn a_source_that_fails_is_not_asked_with_every_call() {
    let strange = |_: usize, _: &Ask| Err(crate::service::strange(META, Unexpected::Truncated { length: 3 }));
    let nowhere = |_: usize, _: &Ask| Err(no_answer(TransportErrorKind::Connect));
    let panics =
        |_: usize, _: &Ask| -> Result<Token, Error> { std::panic::resume_unwind(Box::new("on purpose")) };
    for (answer, tries) in [(strange as Answer, 1), (nowhere as Answer, 4), (panics as Answer, 1)] {
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
fn a_runtime_that_nobody_drives_holds_others_up_for_three_seconds() {
    let runtime = |paused| {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_time().start_paused(paused).build().unwrap()
    };
    let source = source(numbered);
    let authority = authority(&source, MemoryStore::new());
    let idle = runtime(false);
    assert!(idle.block_on(cancelled_after(0, authority.get())).is_none());
    runtime(true).block_on(async {
        let in_time = tokio::time::timeout(Duration::from_millis(2500), authority.get()).await;
        assert!(in_time.is_err(), "its flight is waited for");
        let began = Instant::now();
        // Who waits already, and who comes then.
        let (one, other) = tokio::join!(authority.get(), authority.get());
        assert_eq!((text(&one.unwrap()), text(&other.unwrap())), ("t1", "t1"));
        assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
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
