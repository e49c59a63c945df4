//! Pushes, as a test in another language orders them and looks at them.

use std::time::Duration;

use serde_json::{Map, Value, json};
use wx_core::{
    AppId,
    push::{EncodingAesKey, PushToken, decrypt, encrypted, is_signature, msg_signature, read},
};
use wx_mock::{MockWechat, PushProblem, Pusher};

use crate::{
    backend::{Backend, Got},
    listener::Listener,
};

const TOKEN: &str = "a-token-of-the-console";
const KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

async fn order(backend: &Backend, path: &str, body: Value) -> Got {
    backend.post(&format!("/__mock/{path}"), body.to_string()).await
}

/// A fake WeChat that was told to push to this listener.
async fn pushing_to(listener: &Listener, more: Value) -> Backend {
    let backend = Backend::new().await;
    let mut target = json!({ "url": listener.url, "token": TOKEN, "aes_key": KEY });
    target.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    assert_eq!(order(&backend, "push_to", target).await.status, 200);
    backend
}

/// What a request says, once its signature fits and it is opened.
fn opened(request: &http::Request<bytes::Bytes>) -> Map<String, Value> {
    let query: Vec<(String, String)> = serde_urlencoded::from_str(request.uri().query().unwrap()).unwrap();
    let value = |name: &str| query.iter().find(|(key, _)| key == name).unwrap().1.as_str();
    let (_, fields) = read(request.body()).unwrap();
    let sealed = encrypted(&fields).unwrap();
    let due = msg_signature(&PushToken::new(TOKEN), value("timestamp"), value("nonce"), sealed);
    assert!(is_signature(value("msg_signature"), &due));
    let plain = decrypt(&EncodingAesKey::new(KEY).unwrap(), &AppId::new(MockWechat::APPID), sealed).unwrap();
    read(&plain).unwrap().1
}

