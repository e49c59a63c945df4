//! How a token is renewed before it expires.

#[allow(clippy::wildcard_imports, reason = "the helpers of these tests")]
use super::*;

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
