//! Several servers behind one address of message push: what one has handled, no other does.

use std::time::Duration;

use wx_api::push::{Claim, Dedup, EncodingAesKey, Incoming, PushError, Receiver, RedisDedup};
use wx_mock::{MockWechat, Pusher};

use crate::redis_server::RedisServer;

const TOKEN: &str = "a-token";

fn dedup(redis: &RedisServer) -> RedisDedup {
    // A loaded machine is no slow Redis.
    RedisDedup::new(redis.url()).unwrap().timeout(Duration::from_secs(2))
}

#[tokio::test]
async fn two_servers_handle_a_push_once() {
    let Some(mut redis) = RedisServer::start(&[]) else { return };
    let key = EncodingAesKey::generate();
    let server = || Receiver::secure(MockWechat::APPID, TOKEN, key.clone()).deduplicate(dedup(&redis));
    let (one, two) = (server(), server());
    let pusher = Pusher::secure("http://a/", MockWechat::APPID, TOKEN, key.clone());
    let message = pusher.message("wxa_media_check", &serde_json::json!({ "trace_id": "t" })).unwrap();
    let request = || pusher.to_push(&message).unwrap();

    let Ok(Incoming::Push(push)) = one.take(&request()).await else { panic!("the first is to be handled") };
    assert_eq!(two.take(&request()).await.unwrap_err(), PushError::UnderWay);
    // The handler fails; the claim is given back on a task of its own, or ends by itself.
    drop(push);
    let push = loop {
        match two.take(&request()).await {
            Ok(Incoming::Push(push)) => break push,
            Err(PushError::UnderWay) => tokio::task::yield_now().await,
            other => panic!("{other:?}"),
        }
    };
    let _ = push.success().await;
    for server in [&one, &two] {
        assert!(matches!(server.take(&request()).await, Ok(Incoming::Answered(_))));
    }
    // Who reads Redis learns nothing of the push.
    let keys: Vec<String> = redis.run(&["KEYS", "*"]);
    assert_eq!(keys.len(), 1);
    assert!(keys[0].starts_with("wx:push:") && keys[0].len() == "wx:push:".len() + 32, "{keys:?}");

    // Without Redis a push is handled, twice rather than never.
    redis.kill();
    for server in [&one, &two] {
        let taken = server.take(&request()).await;
        assert!(matches!(taken, Ok(Incoming::Push(_))), "{taken:?}");
    }
}

#[tokio::test]
async fn a_claim_ends_and_what_is_done_stays_done() {
    let Some(redis) = RedisServer::start(&[]) else { return };
    let dedup = dedup(&redis).key_prefix("mine:");
    let (moment, minute) = (Duration::from_millis(1), Duration::from_secs(60));
    assert_eq!(dedup.claim("a", moment).await.unwrap(), Claim::Yours);
    // It ends by Redis' own clock.
    while dedup.claim("a", minute).await.unwrap() != Claim::Yours {}
    assert_eq!(dedup.claim("a", minute).await.unwrap(), Claim::UnderWay);
    dedup.done("a", minute).await.unwrap();
    dedup.release("a").await.unwrap();
    assert_eq!(dedup.claim("a", minute).await.unwrap(), Claim::Done);
    let keys: Vec<String> = redis.run(&["KEYS", "*"]);
    assert_eq!(keys, ["mine:a"]);
}
