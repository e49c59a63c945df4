//! The access token: one fetch for everybody, dropped when it is refused, never asked for in vain.

use std::sync::Arc;

use tokio::sync::Barrier;
use wx_api::{Client, Error, prelude::*};
use wx_mock::{Fault, MockWechat};

use crate::{client, world};

/// So many calls at once; how many of them failed.
async fn stampede(client: &Client, callers: usize) -> usize {
    let start = Arc::new(Barrier::new(callers));
    let calls: Vec<_> = (0..callers)
        .map(|_| {
            let (client, start) = (client.clone(), Arc::clone(&start));
            tokio::spawn(async move {
                start.wait().await;
                client.generate_scheme(GenerateScheme::new()).await
            })
        })
        .collect();
    let mut failed = 0;
    for call in calls {
        failed += usize::from(call.await.unwrap().is_err());
    }
    failed
}

fn fetches(wechat: &MockWechat) -> usize {
    wechat.calls_to("getStableAccessToken")
}

#[tokio::test]
async fn many_callers_cause_one_fetch() {
    let (wechat, client) = world().await;
    assert_eq!(stampede(&client, 200).await, 0);
    assert_eq!(fetches(&wechat), 1);
}

#[tokio::test]
async fn many_callers_share_one_failure() {
    let (wechat, client) = world().await;
    wechat.fault("getStableAccessToken", Fault::errcode(-1));
    // Whoever comes after the failure may try again; nobody who waited for it does.
    let failed = stampede(&client, 50).await;
    assert!(failed >= 1);
    assert!(fetches(&wechat) <= 2, "{} fetches", fetches(&wechat));
    assert_eq!(stampede(&client, 50).await, 0);
}

#[tokio::test]
async fn a_caller_that_goes_away_hands_over() {
    let (wechat, client) = world().await;
    wechat.fault("getStableAccessToken", Fault::Hang);
    let first = tokio::spawn({
        let client = client.clone();
        async move { client.generate_scheme(GenerateScheme::new()).await }
    });
    wechat.called("getStableAccessToken", 1).await;
    let second = tokio::spawn({
        let client = client.clone();
        async move { client.generate_scheme(GenerateScheme::new()).await }
    });
    first.abort();
    assert!(second.await.unwrap().is_ok());
    assert_eq!(fetches(&wechat), 2);
}

#[tokio::test]
async fn each_of_the_three_codes_brings_a_new_token_and_one_more_try() {
    for code in [40001, 40014, 42001] {
        let (wechat, client) = world().await;
        client.access_token().await.unwrap();
        wechat.fault("sendMessage", Fault::errcode(code));
        client.send_message(SendMessage::new("o", "t", [("thing1", "x")])).await.unwrap();
        assert_eq!((wechat.calls_to("sendMessage"), fetches(&wechat)), (2, 2), "after {code}");
    }
}

#[tokio::test]
async fn a_token_that_died_is_replaced() {
    let (wechat, client) = world().await;
    let before = client.access_token().await.unwrap();
    wechat.void_tokens();
    client.generate_scheme(GenerateScheme::new()).await.unwrap();
    assert_ne!(client.access_token().await.unwrap().expose(), before.expose());
}

#[tokio::test]
async fn a_refusal_that_lasts_is_an_error_after_one_more_try() {
    let (wechat, client) = world().await;
    wechat.fault("sendMessage", Fault::errcode(40001).times(10));
    let error = client.send_message(SendMessage::new("o", "t", [("thing1", "x")])).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode::INVALID_CREDENTIAL));
    assert_eq!((wechat.calls_to("sendMessage"), fetches(&wechat)), (2, 2));
}

#[tokio::test]
async fn a_late_refusal_does_not_drop_a_newer_token() {
    let (wechat, client) = world().await;
    client.access_token().await.unwrap();
    wechat.void_tokens();
    // All of them are sent with the dead token; whoever is refused last must not throw the new one away.
    assert_eq!(stampede(&client, 100).await, 0);
    assert_eq!(fetches(&wechat), 2);
}

#[tokio::test]
async fn a_wrong_secret_is_a_clear_error_and_not_asked_again() {
    let wechat = MockWechat::start().await;
    let client =
        Client::builder(wechat.appid(), "not-the-secret").base_url(wechat.base_url()).build().unwrap();
    let error = client.get_phone_number(GetPhoneNumber::new("c")).await.unwrap_err();
    assert!(matches!(error, Error::Token(_)), "{error:?}");
    assert_eq!(error.errcode(), Some(ErrCode::INVALID_APP_SECRET));
    assert_eq!((error.is_retryable(), error.may_have_been_sent()), (false, false));
    let text = error.to_string();
    assert!(
        text.starts_with(
            "getPhoneNumber was not sent, there is no access token for it: getStableAccessToken: errcode 40125"
        ),
        "{text}"
    );
    assert_eq!((wechat.calls().len(), fetches(&wechat)), (1, 1));
}

#[tokio::test]
async fn a_token_answer_that_makes_no_sense_is_an_error() {
    for (answer, word) in [
        (serde_json::json!({ "access_token": "", "expires_in": 7200 }), "is empty"),
        (serde_json::json!({ "expires_in": 7200 }), "`access_token` is missing"),
        (serde_json::json!({ "access_token": "t", "expires_in": -1 }), "expires_in"),
    ] {
        let (wechat, client) = world().await;
        wechat.answer("getStableAccessToken", answer);
        let error = client.access_token().await.unwrap_err();
        assert!(error.to_string().contains(word), "{error}");
    }
    // A life that no clock can hold is no reason to fall over.
    let (wechat, client) = world().await;
    wechat.answer("getStableAccessToken", serde_json::json!({ "access_token": "t", "expires_in": u64::MAX }));
    assert_eq!(client.access_token().await.unwrap().expose(), "t");
}

#[tokio::test]
async fn clients_of_two_mini_programs_keep_apart() {
    let wechat =
        MockWechat::builder().app("wxaaaaaaaaaaaaaaaa", "one").app("wxbbbbbbbbbbbbbbbb", "two").start().await;
    let of = |appid: &str, secret: &str| {
        Client::builder(appid, secret).base_url(wechat.base_url()).build().unwrap()
    };
    let (one, two) = (of("wxaaaaaaaaaaaaaaaa", "one"), of("wxbbbbbbbbbbbbbbbb", "two"));
    let (first, second) = (one.access_token().await.unwrap(), two.access_token().await.unwrap());
    assert_ne!(first.expose(), second.expose());
    assert_eq!(client(&wechat).appid(), "wxaaaaaaaaaaaaaaaa");
}
