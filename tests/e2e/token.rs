//! The access token: one fetch for everybody, dropped when it is refused, never asked for in vain.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::sync::Barrier;
use wx_api::{
    Client, Error, SetupError, TokenSource,
    prelude::*,
    token::{MemoryStore, Token, TokenRequest},
};
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
async fn many_callers_share_one_failure_that_asking_again_would_only_repeat() {
    for code in [40001, 40013, 40125, 40164] {
        let (wechat, client) = world().await;
        wechat.fault("getStableAccessToken", Fault::errcode(code).times(100));
        assert_eq!(stampede(&client, 200).await, 200);
        // Nor is it asked for those who come right after.
        assert_eq!(stampede(&client, 200).await, 200);
        assert_eq!(fetches(&wechat), 1, "{code}");
    }
}

#[tokio::test]
async fn a_token_endpoint_that_stumbles_is_asked_again_before_anybody_fails() {
    let (wechat, client) = world().await;
    wechat.fault("getStableAccessToken", Fault::errcode(-1));
    wechat.fault("getStableAccessToken", Fault::Reset);
    assert_eq!(stampede(&client, 200).await, 0);
    assert_eq!(fetches(&wechat), 3);
}

#[tokio::test]
async fn whoever_started_the_fetch_may_go_away() {
    let (wechat, client) = world().await;
    wechat.fault("getStableAccessToken", Fault::Delay(Duration::from_millis(200)));
    let call = || {
        let client = client.clone();
        tokio::spawn(async move { client.generate_scheme(GenerateScheme::new()).await })
    };
    let first = call();
    wechat.called("getStableAccessToken", 1).await;
    first.abort();
    assert!(call().await.unwrap().is_ok());
    assert_eq!(fetches(&wechat), 1, "its fetch goes on");
}

#[tokio::test]
async fn each_of_the_three_codes_brings_another_token_and_one_more_try() {
    for code in [40001, 40014, 42001] {
        let (wechat, client) = world().await;
        client.access_token().await.unwrap();
        wechat.void_tokens();
        wechat.fault("sendMessage", Fault::errcode(code));
        client.send_message(SendMessage::new("o", "t", [("thing1", "x")])).await.unwrap();
        assert_eq!((wechat.calls_to("sendMessage"), fetches(&wechat)), (2, 2), "after {code}");
        assert!(!forced(&wechat));
    }
}

/// Whether WeChat was made to replace its token.
fn forced(wechat: &MockWechat) -> bool {
    let calls = wechat.calls_of("getStableAccessToken");
    calls.iter().any(|call| call.json().unwrap()["force_refresh"] == true)
}

#[tokio::test]
async fn the_very_token_that_was_refused_is_replaced_by_force_once() {
    let (wechat, client) = world().await;
    let before = client.access_token().await.unwrap();
    // WeChat refuses the token, and yet hands it out.
    wechat.fault("sendMessage", Fault::errcode(40001));
    client.send_message(SendMessage::new("o", "t", [("thing1", "x")])).await.unwrap();
    assert_ne!(client.access_token().await.unwrap().expose(), before.expose());
    assert!(forced(&wechat));
    assert_eq!((wechat.calls_to("sendMessage"), fetches(&wechat)), (2, 3));

    // It goes on refusing whatever it is given, as it does when a link in the request has `access_token=` in it.
    wechat.fault("sendMessage", Fault::errcode(40001).times(1000));
    for _ in 0..100 {
        let error = client.send_message(SendMessage::new("o", "t", [("thing1", "x")])).await.unwrap_err();
        assert_eq!(error.errcode(), Some(ErrCode::INVALID_CREDENTIAL));
    }
    // One more fetch found that out; that is believed for half a minute.
    assert_eq!(fetches(&wechat), 4);
    assert_eq!(wechat.calls_to("sendMessage"), 102);
    // Meanwhile everybody else calls on.
    client.generate_scheme(GenerateScheme::new()).await.unwrap();
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
            "getPhoneNumber was not carried out, there is no access token for it: getStableAccessToken: errcode 40125"
        ),
        "{text}"
    );
    assert_eq!((wechat.calls().len(), fetches(&wechat)), (1, 1));
}

