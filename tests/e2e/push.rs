//! Message push, from the fake WeChat to a receiver: every push, in every mode and format.

mod own;

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use axum::{Router, extract::State, routing::any};
use serde_json::{Value, json};
use wx_api::{
    event::{SubscribeMsgPopupEvent, SubscribeStatus, WxaPunishEvent, XpayGoodsDeliverNotify, XpayReply},
    http::{Request, StatusCode},
    push::{EncodingAesKey, Format, Incoming, Push, PushReply, Receiver},
    registry,
};
use wx_mock::{MockWechat, PushProblem, PushedReply, Pusher};

const TOKEN: &str = "a-token-of-the-console";

/// A pusher and the receiver for it, in each mode.
fn pairs(url: &str) -> [(Pusher, Receiver); 3] {
    let (appid, key) = (MockWechat::APPID, EncodingAesKey::generate());
    [
        (Pusher::secure(url, appid, TOKEN, key.clone()), Receiver::secure(appid, TOKEN, key.clone())),
        (Pusher::compatible(url, appid, TOKEN, key.clone()), Receiver::compatible(appid, TOKEN, key)),
        (Pusher::plain(url, appid, TOKEN), Receiver::plain(appid, TOKEN)),
    ]
}

async fn taken(pusher: &Pusher, receiver: &Receiver, name: &str, fields: &Value) -> Push {
    let message = pusher.message(name, fields).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    let request: Request<_> = pusher.to_push(&message).unwrap();
    match receiver.take(&request).await {
        Ok(Incoming::Push(push)) => push,
        other => panic!("{name}: {other:?}"),
    }
}

#[tokio::test]
async fn every_push_arrives_in_every_mode_and_format() {
    let mut seen = 0;
    for (pusher, receiver) in pairs("http://backend.example.com/wechat") {
        for row in registry::events() {
            let mut shown = Vec::new();
            for format in [Format::Json, Format::Xml] {
                let receiver = receiver.clone().no_dedup();
                let push = taken(&pusher.clone().format(format), &receiver, row.meta.name, &json!({})).await;
                assert_eq!((push.format(), push.name()), (format, row.meta.name));
                let (meta, mut fields) = push.show().unwrap().expect("it has a type");
                assert_eq!(meta.rust_name, row.meta.rust_name);
                // Each message is another.
                fields.as_object_mut().unwrap().remove("MsgId");
                shown.push(fields);
                seen += 1;
            }
            assert_eq!(shown[0], shown[1], "{}: JSON and XML say the same", row.meta.name);
        }
    }
    assert!(seen >= 65 * 6, "{seen}");
}

#[tokio::test]
async fn shapes_that_differ_are_one_type() {
    let [(pusher, receiver), ..] = pairs("http://a/");
    let one = json!({"List": [{"TemplateId": "t", "SubscribeStatusString": "accept", "PopupScene": 0}]});
    for format in [Format::Json, Format::Xml] {
        let pusher = pusher.clone().format(format);
        let receiver = receiver.clone().no_dedup();
        let push = taken(&pusher, &receiver, "subscribe_msg_popup_event", &one).await;
        // In JSON a list of one came as the one; in XML inside a wrapper.
        assert!(!push.fields().get("List").is_some_and(Value::is_array), "{:?}", push.fields());
        let popup: SubscribeMsgPopupEvent = push.read().unwrap().unwrap();
        assert_eq!(popup.list.len(), 1);
        assert!(matches!(popup.list[0].subscribe_status_string, SubscribeStatus::Accept));

        let push = taken(&pusher, &receiver, "wxa_punish_event", &json!({})).await;
        let punish: WxaPunishEvent = push.read().unwrap().unwrap();
        assert_eq!(punish.detail.unwrap().read().unwrap().warned_ban_days, Some(vec![7]));
    }
}

