//! When a call is made again, and when it must not be.

use std::{sync::Arc, time::Duration};

use tokio::sync::Notify;
use wx_api::{
    Bytes, Client, Error, ReqwestTransport, RetryPolicy, Sending, Transport, TransportErrorKind,
    http::Request, prelude::*,
};
use wx_mock::{Fault, MockWechat};

use crate::world;

/// A policy that loses no time.
fn quick() -> RetryPolicy {
    RetryPolicy::default().pauses(Duration::from_millis(1), Duration::from_millis(1))
}

async fn quick_world() -> (MockWechat, Client) {
    let (wechat, client) = world().await;
    client.access_token().await.unwrap();
    (wechat, client.with_retry(quick()))
}

async fn send(client: &Client) -> Result<(), Error> {
    client.send_message(SendMessage::new("o", "t", [("thing1", "x")])).await.map(drop)
}

async fn draw(client: &Client) -> Result<(), Error> {
    client.get_unlimited_qr_code(GetUnlimitedQrCode::new("a=1")).await.map(drop)
}

/// After these nobody knows whether the call took effect.
fn doubtful() -> Vec<Fault> {
    let mut faults = vec![Fault::errcode(-1), Fault::errcode(45011), Fault::Reset, Fault::Truncated];
    faults.extend([500, 502, 503, 504, 429].map(Fault::Status));
    faults
}

#[tokio::test]
async fn a_message_is_never_sent_twice() {
    let (wechat, client) = quick_world().await;
    for (number, fault) in doubtful().into_iter().enumerate() {
        wechat.fault("sendMessage", fault.clone());
        send(&client).await.unwrap_err();
        assert_eq!(wechat.calls_to("sendMessage"), number + 1, "{fault:?}");
    }
    wechat.fault("sendMessage", Fault::Hang);
    let error = send(&client.with_timeout(Duration::from_millis(100))).await.unwrap_err();
    assert!(error.may_have_been_sent());
    assert_eq!(wechat.calls_to("sendMessage"), doubtful().len() + 1);
}

/// OCR has 100 calls a day: a call that may have been counted is not repeated.
#[tokio::test]
async fn what_costs_quota_is_never_sent_twice() {
    let (wechat, client) = quick_world().await;
    let card = || IdcardOcr::new().img_url("https://a.example/card.jpg");
    let bank = || BankcardOcr::new().img_url("https://a.example/card.jpg");
    let text = || CommOcr::new().img_url("https://a.example/text.jpg");
    for (number, fault) in doubtful().into_iter().enumerate() {
        for name in ["idcardOcr", "bankcardOcr", "commocr"] {
            wechat.fault(name, fault.clone());
        }
        client.idcard_ocr(card()).await.unwrap_err();
        client.bankcard_ocr(bank()).await.unwrap_err();
        client.comm_ocr(text()).await.unwrap_err();
        for name in ["idcardOcr", "bankcardOcr", "commocr"] {
            assert_eq!(wechat.calls_to(name), number + 1, "{fault:?}");
        }
    }
}

#[tokio::test]
async fn an_idempotent_call_gets_over_two_stumbles_and_not_over_three() {
    for fault in doubtful() {
        let (wechat, client) = quick_world().await;
        wechat.fault("getUnlimitedQRCode", fault.clone().times(2));
        draw(&client).await.unwrap();
        assert_eq!(wechat.calls_to("getUnlimitedQRCode"), 3, "{fault:?}");
        wechat.fault("getUnlimitedQRCode", fault.clone().times(3));
        draw(&client).await.unwrap_err();
        assert_eq!(wechat.calls_to("getUnlimitedQRCode"), 6, "{fault:?}");
    }
}

