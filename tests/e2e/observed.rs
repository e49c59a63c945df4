//! What an operator sees of a call: its span, and the numbers.

use std::{collections::BTreeMap, time::Duration};

use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use wx_api::{RetryPolicy, prelude::*};
use wx_mock::Fault;

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
