//! What a front end asks for.

use serde_json::json;
use wx_mock::Fault;

use super::World;

#[tokio::test]
async fn a_user_logs_in_and_gives_the_phone_number() {
    let world = World::start().await;
    let cookie = world.log_in("a-code-of-wx-login").await;

    let (status, body) = world.post("/phone", &cookie, json!({ "code": "a-code-of-the-button" })).await;
    assert_eq!((status, body["country"].as_str()), (200, Some("86")), "{body}");
    assert_eq!(body["phone"].as_str().unwrap().len(), 11);

    // The session is over, the cookie with it.
    let (status, _) = world.post("/logout", &cookie, json!({})).await;
    assert_eq!(status, 204);
    let (status, _) = world.post("/phone", &cookie, json!({ "code": "another-code" })).await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn an_old_front_end_gives_it_encrypted() {
    let world = World::start().await;
    let code = world.wechat.js_code_of("o-a-user");
    let cookie = world.log_in(&code).await;
    let (data, iv) = world.wechat.encrypted_phone("o-a-user", "13800138000");
    let sent = json!({ "encrypted_data": data, "iv": iv });
    let (status, body) = world.post("/phone/encrypted", &cookie, sent).await;
    assert_eq!((status, &body["phone"]), (200, &json!("13800138000")));

    // Data of another user's session does not open.
    let other = world.log_in("another-user").await;
    let (status, _) =
        world.post("/phone/encrypted", &other, json!({ "encrypted_data": data, "iv": iv })).await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn the_session_key_never_reaches_the_front_end() {
    let world = World::start().await;
    let code = world.wechat.js_code_of("o-a-user");
    let request = world.http.post(format!("{}/login", world.url)).json(&json!({ "code": code }));
    let response = request.send().await.unwrap();
    let headers = format!("{:?}", response.headers());
    let seen = headers + &response.text().await.unwrap();
    let key = world.wechat.session_of("o-a-user").unwrap();
    assert!(!seen.contains(key.expose()) && !seen.contains("o-a-user"), "{seen}");
}

#[tokio::test]
async fn what_the_front_end_did_wrong_is_told_and_the_rest_is_not() {
    let world = World::start().await;
    let cookie = world.log_in("once").await;

    let (status, body) = world.post("/login", "", json!({ "code": "once" })).await;
    assert_eq!(
        (status, &body["error"]),
        (400, &json!("the code was used or has expired, ask WeChat for a new one"))
    );

    let (status, _) = world.post("/phone", "session=not-a-session", json!({ "code": "p" })).await;
    assert_eq!(status, 401);

    world.wechat.fault("getPhoneNumber", Fault::Html);
    let (status, body) = world.post("/phone", &cookie, json!({ "code": "p" })).await;
    assert_eq!((status, &body["error"]), (502, &json!("WeChat cannot be reached right now")));
}

#[tokio::test]
async fn the_code_image_can_be_scanned_and_is_drawn_once() {
    let world = World::start().await;
    for _ in 0..2 {
        let response = world.http.get(format!("{}/code?scene=id%3D7&page=pages/menu/menu", world.url));
        let response = response.send().await.unwrap();
        assert_eq!(response.headers()["content-type"], "image/png");
        let image = image::load_from_memory(&response.bytes().await.unwrap()).unwrap().to_luma8();
        let mut scanned = rqrr::PreparedImage::prepare(image);
        let (_, content) = scanned.detect_grids()[0].decode().unwrap();
        assert!(content.contains("id=7") || content.contains("id%3D7"), "{content}");
    }
    assert_eq!(world.wechat.calls_to("getUnlimitedQRCode"), 1);

    let refused = world.http.get(format!("{}/code?scene=%E4%B8%AD", world.url)).send().await.unwrap();
    assert_eq!(refused.status(), 400);
}

#[tokio::test]
async fn an_order_is_told_to_who_wants_to_know() {
    let world = World::start().await;
    let code = world.wechat.js_code_of("o-a-user");
    let cookie = world.log_in(&code).await;
    let coffee = json!({ "item": "A coffee with a very long name", "quantity": 2 });
    let (status, body) = world.post("/orders", &cookie, coffee.clone()).await;
    assert_eq!((status, &body["told"]), (200, &json!(true)), "{body}");

    world.wechat.refuse("o-a-user");
    let (status, body) = world.post("/orders", &cookie, coffee).await;
    assert_eq!((status, &body["told"]), (200, &json!(false)), "{body}");
}

#[tokio::test]
async fn the_visits_of_a_week_are_drawn_once() {
    let world = World::start().await;
    for _ in 0..2 {
        let response = world.http.get(format!("{}/visits.svg", world.url)).send().await.unwrap();
        assert_eq!(response.headers()["content-type"], "image/svg+xml");
        let svg = response.text().await.unwrap();
        assert!(svg.starts_with("<svg") && svg.contains("of them new"), "{svg}");
    }
    assert_eq!(world.wechat.calls_to("getDailyVisitTrend"), 7);
}