#[tokio::test]
async fn what_cannot_get_better_is_not_tried_again() {
    for fault in [Fault::errcode(45009), Fault::errcode(40097), Fault::Html, Fault::Empty, Fault::Status(404)]
    {
        let (wechat, client) = quick_world().await;
        wechat.fault("getUnlimitedQRCode", fault.clone());
        draw(&client).await.unwrap_err();
        assert_eq!(wechat.calls_to("getUnlimitedQRCode"), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_policy_for_one_call() {
    let (wechat, client) = quick_world().await;
    wechat.fault("getUnlimitedQRCode", Fault::Reset.times(5));
    draw(&client.with_retry(RetryPolicy::none())).await.unwrap_err();
    assert_eq!(wechat.calls_to("getUnlimitedQRCode"), 1);
    draw(&client.with_retry(quick().tries(5))).await.unwrap();
    assert_eq!(wechat.calls_to("getUnlimitedQRCode"), 6);
}

#[tokio::test]
async fn a_silent_connection_is_given_up_in_time_for_another() {
    let (wechat, client) = quick_world().await;
    let client = client.with_retry(quick().attempt_timeout(Duration::from_millis(500)));
    wechat.fault("getUnlimitedQRCode", Fault::Hang);
    draw(&client).await.unwrap();
    assert_eq!(wechat.calls_to("getUnlimitedQRCode"), 2);
    // A call that must not be repeated has all its time.
    wechat.fault("sendMessage", Fault::Delay(Duration::from_millis(800)));
    send(&client).await.unwrap();
    assert_eq!(wechat.calls_to("sendMessage"), 1);
}

#[tokio::test]
async fn a_pause_that_would_outlast_the_call_is_not_made() {
    let (wechat, client) = quick_world().await;
    let patient = RetryPolicy::default().pauses(Duration::from_secs(3600), Duration::from_secs(3600));
    wechat.fault("getUnlimitedQRCode", Fault::errcode(45011));
    let error = draw(&client.with_retry(patient)).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode::MINUTE_QUOTA));
    assert_eq!(wechat.calls_to("getUnlimitedQRCode"), 1);
}

#[tokio::test]
async fn a_policy_without_limits_is_none_that_panics() {
    let (wechat, client) = quick_world().await;
    let endless = RetryPolicy::default()
        .tries(u32::MAX)
        .pauses(Duration::MAX, Duration::MAX)
        .attempt_timeout(Duration::MAX);
    let client = client.with_retry(endless);
    wechat.fault("getUnlimitedQRCode", Fault::errcode(-1));
    assert_eq!(draw(&client).await.unwrap_err().errcode(), Some(ErrCode::SYSTEM_BUSY));
    draw(&client.with_timeout(Duration::MAX)).await.unwrap();
}

#[tokio::test]
async fn no_token_for_another_try_does_not_hide_that_the_first_may_have_been_carried_out() {
    let (wechat, client) = quick_world().await;
    wechat.fault("getUnlimitedQRCode", Fault::Reset);
    wechat.fault("getUnlimitedQRCode", Fault::errcode(40001));
    wechat.fault("getStableAccessToken", Fault::errcode(40164));
    let error = draw(&client).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)) && error.may_have_been_sent(), "{error}");
    // Without that doubt, the token is what is told.
    wechat.fault("sendMessage", Fault::errcode(40001));
    let error = send(&client).await.unwrap_err();
    assert!(matches!(error, Error::Token(_)) && !error.may_have_been_sent(), "{error}");
}

/// Tells when a call found nobody to connect to.
#[derive(Debug)]
struct Telling(ReqwestTransport, Arc<Notify>);

impl Transport for Telling {
    fn send(&self, request: Request<Bytes>, max_body: usize) -> Sending<'_> {
        Box::pin(async move {
            let answer = self.0.send(request, max_body).await;
            if answer.as_ref().is_err_and(|error| error.kind() == TransportErrorKind::Connect) {
                self.1.notify_one();
            }
            answer
        })
    }
}

#[tokio::test]
async fn what_never_left_is_sent_again_whatever_it_is() {
    // Nobody listens there yet.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let refused = Arc::new(Notify::new());
    let reqwest = ReqwestTransport::new(reqwest::Client::new());
    let client = Client::builder(MockWechat::APPID, MockWechat::SECRET)
        .base_url(format!("http://127.0.0.1:{port}"))
        .transport(Telling(reqwest, Arc::clone(&refused)))
        .retry(quick().tries(1_000_000))
        .build()
        .unwrap();
    let login = tokio::spawn(async move { client.code2_session(Code2Session::new("a-code")).await });
    // It has called in vain, and is heard once somebody is there.
    refused.notified().await;
    let wechat = MockWechat::builder().port(port).start().await;
    login.await.unwrap().unwrap();
    assert_eq!(wechat.calls_to("code2Session"), 1);
}

#[tokio::test]
async fn the_error_of_the_last_try_is_told() {
    let (wechat, client) = quick_world().await;
    wechat.fault("getUnlimitedQRCode", Fault::errcode(-1));
    wechat.fault("getUnlimitedQRCode", Fault::Reset);
    wechat.fault("getUnlimitedQRCode", Fault::errcode(45009));
    assert_eq!(draw(&client).await.unwrap_err().errcode(), Some(ErrCode::DAILY_QUOTA));
    wechat.fault("getUnlimitedQRCode", Fault::errcode(-1).times(2));
    wechat.fault("getUnlimitedQRCode", Fault::Reset);
    let Error::Transport(error) = draw(&client).await.unwrap_err() else { panic!("no transport error") };
    assert_eq!(error.cause.kind(), TransportErrorKind::Broken);
}