#[tokio::test]
async fn a_token_answer_that_makes_no_sense_is_an_error() {
    let token = |text: &str| serde_json::json!({ "access_token": text, "expires_in": 7200 });
    for (answer, word) in [
        (token(""), "is empty"),
        // They would fail every call for two hours.
        (token(&"x".repeat(2049)), "is longer than 2,048 bytes"),
        (token("two words"), "cannot be sent"),
        (token("one\nline"), "cannot be sent"),
        (token("中文"), "cannot be sent"),
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
    // The longest that is taken can be sent.
    let (wechat, client) = world().await;
    wechat.answer("getStableAccessToken", token(&"x".repeat(2048)));
    assert_eq!(
        client.generate_scheme(GenerateScheme::new()).await.unwrap_err().errcode(),
        Some(ErrCode(40001))
    );
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

#[tokio::test]
async fn the_older_token_endpoint_on_request() {
    let (wechat, _) = world().await;
    let legacy = |store: &MemoryStore| {
        let builder = Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url());
        builder.token_source(TokenSource::legacy()).token_store(store.clone()).build().unwrap()
    };
    // Two clients of one process, one token.
    let store = MemoryStore::new();
    let (one, other) = (legacy(&store), legacy(&store));
    one.generate_scheme(GenerateScheme::new()).await.unwrap();
    other.generate_scheme(GenerateScheme::new()).await.unwrap();
    wechat.void_tokens();
    one.generate_scheme(GenerateScheme::new()).await.unwrap();
    other.generate_scheme(GenerateScheme::new()).await.unwrap();
    assert_eq!((wechat.calls_to("getAccessToken"), fetches(&wechat)), (2, 0));
}

#[tokio::test]
async fn a_token_from_a_closure() {
    let (wechat, central) = world().await;
    let asked = Arc::new(AtomicUsize::new(0));
    let source = TokenSource::custom({
        let (central, asked) = (central.clone(), Arc::clone(&asked));
        move |request: TokenRequest| {
            let central = central.clone();
            asked.fetch_add(1, Relaxed);
            async move {
                match &request.refused {
                    Some(refused) => central.token_refused(refused).await,
                    None => central.token().await,
                }
            }
        }
    });
    let secretless =
        Client::secretless(wechat.appid()).base_url(wechat.base_url()).token_source(source).build().unwrap();
    secretless.generate_scheme(GenerateScheme::new()).await.unwrap();
    secretless.generate_scheme(GenerateScheme::new()).await.unwrap();
    assert_eq!(asked.load(Relaxed), 1);
    wechat.void_tokens();
    secretless.generate_scheme(GenerateScheme::new()).await.unwrap();
    assert_eq!(asked.load(Relaxed), 2);

    let error = secretless.code2_session(Code2Session::new("c")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "code2Session was not sent: it is called with the AppSecret, and this client was made without one"
    );
}

#[tokio::test]
async fn a_closure_that_fails_is_a_clear_error() {
    let source = TokenSource::custom(async |_| Err::<Token, _>(io::Error::other("the vault is locked")));
    let client = Client::secretless("wx1").token_source(source).build().unwrap();
    let error = client.generate_scheme(GenerateScheme::new()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "generateScheme was not carried out, there is no access token for it: the token source failed: the vault is locked"
    );
    for (token, problem) in [
        ("", "its token is empty"),
        ("中", "its token holds characters that cannot be sent: only visible ASCII can"),
    ] {
        let source = TokenSource::custom(move |_| async move {
            Ok::<_, io::Error>(Token::new(token, Duration::from_secs(7200)))
        });
        let client = Client::secretless("wx1").token_source(source).build().unwrap();
        let error = client.access_token().await.unwrap_err();
        assert_eq!(error.to_string(), format!("the token source failed: {problem}"));
    }
}

#[tokio::test]
async fn in_cloud_run_calls_carry_no_token() {
    let wechat = MockWechat::builder().app("wx1", "one").app("wx2", "two").cloud_run(true).start().await;
    let inside = |appid: &str, source: TokenSource| {
        Client::secretless(appid).base_url(wechat.base_url()).token_source(source).build().unwrap()
    };
    let phone = async |client: Client, code: &str| {
        client.get_phone_number(GetPhoneNumber::new(code)).await.unwrap().phone_info.watermark.appid
    };
    let own = inside("wx1", TokenSource::cloud_run());
    assert_eq!(phone(own.clone(), "a").await, "wx1");
    assert_eq!(phone(inside("wx2", TokenSource::cloud_run_shared()), "b").await, "wx2");
    for call in wechat.calls() {
        assert_eq!((call.endpoint.as_deref(), call.query_value("access_token")), (Some(PHONE), None));
    }
    let error = own.access_token().await.unwrap_err();
    assert!(matches!(error, Error::Setup(SetupError::NoTokens)), "{error}");
    let shown = format!("{:?}", Client::secretless("wx1").token_source(TokenSource::cloud_run()));
    assert!(shown.contains("\"http://api.weixin.qq.com\""), "{shown}");
}

const PHONE: &str = "phone_number.getPhoneNumber";

#[test]
fn a_token_source_that_cannot_work_is_no_client() {
    let message = |source: TokenSource| {
        let error = Client::secretless("wx1").token_source(source).build().unwrap_err();
        assert!(matches!(error, Error::Setup(_)), "{error:?}");
        error.to_string()
    };
    for source in [TokenSource::stable(), TokenSource::legacy()] {
        assert!(message(source).contains("there is no AppSecret"));
    }
    for url in ["", "host:1", "ftp://host", "http://me:hush@host", "http://host?key=hush"] {
        let message = message(TokenSource::server(url, "key"));
        assert!(message.contains("`http://host:port`") && !message.contains("hush"), "{message}");
    }
    for key in ["", "two words", "中"] {
        assert!(message(TokenSource::server("http://host", key)).contains("the key of the token server"));
    }
}

#[tokio::test]
async fn a_call_waits_for_its_token_no_longer_than_it_may() {
    let (wechat, client) = world().await;
    wechat.fault("getStableAccessToken", Fault::Hang);
    let hasty = client.with_timeout(Duration::from_millis(100));
    let error = hasty.generate_scheme(GenerateScheme::new()).await.unwrap_err();
    assert!(matches!(error, Error::Token(_)), "{error:?}");
    assert!(error.to_string().contains("no answer in time"), "{error}");
    assert!(!error.may_have_been_sent(), "the call itself was not sent");

    let source = TokenSource::custom(async |_| std::future::pending::<io::Result<Token>>().await);
    let idle =
        Client::secretless("wx1").token_source(source).timeout(Duration::from_millis(50)).build().unwrap();
    let error = idle.access_token().await.unwrap_err();
    assert_eq!(error.to_string(), "the token source failed: it gave no token in time");
}
