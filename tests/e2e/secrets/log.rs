//! Everything that is logged in a full run, by us and by what we call.

use std::{io, sync::Arc, time::Duration};

use tracing_subscriber::fmt::format::FmtSpan;
use wx_api::{
    Bytes, Client, Reply, RetryPolicy, TokenSource, TokenStore, prelude::*, registry, token::Token,
};
use wx_mock::{Fault, MockWechat};

use super::{PASSWORD_IN_URL, SERVER_KEY, Secrets, body, redis, redis_at, scheme_error, token_server};
use crate::log::Log;

/// A client of the fake that does not wait long between its tries.
fn client(
    wechat: &MockWechat,
    change: impl FnOnce(wx_api::ClientBuilder) -> wx_api::ClientBuilder,
) -> Client {
    let millisecond = Duration::from_millis(1);
    let builder = Client::builder(wechat.appid(), wechat.secret())
        .base_url(wechat.base_url())
        .retry(RetryPolicy::default().pauses(millisecond, millisecond));
    change(builder).build().unwrap()
}

#[tokio::test]
async fn a_full_run_logs_none() {
    let log = Log::default();
    // Everything runs on this thread, tasks included.
    let _guards = log.record(FmtSpan::FULL);
    // reqwest and redis log through `log`. Once in a process: this is the only test that does it.
    tracing_log::LogTracer::init().unwrap();

    let wechat = MockWechat::start().await;
    let mut secrets = Secrets::new();
    well(&wechat, &mut secrets).await;
    from_elsewhere(&wechat, &mut secrets).await;
    without_a_store(&wechat, &mut secrets).await;
    badly(wechat, &mut secrets).await;

    let log = log.text();
    for expected in [
        // Ours: the spans with their fields, the flight, what was done about a failure.
        "wx_call{",
        "endpoint=\"code2Session\"",
        "endpoint=\"getStableAccessToken\"",
        "endpoint=\"getAccessToken\"",
        "endpoint=\"tokenServer\"",
        "errcode=40163",
        "rid=",
        "wx_token{",
        "WeChat refused the access token errcode=40001",
        "forcing it to issue another",
        "trying again",
        "the call failed error=",
        "no access token error=the token source failed",
        "going on without the token store error=",
        "Connection refused",
        // Theirs.
        #[cfg(not(feature = "hyper"))]
        "starting new connection 'Some(\"127.0.0.1\")' log.target=\"reqwest::connect\"",
        "hyper_util::client::legacy::connect::http: connected to",
        "hyper_util::client::legacy::pool: pooling idle connection",
        "log.target=\"redis::cluster_handling",
    ] {
        assert!(log.contains(expected), "`{expected}` is not in the log");
    }
    secrets.assert_unseen("the log", &log);
}

