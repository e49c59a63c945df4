//! Once a push is taken: replies, and the same push again.

use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;
use wx_core::{Event, EventKind, EventMeta, ReplyKind, Type, Wire, push::open_reply};

use super::*;
use crate::push::{Claim, Dedup, DedupError, Deduping, MemoryDedup};

#[derive(Debug, Deserialize)]
struct Deliver {}

#[derive(Debug, Serialize)]
struct DeliverReply {
    #[serde(rename = "ErrCode")]
    code: i64,
}

impl Wire for Deliver {
    const TYPE: &'static Type = &Type::Any;
}

impl Wire for DeliverReply {
    const TYPE: &'static Type = &Type::Any;
}

impl Event for Deliver {
    type Reply = DeliverReply;
    const META: &'static EventMeta =
        &EventMeta::new(("xpay_goods_deliver_notify", "Deliver", module_path!()), EventKind::Event, "")
            .reply(ReplyKind::Fields);
}

#[derive(Debug, Deserialize)]
struct Cancel {}

impl Wire for Cancel {
    const TYPE: &'static Type = &Type::Any;
}

impl Event for Cancel {
    type Reply = DeliverReply;
    const META: &'static EventMeta =
        &EventMeta::new(("transport_cancel_order", "Cancel", module_path!()), EventKind::Event, "")
            .reply(ReplyKind::Beside);
}

fn message(name: &str, more: &Value) -> Vec<u8> {
    let mut message = json!({
        "ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": 1626959646, "MsgType": "event", "Event": name,
    });
    for (name, value) in fields(more.clone()) {
        message[name] = value;
    }
    message.to_string().into_bytes()
}

fn request(name: &str, more: &Value) -> Request<Vec<u8>> {
    sealed(Format::Json, &message(name, more))
}

