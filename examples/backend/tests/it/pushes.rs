//! What WeChat pushes.

use serde_json::json;
use wx_mock::{PushProblem, PushedReply, Pusher};

use super::{TOKEN, World};

#[tokio::test]
async fn a_text_is_judged_at_once_and_an_image_when_the_verdict_comes() {
    let world = World::start().await;
    let cookie = world.log_in("a-code").await;
    for (post, state) in [("a good day", "shown"), ("something risky", "rejected")] {
        let (_, body) = world.post("/posts", &cookie, json!({ "text": post })).await;
        assert_eq!(body["state"], state, "{body}");
    }
    for (times, (image, state)) in [("cat.png", "shown"), ("risky.png", "rejected")].into_iter().enumerate() {
        let image = format!("https://img.example.com/{image}");
        let (status, post) = world.post("/posts", &cookie, json!({ "image": image })).await;
        assert_eq!(status, 200, "{post}");
        world.wechat.pushed("wxa_media_check", times + 1).await;
        let (_, post) = world.get(&format!("/posts/{}", post["id"].as_str().unwrap()), &cookie).await;
        assert_eq!(post["state"], state);
    }
    assert!(world.wechat.pushes().iter().all(|push| push.outcome.is_ok()), "{:?}", world.wechat.pushes());
}

#[tokio::test]
async fn the_address_is_verified_and_a_stranger_is_not_believed() {
    let world = World::start().await;
    let address = format!("{}/wechat", world.url);
    let pusher = world.wechat.pusher(&address, TOKEN, world.key.clone());
    pusher.verify().await.unwrap();

    let stranger = Pusher::secure(&address, world.wechat.appid(), "another-token", world.key.clone());
    assert!(matches!(stranger.verify().await, Err(PushProblem::Status { status, .. }) if status == 403));
    let forged = stranger.send("wxa_media_check", json!({ "trace_id": "t" })).await;
    assert!(matches!(forged, Err(PushProblem::Status { status, .. }) if status == 403), "{forged:?}");
}

#[tokio::test]
async fn a_message_is_handed_to_the_customer_service() {
    let world = World::start().await;
    let pusher = world.wechat.pusher(format!("{}/wechat", world.url), TOKEN, world.key.clone());
    let pushed = pusher.from_user("o-a-user").send("text", json!({ "Content": "hello" })).await.unwrap();
    let PushedReply::Fields(reply) = pushed.reply else { panic!("{pushed:?}") };
    assert_eq!(
        (&reply["MsgType"], &reply["ToUserName"]),
        (&json!("transfer_customer_service"), &json!("o-a-user"))
    );
}