#[tokio::test]
async fn they_are_ordered_and_listed_over_http() {
    let listener = Listener::start(&[]).await;
    let backend = pushing_to(&listener, json!({})).await;
    let media = json!({ "name": "wxa_media_check", "fields": { "trace_id": "t-1" }, "from": "o-one" });
    let told = order(&backend, "push", media).await.json();
    assert_eq!((&told["name"], &told["reply"]), (&json!("wxa_media_check"), &json!("success")));
    assert_eq!(told["problem"], Value::Null);
    let sent = opened(&listener.came()[0]);
    assert_eq!(Value::Object(sent), told["message"]);
    assert_eq!(
        (&told["message"]["trace_id"], &told["message"]["FromUserName"]),
        (&json!("t-1"), &json!("o-one"))
    );

    // One by itself, after a call.
    let message = json!({ "touser": "o-two", "template_id": "t", "data": {} });
    assert_eq!(backend.call("/cgi-bin/message/subscribe/send", message).await.errcode(), 0);
    backend.wechat.pushed("subscribe_msg_sent_event", 1).await;
    // And a whole one, that no type here knows.
    let whole = json!({
        "ToUserName": "gh_1", "FromUserName": "o-three", "CreateTime": 1, "MsgType": "event", "Event": "of_next_year",
    });
    let told = order(&backend, "push", json!({ "message": whole })).await.json();
    assert_eq!((&told["name"], &told["message"]), (&json!("of_next_year"), &whole));
    let list = backend.get("/__mock/pushes").await.json();
    let names: Vec<_> = list.as_array().unwrap().iter().map(|push| push["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["wxa_media_check", "subscribe_msg_sent_event", "of_next_year"]);
    assert_eq!(list[1]["message"]["FromUserName"], "o-two");
    assert!(!list.to_string().contains(TOKEN) && !list.to_string().contains(KEY));

    let delete = async |path: &str| {
        let url = format!("{}/__mock/{path}", backend.wechat.base_url());
        reqwest::Client::new().delete(url).send().await.unwrap().status()
    };
    assert_eq!(delete("pushes").await, 200);
    assert_eq!(backend.get("/__mock/pushes").await.json(), json!([]));
    assert_eq!(delete("push_to").await, 200);
    assert_eq!(order(&backend, "push", json!({ "name": "text" })).await.status, 409);
    assert_eq!(listener.came().len(), 3);
}

#[tokio::test]
async fn a_backend_that_fails_is_told_so_and_pushed_to_again() {
    let listener = Listener::start(&[500, 500]).await;
    let backend = pushing_to(&listener, json!({ "format": "xml" })).await;
    let message = json!({ "touser": "o-one", "template_id": "t", "data": {} });
    assert_eq!(backend.call("/cgi-bin/message/subscribe/send", message).await.errcode(), 0);
    backend.wechat.pushed("subscribe_msg_sent_event", 3).await;
    let list = backend.get("/__mock/pushes").await.json();
    let problem = "the backend answered HTTP 500 Internal Server Error, WeChat wants 200: not now";
    assert_eq!((&list[0]["problem"], &list[0]["reply"]), (&json!(problem), &Value::Null));
    assert_eq!((&list[2]["problem"], &list[2]["reply"]), (&Value::Null, &json!("success")));
    let came: Vec<_> = listener.came().iter().map(opened).collect();
    assert_eq!(came.len(), 3);
    assert!(came[0] == came[1] && came[1] == came[2], "{came:?}");
    assert!(came[0].contains_key("SubscribeMsgSentEvent"), "{came:?}");
}

#[tokio::test]
async fn in_plain_text_if_that_is_wanted() {
    let listener = Listener::start(&[]).await;
    let backend = pushing_to(&listener, json!({ "mode": "plain", "aes_key": null })).await;
    let told =
        order(&backend, "push", json!({ "name": "text", "fields": { "Content": "hello" } })).await.json();
    let (_, came) = read(listener.came()[0].body()).unwrap();
    assert_eq!((Value::Object(came.clone()), &came["Content"]), (told["message"].clone(), &json!("hello")));

    let both = json!({ "url": listener.url, "token": TOKEN, "aes_key": KEY, "mode": "compatible" });
    assert_eq!(order(&backend, "push_to", both).await.status, 200);
    order(&backend, "push", json!({ "name": "text" })).await;
    let (_, came) = read(listener.came()[1].body()).unwrap();
    assert!(encrypted(&came).is_some() && came.contains_key("Content"), "{came:?}");
}

#[tokio::test]
async fn each_mini_program_has_its_backend() {
    let (one, other) = (Listener::start(&[]).await, Listener::start(&[]).await);
    let backend = Backend::of(MockWechat::builder().app("wx1", "secret-1").app("wx2", "secret-2")).await;
    let to = |url: &str, appid: &str| json!({ "url": url, "token": TOKEN, "mode": "plain", "appid": appid });
    assert_eq!(order(&backend, "push_to", to(&other.url, "wx2")).await.status, 200);
    let media = json!({
        "media_url": "https://example.com/a.png", "media_type": 2, "version": 2, "scene": 1, "openid": "o-one",
    });
    let check = async || backend.call("/wxa/media_check_async", media.clone()).await.errcode();
    // It is about the first, and nobody said where that one's pushes go.
    assert_eq!(check().await, 0);
    assert_eq!(order(&backend, "push", json!({ "name": "text" })).await.status, 409);
    assert_eq!(order(&backend, "push_to", to(&one.url, "wx1")).await.status, 200);
    assert_eq!(check().await, 0);
    backend.wechat.pushed("wxa_media_check", 1).await;
    let told = order(&backend, "push", json!({ "name": "text", "appid": "wx2" })).await.json();
    assert_eq!(told["problem"], Value::Null);
    assert_eq!((one.came().len(), other.came().len()), (1, 1));
    assert_eq!(read(one.came()[0].body()).unwrap().1["appid"], "wx1");
    let nobody = order(&backend, "push", json!({ "name": "text", "appid": "wx3" })).await;
    assert_eq!(nobody.status, 404);
}

#[tokio::test]
async fn a_wrong_order_says_what_is_wrong() {
    let listener = Listener::start(&[]).await;
    let backend = Backend::new().await;
    let target = |url: &str, key: Value| json!({ "url": url, "token": TOKEN, "aes_key": key });
    let url = listener.url.as_str();
    for (path, body, status, said) in [
        ("push", json!({ "name": "text" }), 409, "POST /__mock/push_to says it first"),
        ("push_to", target(url, Value::Null), 400, "`aes_key` is missing"),
        ("push_to", target(url, json!("too-short")), 400, "9 characters instead of 43"),
        ("push_to", target("nowhere", json!(KEY)), 400, "cannot be pushed to"),
        ("push_to", target("ftp://127.0.0.1/", json!(KEY)), 400, "neither http:// nor https://"),
        ("push_to", json!({ "url": url, "token": TOKEN, "mode": "safe" }), 400, "unknown variant `safe`"),
        ("push_to", target(url, json!(KEY)), 200, ""),
        ("push", json!({ "name": "wxa_media_chek" }), 404, "did you mean `wxa_media_check`?"),
        ("push", json!({ "name": "wxa_media_check", "fields": { "version": [] } }), 400, "`version`"),
        ("push", json!({ "name": "text", "message": {} }), 400, "either `name`"),
        ("push", json!({}), 400, "either `name`"),
        ("push", json!({ "nam": "text" }), 400, "unknown field `nam`"),
    ] {
        let got = order(&backend, path, body.clone()).await;
        let text = String::from_utf8(got.bytes).unwrap();
        assert!(got.status == status && text.contains(said), "{path} {body}: {} {text}", got.status);
        assert!(!text.contains(KEY) && !text.contains("too-short"), "{text}");
    }
    assert_eq!(backend.get("/__mock/pushes").await.json(), json!([]));
}

/// The clock is a fake one: it goes on by itself when nothing else can.
#[tokio::test(start_paused = true)]
async fn a_backend_that_says_nothing_is_waited_for_five_seconds() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/wechat", silent.local_addr().unwrap());
    let pusher = Pusher::secure(url, MockWechat::APPID, TOKEN, EncodingAesKey::new(KEY).unwrap());
    let begun = tokio::time::Instant::now();
    let problem = pusher.send("text", json!({})).await.unwrap_err();
    assert_eq!(problem, PushProblem::TooLate(Duration::from_secs(5)));
    assert_eq!(begun.elapsed().as_secs(), 5);
    assert!(problem.comes_again());
    assert_eq!(problem.to_string(), "the backend gave no answer within 5 seconds, as long as WeChat waits");
}
