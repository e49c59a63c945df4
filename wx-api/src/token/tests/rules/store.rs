//! A store that does not do what a store should.

#[allow(clippy::wildcard_imports, reason = "the helpers of these tests")]
use super::*;

#[tokio::test(start_paused = true)]
async fn a_store_that_panics_is_a_store_that_failed() {
    let source = source(numbered);
    let authority = authority(&source, Odd { panics: true, ..Odd::default() });
    for _ in 0..100 {
        assert_eq!(text(&authority.get().await.unwrap()), "t1");
    }
    assert_eq!(source.asked.load(Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn a_broken_store_causes_no_fetch_a_call_and_is_left_alone_for_a_while() {
    let (source, store) = (source(numbered), Arc::new(Odd { broken: true, ..Odd::default() }));
    let authority = authority(&source, Arc::clone(&store));
    for _ in 0..10_000 {
        authority.get().await.unwrap();
    }
    assert_eq!((source.asked.load(Relaxed), store.asked.load(Relaxed)), (1, 1));
    // Refused again and again: a fetch each, of a second, but the store is asked every other second.
    for _ in 0..10 {
        let held = authority.get().await.unwrap();
        authority.renewed(&held.token).await.unwrap();
    }
    assert_eq!(source.asked.load(Relaxed), 11);
    assert!(store.asked.load(Relaxed) <= 7, "asked {} times", store.asked.load(Relaxed));
}

#[tokio::test(start_paused = true)]
async fn when_a_token_expires_is_told_by_the_store_s_clock() {
    let (source, store) =
        (source(numbered), Arc::new(Odd { ahead: Duration::from_secs(3_000_000_000), ..Odd::default() }));
    authority(&source, Arc::clone(&store)).get().await.unwrap();
    advance(Duration::from_secs(3600)).await;
    let left = authority(&source, Arc::clone(&store)).get().await.unwrap().expires_in();
    assert!(left > Duration::from_secs(3590) && left <= Duration::from_secs(3600), "{left:?}");
    advance(Duration::from_secs(3601)).await;
    assert_eq!(text(&authority(&source, store).get().await.unwrap()), "t2");
}