#[tokio::test]
async fn a_reply_to_an_encrypted_push_is_encrypted() {
    let push = taken(&secure(), &request("xpay_goods_deliver_notify", &json!({"OutTradeNo": "1"}))).await;
    let reply = push.reply::<Deliver>(&DeliverReply { code: 0 }).await.unwrap();
    assert_eq!(reply.content_type(), Format::Json.content_type());
    let opened = open_reply(&PushToken::new(TOKEN), &key(), &AppId::new(APPID), reply.body()).unwrap();
    assert_eq!(opened, br#"{"ErrCode":0}"#);
    let sent: Value = serde_json::from_slice(reply.body()).unwrap();
    assert_eq!(sent["Nonce"], NONCE);
}

#[tokio::test]
async fn a_reply_beside_the_common_fields_goes_back_to_the_sender() {
    let xml = "<xml><ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName><CreateTime>1626959646</CreateTime>\
               <MsgType>event</MsgType><Event>transport_cancel_order</Event></xml>";
    let push = taken(&Receiver::plain(APPID, TOKEN), &plain(xml)).await;
    let reply = push.reply::<Cancel>(&DeliverReply { code: -1 }).await.unwrap();
    let (format, said) = push::read(reply.body()).unwrap();
    assert_eq!(format, Format::Xml);
    assert_eq!((&said["ToUserName"], &said["FromUserName"]), (&json!("o1"), &json!("gh_1")));
    assert_eq!((&said["Event"], &said["ErrCode"]), (&json!("transport_cancel_order"), &json!("-1")));
}

#[tokio::test]
async fn a_message_is_handed_to_the_customer_service() {
    let text = json!({"MsgType": "text", "Content": "hello", "MsgId": 1});
    let push = taken(&secure(), &request("", &text)).await;
    let reply = push.transfer_to_customer_service().await;
    let opened = open_reply(&PushToken::new(TOKEN), &key(), &AppId::new(APPID), reply.body()).unwrap();
    let said: Value = serde_json::from_slice(&opened).unwrap();
    assert_eq!((&said["ToUserName"], &said["MsgType"]), (&json!("o1"), &json!("transfer_customer_service")));
    assert_eq!(said.get("Event"), None);
}

#[tokio::test]
async fn what_was_handled_is_not_handled_again() {
    let receiver = secure();
    let first = request("wxa_media_check", &json!({"trace_id": "1"}));
    let push = taken(&receiver, &first).await;
    // Meanwhile it comes again, encrypted anew: not now.
    let again = request("wxa_media_check", &json!({"trace_id": "1"}));
    let error = refused(&receiver, &again).await;
    assert_eq!((&error, error.status().as_u16()), (&PushError::UnderWay, 503));

    let _ = push.success().await;
    for request in [first, again] {
        let reply = answered(&receiver, &request).await;
        assert_eq!((reply.status().as_u16(), reply.body().as_ref()), (200, &b"success"[..]));
    }
}

#[tokio::test]
async fn a_reply_that_says_more_than_success_is_said_again() {
    let receiver = secure();
    let order = |number: &str| request("xpay_goods_deliver_notify", &json!({ "OutTradeNo": number }));
    // It failed: `success`, when it comes again, would say that the goods are delivered.
    let push = taken(&receiver, &order("1")).await;
    let _ = push.reply::<Deliver>(&DeliverReply { code: 1 }).await.unwrap();
    let push = taken(&receiver, &order("1")).await;
    let _ = push.reply::<Deliver>(&DeliverReply { code: 0 }).await.unwrap();
    assert_eq!(answered(&receiver, &order("1")).await.body().as_ref(), b"success");

    // A message that was handed on is handed on again, should WeChat not have heard of it.
    let text = || request("", &json!({"MsgType": "text", "Content": "hello", "MsgId": 7}));
    let _ = taken(&receiver, &text()).await.transfer_to_customer_service().await;
    let _ = taken(&receiver, &text()).await;
}

#[tokio::test]
async fn what_failed_is_handled_when_it_comes_again() {
    let receiver = secure();
    let request = request("wxa_media_check", &json!({"trace_id": "1"}));
    drop(taken(&receiver, &request).await);
    let _ = taken(&receiver, &request).await.success().await;
    let _ = answered(&receiver, &request).await;
}

#[tokio::test]
async fn two_pushes_of_one_second_are_two() {
    let receiver = secure();
    let mut pushes = Vec::new();
    for more in [json!({"trace_id": "1"}), json!({"trace_id": "2"}), json!({"trace_id": "2", "version": 3})] {
        pushes.push(taken(&receiver, &request("wxa_media_check", &more)).await);
    }
    // A message is its MsgId, whatever else it says, as a number or as a string; another user's is another.
    let text = |id: Value, from: &str| json!({"MsgType": "text", "MsgId": id, "FromUserName": from});
    pushes.push(taken(&receiver, &request("", &text(json!(1), "o1"))).await);
    pushes.push(taken(&receiver, &request("", &text(json!(1), "o2"))).await);
    assert_eq!(refused(&receiver, &request("x", &text(json!("1"), "o1"))).await, PushError::UnderWay);
    // Two events about one message are two.
    for status in ["sent", "read"] {
        let about = json!({"MsgId": 1, "Status": status});
        pushes.push(taken(&receiver, &request("of_next_year", &about)).await);
    }
    // The number of the try is no part of what a push says.
    let tried = |times: u8| json!({"WxRefundId": "r", "RetryTimes": times});
    pushes.push(taken(&receiver, &request("xpay_refund_notify", &tried(0))).await);
    assert_eq!(refused(&receiver, &request("xpay_refund_notify", &tried(1))).await, PushError::UnderWay);
}

#[tokio::test(start_paused = true)]
async fn a_claim_ends_by_itself_and_a_memory_too() {
    let receiver = secure().remember(Duration::from_secs(3600));
    let request = request("wxa_media_check", &json!({"trace_id": "1"}));
    let lost = taken(&receiver, &request).await;
    // Its server is gone: it never gives the claim back.
    std::mem::forget(lost);
    assert_eq!(refused(&receiver, &request).await, PushError::UnderWay);
    tokio::time::advance(Duration::from_secs(11)).await;
    let _ = taken(&receiver, &request).await.success().await;
    let _ = answered(&receiver, &request).await;
    tokio::time::advance(Duration::from_secs(3601)).await;
    let _ = taken(&receiver, &request).await;
}

#[tokio::test(start_paused = true)]
async fn memory_is_bounded_and_the_oldest_is_forgotten() {
    let dedup = MemoryDedup::with_capacity(3);
    let (lease, keep) = (Duration::from_secs(10), Duration::from_secs(60));
    for key in ["a", "b", "c"] {
        assert_eq!(dedup.claim(key, lease).await.unwrap(), Claim::Yours);
        dedup.done(key, keep).await.unwrap();
    }
    assert_eq!(dedup.claim("d", lease).await.unwrap(), Claim::Yours);
    assert_eq!(dedup.claim("b", lease).await.unwrap(), Claim::Done);
    assert_eq!(dedup.claim("a", lease).await.unwrap(), Claim::Yours);
    assert_eq!(dedup.claim("b", lease).await.unwrap(), Claim::Yours);
    assert_eq!(format!("{dedup:?}"), "MemoryDedup { pushes: 3, .. }");
    // What is done is not given back.
    dedup.done("b", keep).await.unwrap();
    dedup.release("b").await.unwrap();
    assert_eq!(dedup.claim("b", lease).await.unwrap(), Claim::Done);
}

#[derive(Debug)]
struct Gone;

impl Dedup for Gone {
    fn claim<'a>(&'a self, _: &'a str, _: Duration) -> Deduping<'a, Claim> {
        Box::pin(async { Err(DedupError::new("gone")) })
    }

    fn done<'a>(&'a self, _: &'a str, _: Duration) -> Deduping<'a, ()> {
        Box::pin(async { Err(DedupError::new("gone")) })
    }

    fn release<'a>(&'a self, _: &'a str) -> Deduping<'a, ()> {
        Box::pin(async { Err(DedupError::new("gone")) })
    }
}

#[tokio::test]
async fn without_its_memory_a_receiver_goes_on() {
    let receiver = secure().deduplicate(Gone);
    let request = request("wxa_media_check", &json!({"trace_id": "1"}));
    let _ = taken(&receiver, &request).await.success().await;
    let _ = taken(&receiver, &request).await;
}

#[tokio::test]
async fn work_may_go_on_after_the_reply() {
    static WORKED: AtomicBool = AtomicBool::new(false);
    let receiver = secure();
    let push = taken(&receiver, &request("wxa_media_check", &json!({"trace_id": "1"}))).await;
    let (go, wait) = oneshot::channel::<()>();
    let reply = push
        .later(async |push| {
            let _ = wait.await;
            assert_eq!(push.name(), "wxa_media_check");
            WORKED.store(true, Ordering::SeqCst);
        })
        .await;
    // WeChat has heard, the work is not done.
    assert_eq!(reply.body().as_ref(), b"success");
    assert!(!WORKED.load(Ordering::SeqCst));
    go.send(()).unwrap();
    receiver.finish().await;
    assert!(WORKED.load(Ordering::SeqCst));
}