/// What works, though not always at once.
async fn well(wechat: &MockWechat, secrets: &mut Secrets) {
    let client = client(wechat, |builder| builder);
    let session = client.code2_session(Code2Session::new("a-code")).await.unwrap();
    secrets.add("the session key", session.session_key.expose());
    client.get_phone_number(GetPhoneNumber::new("a-code")).await.unwrap();
    let draw = async || client.get_unlimited_qr_code(GetUnlimitedQrCode::new("a=1")).await.unwrap();
    draw().await;
    let (data, iv) = wechat.encrypted_phone(session.openid.as_str(), "13800138000");
    client.decrypt::<PhoneInfo>(&session.session_key, &data, &iv).unwrap();

    // Refused, though it is the current one: the fake hands it out again, and another one only by force.
    let first = client.access_token().await.unwrap();
    secrets.add("the first access token", first.expose());
    wechat.fault("generateScheme", Fault::errcode(40001));
    client.generate_scheme(GenerateScheme::new()).await.unwrap();
    let forced = client.access_token().await.unwrap();
    assert_ne!(first.expose(), forced.expose());
    secrets.add("the forced access token", forced.expose());
    // Refused, because it died.
    wechat.void_tokens();
    client.generate_scheme(GenerateScheme::new()).await.unwrap();
    let second = client.token_refused(&forced).await.unwrap();
    assert_ne!(second.access_token.expose(), forced.expose());
    secrets.add("the second access token", second.access_token.expose());

    // Busy, broken, and then there.
    for fault in [Fault::errcode(-1), Fault::Status(502), Fault::Reset, Fault::Truncated] {
        wechat.fault("getUnlimitedQRCode", fault);
        draw().await;
    }
    // By name, as the command line calls.
    for (name, json) in [("code2Session", r#"{"js_code":"b-code"}"#), ("getStableAccessToken", "{}")] {
        let reply = client.call_row(registry::find(name)[0], json.as_bytes()).await.unwrap();
        let Reply::Json(answer) = &reply else { panic!("{reply:?}") };
        let answer = answer.to_value();
        assert!(answer.to_string().contains("***"), "{answer}");
        tracing::info!(%answer, ?reply, "called by name");
    }
}

/// Tokens of the other sources, one of which is refused each time.
async fn from_elsewhere(wechat: &MockWechat, secrets: &mut Secrets) {
    let server = token_server("the-first-token-of-the-server", "the-other-token-of-the-server").await;
    let stranger = TokenSource::server(server.as_str(), format!("not-{SERVER_KEY}"));
    let server = TokenSource::server(server, SERVER_KEY);
    let panicking = TokenSource::custom(async |_| -> io::Result<Token> {
        // A panic that says nothing on the terminal.
        std::panic::resume_unwind(Box::new(()))
    });
    let custom = TokenSource::custom(async |request| {
        let refused = request.refused.is_some();
        let token = if refused { "the-other-custom-token" } else { "the-first-custom-token" };
        Ok::<_, io::Error>(Token::new(token, Duration::from_secs(7200)))
    });
    // Called once: whoever panics leaves a lease behind, which the next one waits for.
    scheme_error(&client(wechat, |builder| builder.token_source(panicking))).await;
    for (source, tokens) in [
        (TokenSource::legacy(), 2),
        (custom, 2),
        (server, 2),
        (stranger, 0),
        (TokenSource::custom(async |_| Err(io::Error::other("not today"))), 0),
    ] {
        let client = client(wechat, |builder| builder.token_source(source));
        let mut seen = Vec::new();
        for _ in 0..2 {
            if let Ok(token) = client.access_token().await {
                secrets.add("a token from elsewhere", token.expose());
                seen.push(token.expose().to_owned());
                wechat.void_tokens();
            }
            // The fake knows only its own, so this fails with the others.
            let _ = client.generate_scheme(GenerateScheme::new()).await;
        }
        seen.dedup();
        assert_eq!(seen.len(), tokens, "{client:?}");
    }
}

/// Redis is gone, or refuses, or repeats what it was told.
async fn without_a_store(wechat: &MockWechat, secrets: &mut Secrets) {
    let refusing = redis(|command| (command == "AUTH").then(|| "WRONGPASS it is not".to_owned())).await;
    let failing = redis(|command| (command == "EVAL").then(|| "ERR cannot do".to_owned())).await;
    for address in ["127.0.0.1:1", &refusing, &failing] {
        let url = format!("redis://:{PASSWORD_IN_URL}@{address}/");
        let cluster = wx_api::token::RedisStore::cluster([url]).unwrap();
        for store in [redis_at(address), cluster] {
            let store = Arc::new(store.timeout(Duration::from_millis(200)));
            let client = client(wechat, |builder| builder.token_store(Arc::clone(&store)));
            client.generate_scheme(GenerateScheme::new()).await.unwrap();
            let token = client.access_token().await.unwrap();
            secrets.add("the token without a store", token.expose());
            // A store that never gets so far would be told the token.
            let record = Bytes::from(format!(r#"{{"access_token":"{}"}}"#, token.expose()));
            let error = store.swap(client.appid(), None, record, Duration::from_secs(1)).await.unwrap_err();
            tracing::error!(%error, ?error, ?store, "swap");
        }
    }
}

/// What fails, and says so.
async fn badly(wechat: MockWechat, secrets: &mut Secrets) {
    let client = client(&wechat, |builder| builder);
    let token = client.access_token().await.unwrap();
    secrets.add("the last access token", token.expose());
    let here = format!("Cannot GET /wxa?access_token={}", token.expose());
    for fault in [
        Fault::errcode(-1),
        Fault::errcode(45009),
        Fault::Redirect(format!("http://a/{}", here.replace(' ', "+"))),
        Fault::Reset,
        Fault::Truncated,
        Fault::Html,
        Fault::Huge(40 << 20),
        body(404, "text/html", here.clone()),
        body(200, "text/plain", here.clone()),
        body(200, "text/plain", format!(r#"{{"errcode":40097,"errmsg":"{here}"}}"#)),
    ] {
        wechat.fault("generateScheme", fault);
        let error = scheme_error(&client).await;
        // As a careful backend would.
        tracing::error!(%error, ?error, ?client, "a call failed");
    }
    let mut again = false;
    for _ in 0..2 {
        again = client.code2_session(Code2Session::new("c-code")).await.is_err();
    }
    assert!(again, "a code works once");
    // A secret that is none, but was the secret once.
    let stranger = Client::builder(wechat.appid(), "the-secret-of-yesterday").base_url(wechat.base_url());
    secrets.add("the wrong secret", "the-secret-of-yesterday");
    let stranger = stranger.build().unwrap();
    stranger.code2_session(Code2Session::new("d-code")).await.unwrap_err();
    scheme_error(&stranger).await;

    let gone = client.with_timeout(Duration::from_secs(1));
    wechat.stop().await;
    gone.code2_session(Code2Session::new("e-code")).await.unwrap_err();
    scheme_error(&gone).await;
}