/// A backend that takes pushes.
#[derive(Clone)]
struct App {
    receiver: Receiver,
    /// How many pushes it is still going to fail at.
    failures: Arc<AtomicUsize>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// A push that was handled.
#[derive(Debug, Clone)]
struct Heard {
    name: String,
    from: String,
    /// What its type keeps of it.
    fields: Value,
}

impl App {
    fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    fn handled(&self) -> usize {
        self.heard().len()
    }
}

impl axum::extract::FromRef<App> for Receiver {
    fn from_ref(app: &App) -> Self {
        app.receiver.clone()
    }
}

async fn handler(State(app): State<App>, push: Push) -> Result<PushReply, StatusCode> {
    let failure = app.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
    if failure.is_ok() {
        return Err(StatusCode::INTERNAL_SERVER_ERROR);
    }
    let failed = |_| StatusCode::INTERNAL_SERVER_ERROR;
    let (_, fields) = push.show().map_err(failed)?.ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
    let (name, from) = (push.name().to_owned(), push.from_user().to_string());
    app.heard.lock().unwrap().push(Heard { name, from, fields });
    if let Some(paid) = push.read::<XpayGoodsDeliverNotify>().map_err(failed)? {
        if paid.out_trade_no == "sold out" {
            return push
                .reply::<XpayGoodsDeliverNotify>(&XpayReply::new(1).err_msg("sold out"))
                .await
                .map_err(failed);
        }
        let reply = XpayReply::new(0).err_msg(format!("{} is delivered", paid.out_trade_no));
        return push.reply::<XpayGoodsDeliverNotify>(&reply).await.map_err(failed);
    }
    Ok(push.success().await)
}

async fn backend(receiver: Receiver) -> (App, String) {
    let app = App { receiver, failures: Arc::default(), heard: Arc::default() };
    let routes: Router = Router::new().route("/wechat", any(handler)).with_state(app.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/wechat", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (app, url)
}

#[tokio::test]
async fn a_backend_replies_in_the_mode_it_was_pushed_to_in() {
    for mode in 0..3 {
        let key = EncodingAesKey::generate();
        let receiver = match mode {
            0 => Receiver::secure(MockWechat::APPID, TOKEN, key.clone()),
            1 => Receiver::compatible(MockWechat::APPID, TOKEN, key.clone()),
            _ => Receiver::plain(MockWechat::APPID, TOKEN),
        };
        let (app, url) = backend(receiver).await;
        let pusher = match mode {
            0 => Pusher::secure(&url, MockWechat::APPID, TOKEN, key),
            1 => Pusher::compatible(&url, MockWechat::APPID, TOKEN, key),
            _ => Pusher::plain(&url, MockWechat::APPID, TOKEN),
        };
        pusher.verify().await.unwrap();
        for format in [Format::Json, Format::Xml] {
            let order = json!({ "OutTradeNo": format!("order-{format}") });
            let pushed =
                pusher.clone().format(format).send("xpay_goods_deliver_notify", order).await.unwrap();
            let PushedReply::Fields(reply) = pushed.reply else { panic!("{pushed:?}") };
            assert_eq!(reply["ErrMsg"], format!("order-{format} is delivered"));
        }
        assert_eq!(app.handled(), 2);
        // A backend that says that it failed has not taken the push, however well it says it.
        for format in [Format::Json, Format::Xml] {
            let order = json!({ "OutTradeNo": "sold out", "CreateTime": 1_763_948_211 });
            let problem =
                pusher.clone().format(format).send("xpay_goods_deliver_notify", order).await.unwrap_err();
            assert!(
                matches!(&problem, PushProblem::Failed { code: 1, message } if message == "sold out"),
                "{problem}"
            );
            assert!(problem.comes_again());
        }
        assert_eq!(app.handled(), 4);
    }
}

#[tokio::test]
async fn what_failed_comes_again_and_what_was_handled_does_not() {
    let key = EncodingAesKey::generate();
    let (app, url) = backend(Receiver::secure(MockWechat::APPID, TOKEN, key.clone())).await;
    let pusher = Pusher::secure(&url, MockWechat::APPID, TOKEN, key);
    let message = pusher.message("wxa_media_check", &json!({ "trace_id": "one" })).unwrap();

    app.failures.store(1, Ordering::SeqCst);
    let problem = pusher.send_message(message.clone()).await.unwrap_err();
    assert!(matches!(problem, PushProblem::Status { status, .. } if status == 500) && problem.comes_again());
    for _ in 0..3 {
        assert_eq!(pusher.send_message(message.clone()).await.unwrap().reply, PushedReply::Success);
    }
    assert_eq!(app.handled(), 1);
    // Another verdict of the same second is another.
    let mut other = message;
    other["trace_id"] = "two".into();
    pusher.send_message(other).await.unwrap();
    assert_eq!(app.handled(), 2);
}

#[tokio::test]
async fn a_body_too_large_is_not_read_to_its_end() {
    let key = EncodingAesKey::generate();
    let (app, url) = backend(Receiver::secure(MockWechat::APPID, TOKEN, key.clone()).max_bytes(2000)).await;
    let pusher = Pusher::secure(&url, MockWechat::APPID, TOKEN, key);
    let problem = pusher.send("text", json!({ "Content": "a".repeat(4000) })).await.unwrap_err();
    assert!(
        matches!(&problem, PushProblem::Status { status, body } if *status == 413 && body.contains("2000 bytes")),
        "{problem}"
    );
    assert_eq!(app.handled(), 0);
}
