//! The backend, driven over HTTP as a front end would, against the fake WeChat.

use serde_json::{Value, json};
use wx_api::Client;
use wx_mock::{Fault, MockWechat};

/// A backend on a free port, and the fake WeChat behind it.
struct World {
    wechat: MockWechat,
    http: reqwest::Client,
    url: String,
}

impl World {
    async fn start() -> Self {
        let wechat = MockWechat::start().await;
        let client =
            Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url()).build().unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, backend::routes(client)).await });
        Self { wechat, http: reqwest::Client::new(), url }
    }

    async fn post(&self, path: &str, token: &str, body: Value) -> (u16, Value) {
        let request = self.http.post(format!("{}{path}", self.url)).bearer_auth(token).json(&body);
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    async fn log_in(&self, code: &str) -> String {
        let (status, body) = self.post("/login", "", json!({ "code": code })).await;
        assert_eq!(status, 200, "{body}");
        body["token"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn a_user_logs_in_and_gives_the_phone_number() {
    let world = World::start().await;
    let token = world.log_in("a-code-of-wx-login").await;

    let (status, body) = world.post("/phone", &token, json!({ "code": "a-code-of-the-button" })).await;
    assert_eq!((status, body["country"].as_str()), (200, Some("86")), "{body}");
    assert_eq!(body["phone"].as_str().unwrap().len(), 11);
}

#[tokio::test]
async fn the_session_key_never_reaches_the_front_end() {
    let world = World::start().await;
    let response = world.http.post(format!("{}/login", world.url)).json(&json!({ "code": "c" }));
    let text = response.send().await.unwrap().text().await.unwrap();
    let body: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(body.as_object().unwrap().keys().collect::<Vec<_>>(), ["token"]);
}

#[tokio::test]
async fn what_the_front_end_did_wrong_is_told_and_the_rest_is_not() {
    let world = World::start().await;
    let token = world.log_in("once").await;

    let (status, body) = world.post("/login", "", json!({ "code": "once" })).await;
    assert_eq!(
        (status, &body["error"]),
        (400, &json!("the code was used or has expired, ask WeChat for a new one"))
    );

    let (status, _) = world.post("/phone", "not-a-token", json!({ "code": "p" })).await;
    assert_eq!(status, 401);

    world.wechat.fault("getPhoneNumber", Fault::Html);
    let (status, body) = world.post("/phone", &token, json!({ "code": "p" })).await;
    assert_eq!((status, &body["error"]), (502, &json!("WeChat cannot be reached right now")));
}

#[tokio::test]
async fn the_code_image_can_be_scanned() {
    let world = World::start().await;
    let response = world.http.get(format!("{}/code?scene=id%3D7&page=pages/menu/menu", world.url));
    let response = response.send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "image/png");

    let image = image::load_from_memory(&response.bytes().await.unwrap()).unwrap().to_luma8();
    let mut scanned = rqrr::PreparedImage::prepare(image);
    let (_, content) = scanned.detect_grids()[0].decode().unwrap();
    assert!(content.contains("id=7") || content.contains("id%3D7"), "{content}");

    let refused = world.http.get(format!("{}/code?scene=%E4%B8%AD", world.url)).send().await.unwrap();
    assert_eq!(refused.status(), 400);
}
