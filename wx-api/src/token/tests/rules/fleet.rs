//! Several processes and one store.

#[allow(clippy::wildcard_imports, reason = "the helpers of these tests")]
use super::*;

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
async fn a_lease_of_a_dead_process_is_waited_for_three_seconds_at_most() {
    // The store's clock may have been set back since. The last two are longer than any lease, and so are none.
    for (until, shortest, longest) in
        [(1_500_u64, 1, 3), (3_000, 3, 4), (11_000, 3, 4), (30_000, 0, 2), (u64::MAX, 0, 2)]
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

#[tokio::test(start_paused = true)]
async fn when_whoever_fetches_dies_one_of_the_others_is_the_next() {
    for until in [1_500, 2_900, 3_000] {
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
    // It hangs three times.
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
        assert!(began.elapsed() < Duration::from_millis(4800), "{:?}", began.elapsed());
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
