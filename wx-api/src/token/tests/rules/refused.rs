//! What happens to a token that WeChat refuses.

#[allow(clippy::wildcard_imports, reason = "the helpers of these tests")]
use super::*;

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
async fn one_force_for_the_fleet_however_far_the_store_is_from_whoever_forces() {
    for far in [1, 20, 100, 400, 1500] {
        let source = source(|number, _| Ok(Token::new(if number > 2 { "new" } else { "old" }, LIFE)));
        let store = MemoryStore::new();
        let near = || authority(&source, Odd { far: Duration::from_millis(5), ..Odd::over(&store) });
        let first = authority(&source, Odd { far: Duration::from_millis(far), ..Odd::over(&store) });
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
async fn whichever_swap_fails_no_dead_token_is_confirmed_without_a_force() {
    for fails in 1..=8 {
        let source = source(|_, ask| Ok(Token::new(if ask.force { "new" } else { "old" }, LIFE)));
        let store = Odd { swap_that_fails: fails, ..Odd::default() };
        let authority = authority(&source, store);
        let old = authority.get().await.unwrap().token.clone();
        assert_eq!(text(&authority.renewed(&old).await.unwrap()), "new", "swap {fails} failed");
        assert_eq!(source.forced.load(Relaxed), 1, "swap {fails} failed");
    }
}
