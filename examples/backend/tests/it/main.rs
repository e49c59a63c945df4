//! The backend, driven over HTTP as a front end and WeChat would, against the fake WeChat.

mod calls;
mod page;
mod pushes;

use backend::App;
use serde_json::{Value, json};
use wx_api::{
    Client,
    push::{EncodingAesKey, Receiver},
};
use wx_mock::MockWechat;

const TOKEN: &str = "a-token";

/// A backend on a free port, and the fake WeChat behind it, which pushes to it.
struct World {
    wechat: MockWechat,
    key: EncodingAesKey,
    http: reqwest::Client,
    url: String,
}

impl World {
    async fn start() -> Self {
        let wechat = MockWechat::start().await;
        let client =
            Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url()).build().unwrap();
        let key = EncodingAesKey::generate();
        let pushes = Receiver::secure(wechat.appid(), TOKEN, key.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        wechat.push_to(wechat.pusher(format!("{url}/wechat"), TOKEN, key.clone()));
        let routes = App::new(client, pushes, "a-template").routes();
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { wechat, key, http: reqwest::Client::new(), url }
    }

    /// Logs in, and gives the cookie to be sent back.
    async fn log_in(&self, code: &str) -> String {
        let request = self.http.post(format!("{}/login", self.url)).json(&json!({ "code": code }));
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 204);
        let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("Secure") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
        cookie.split(';').next().unwrap().to_owned()
    }

    async fn post(&self, path: &str, cookie: &str, body: Value) -> (u16, Value) {
        let request = self.http.post(format!("{}{path}", self.url)).header("cookie", cookie).json(&body);
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap_or_default())
    }

    async fn get(&self, path: &str, cookie: &str) -> (u16, Value) {
        let request = self.http.get(format!("{}{path}", self.url)).header("cookie", cookie);
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap_or_default())
    }
}
