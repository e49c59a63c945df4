//! What an operator sees of a call: its span, and the numbers.

use std::{collections::BTreeMap, time::Duration};

use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use wx_api::{
    RetryPolicy,
    prelude::*,
    push::{EncodingAesKey, Incoming, PushError, Receiver},
};
use wx_mock::{Fault, MockWechat, Pusher};

use crate::world;

/// Every number by its name and labels; of a histogram, how many values it has.
fn numbers(snapshotter: &Snapshotter) -> BTreeMap<String, f64> {
    let all = snapshotter.snapshot().into_vec().into_iter();
    all.map(|(key, _, _, value)| {
        let key = key.key();
        let labels: Vec<_> = key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        let value = match value {
            DebugValue::Counter(count) => u32::try_from(count).unwrap().into(),
            DebugValue::Gauge(value) => value.into_inner(),
            DebugValue::Histogram(values) => u32::try_from(values.len()).unwrap().into(),
        };
        (format!("{} {}", key.name(), labels.join(" ")).trim().to_owned(), value)
    })
    .collect()
}

#[tokio::test]
async fn calls_errcodes_retries_and_tokens_are_counted() {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let _recorded = metrics::set_default_local_recorder(&recorder);
    wx_api::metrics::describe();

    let (wechat, client) = world().await;
    let quick = RetryPolicy::default().pauses(Duration::from_millis(1), Duration::from_millis(1));
    let client = client.with_retry(quick);
    client.generate_scheme(GenerateScheme::new()).await.unwrap();
    wechat.fault("getUnlimitedQRCode", Fault::Reset.times(2));
    client.get_unlimited_qr_code(GetUnlimitedQrCode::new("a=1")).await.unwrap();
    wechat.fault("sendMessage", Fault::errcode(43101));
    client.send_message(SendMessage::new("o", "t", [("thing1", "x")])).await.unwrap_err();
    wechat.void_tokens();
    client.generate_scheme(GenerateScheme::new()).await.unwrap();

    let numbers = numbers(&snapshotter);
    let appid = wechat.appid();
    for (name, expected) in [
        ("wx_calls_total endpoint=generateScheme outcome=ok", 2.0),
        ("wx_calls_total endpoint=getUnlimitedQRCode outcome=ok", 1.0),
        ("wx_calls_total endpoint=sendMessage outcome=errcode", 1.0),
        ("wx_calls_total endpoint=getStableAccessToken outcome=ok", 2.0),
        ("wx_call_seconds endpoint=generateScheme", 2.0),
        ("wx_errcodes_total endpoint=sendMessage errcode=43101", 1.0),
        ("wx_retries_total endpoint=getUnlimitedQRCode", 2.0),
        ("wx_retries_total endpoint=generateScheme", 1.0),
        (&format!("wx_token_fetches_total appid={appid} outcome=ok forced=false"), 2.0),
    ] {
        assert_eq!(numbers.get(name), Some(&expected), "{name} of {numbers:#?}");
    }
    let gauge = |name: &str| numbers[&format!("{name} appid={appid}")];
    let lives = gauge("wx_token_expires_timestamp_seconds") - gauge("wx_token_taken_timestamp_seconds");
    assert!((7190.0..=7200.0).contains(&lives), "{lives}");
}

#[tokio::test]
async fn pushes_are_counted() {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let _recorded = metrics::set_default_local_recorder(&recorder);

    let (url, key) = ("http://backend.example.com/wechat", EncodingAesKey::generate());
    let receiver = Receiver::secure(MockWechat::APPID, "the-token", key.clone());
    let request = |token: &str, name: &str| {
        let pusher = Pusher::secure(url, MockWechat::APPID, token, key.clone());
        pusher.to_push(&pusher.message(name, &serde_json::json!({})).unwrap()).unwrap()
    };
    let verdict = request("the-token", "wxa_media_check");
    let Ok(Incoming::Push(push)) = receiver.take(&verdict).await else { panic!("it is not taken") };
    // While it is handled, and when it was.
    assert_eq!(receiver.take(&verdict).await.unwrap_err(), PushError::UnderWay);
    let _ = push.success().await;
    assert!(matches!(receiver.take(&verdict).await, Ok(Incoming::Answered(_))));
    // A push that failed is taken again.
    let text = request("the-token", "text");
    for _ in 0..2 {
        drop(receiver.take(&text).await.unwrap());
    }
    let forged = request("another-token", "text");
    assert_eq!(receiver.take(&forged).await.unwrap_err(), PushError::BodySignature);

    let numbers = numbers(&snapshotter);
    let expected = [
        ("wx_pushes_total push= outcome=refused", 1.0),
        ("wx_pushes_total push=text outcome=taken", 2.0),
        ("wx_pushes_total push=wxa_media_check outcome=again", 2.0),
        ("wx_pushes_total push=wxa_media_check outcome=taken", 1.0),
    ];
    let expected = BTreeMap::from(expected.map(|(name, count)| (name.to_owned(), count)));
    assert_eq!(numbers, expected);
}
