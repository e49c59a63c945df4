//! `wx push`, against a backend that is a fake one.

use std::{
    process::{Command, Output},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{Router, routing::any};
use serde_json::{Value, json};
use wx_api::push::{EncodingAesKey, Push, Receiver};
use wx_mock::{MockWechat, Pusher};

use crate::{
    mock::Running,
    wx::{Ran, command},
};

const TOKEN: &str = "a-token-of-the-console";
const KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

/// `wx` with the keys of the console, while the runtime of the test goes on.
async fn wx(args: &[&str]) -> Ran {
    let mut command = command(args);
    command.env("WX_PUSH_TOKEN", TOKEN).env("WX_PUSH_AES_KEY", KEY);
    run(command).await
}

async fn run(mut command: Command) -> Ran {
    let output: Output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    output.into()
}

/// A backend that counts what it handles, and its address.
async fn backend() -> (String, Arc<AtomicUsize>) {
    let handled = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&handled);
    let handler = move |push: Push| async move {
        counted.fetch_add(1, Ordering::SeqCst);
        match push.msg_type() {
            "text" => push.transfer_to_customer_service().await,
            _ => push.success().await,
        }
    };
    let receiver = Receiver::secure(MockWechat::APPID, TOKEN, EncodingAesKey::new(KEY).unwrap());
    let routes: Router = Router::new().route("/wechat", any(handler)).with_state(receiver);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/wechat", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (url, handled)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backend_is_pushed_to() {
    let (url, handled) = backend().await;
    let said = wx(&["push", "url", "--to", &url]).await.ok().stdout();
    assert!(said.contains("verified"), "{said}");

    let data = r#"{"trace_id":"60f96f1d"}"#;
    let send = ["push", "send", "wxa_media_check", "--to", &url, "--data", data, "--times", "2"];
    let said = wx(&send).await.ok().stdout();
    assert!(said.contains(r#""trace_id":"60f96f1d""#) && said.matches("arrived").count() == 2, "{said}");
    assert_eq!(handled.load(Ordering::SeqCst), 1);

    let send = ["push", "send", "text", "--to", &url, "--format", "xml", "--from", "o-a-user", "--json"];
    let json = wx(&send).await.ok().json();
    assert_eq!(json[0]["reply"]["MsgType"], "transfer_customer_service");
    assert_eq!(json[0]["reply"]["ToUserName"], "o-a-user");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_wrong_is_said() {
    let (url, _) = backend().await;
    let said = wx(&["push", "send", "wxa_media_chek", "--to", &url]).await.failed(2);
    assert!(said.contains("did you mean `wxa_media_check`"), "{said}");
    let said = wx(&["push", "send", "text", "--to", "nowhere"]).await.failed(2);
    assert!(said.contains("cannot be pushed to"), "{said}");
    let said = wx(&["push", "send", "text", "--to", &url, "--mode", "plain"]).await;
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("403") && said.stderr.contains("not encrypted"), "{}", said.stderr);
    let said = wx(&["push", "send", "wxa_media_check", "--to", "http://127.0.0.1:1/"]).await;
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("does not answer"), "{}", said.stderr);
    let mut without = command(&["push", "url", "--to", &url]);
    without.env_remove("WX_PUSH_TOKEN");
    let said = run(without).await.failed(2);
    assert!(said.contains("WX_PUSH_TOKEN is not set"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_captured_request_is_looked_into() {
    let pusher = Pusher::secure("http://a/", MockWechat::APPID, TOKEN, EncodingAesKey::new(KEY).unwrap());
    let message = pusher.message("wxa_media_check", &serde_json::json!({"trace_id": "60f96f1d"})).unwrap();
    let request = pusher.to_push(&message).unwrap();
    let query = request.uri().query().unwrap();
    let body = std::str::from_utf8(request.body()).unwrap();

    let json = wx(&["push", "verify", "--query", query, "--body", body, "--json"]).await.ok().json();
    assert_eq!(
        (&json["rust_name"], &json["fields"]["trace_id"]),
        (&"WxaMediaCheck".into(), &"60f96f1d".into())
    );
    let said = wx(&["push", "verify", "--query", query, "--body", body]).await.ok().stdout();
    assert!(said.starts_with("The request is WeChat's") && said.contains("read as WxaMediaCheck"), "{said}");

    let tampered = body.replacen('A', "B", 1);
    let said = wx(&["push", "verify", "--query", query, "--body", &tampered]).await.failed(1);
    assert!(said.contains("msg_signature does not fit"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fake_wechat_pushes_to_a_backend() {
    let (url, handled) = backend().await;
    let mut mock = command(&["mock", "--json", "--push-to", &url, "--push-format", "xml"]);
    mock.env("WX_PUSH_TOKEN", TOKEN).env("WX_PUSH_AES_KEY", KEY);
    let (_running, line) = Running::of(mock);
    let json: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(json["push_to"], url);
    assert!(!line.contains(TOKEN) && !line.contains(KEY), "{line}");
    let order = json!({ "name": "text", "from": "o-a-user" });
    let push = format!("{}/__mock/push", json["base_url"].as_str().unwrap());
    let told = reqwest::Client::new().post(push).json(&order).send().await.unwrap();
    let told: Value = told.json().await.unwrap();
    assert_eq!(
        (&told["reply"]["ToUserName"], &told["reply"]["MsgType"]),
        (&json!("o-a-user"), &json!("transfer_customer_service")),
        "{told}"
    );
    assert_eq!(handled.load(Ordering::SeqCst), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fake_wechat_that_cannot_push_does_not_start() {
    let said = wx(&["mock", "--push-to", "ftp://127.0.0.1/"]).await.failed(2);
    assert!(said.contains("neither http:// nor https://"), "{said}");
    let said = run(command(&["mock", "--push-to", "http://127.0.0.1:1/"])).await.failed(2);
    assert!(said.contains("WX_PUSH_TOKEN is not set"), "{said}");
    assert_eq!(wx(&["mock", "--push-mode", "plain"]).await.code, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pushes_are_listed() {
    let json = wx(&["push", "list", "--json"]).await.ok().json();
    let names: Vec<_> = json.as_array().unwrap().iter().map(|push| push["name"].as_str().unwrap()).collect();
    for name in ["text", "wxa_media_check", "subscribe_msg_sent_event", "xpay_refund_notify"] {
        assert!(names.contains(&name), "{names:?}");
    }
    let said = wx(&["push", "list"]).await.ok().stdout();
    assert!(said.contains("异步检测结果推送"), "{said}");
}
