//! Every way in which there is no token, or no place for it.

use std::{error::Error as StdError, io, panic::resume_unwind, time::Duration};

use wx_api::{
    AppId, Bytes, Client, RetryPolicy, TokenSource, TokenStore,
    prelude::*,
    token::{RedisStore, StoreError, Token},
};
use wx_mock::{Fault, MockWechat};

use super::{
    PASSWORD, PASSWORD_IN_URL, SERVER_KEY, Secrets, body,
    errors::{Found, shown},
    redis, redis_at, server, token_server,
};

/// Every way in which there is no token.
pub(super) async fn no_token(found: &mut Found, wechat: &MockWechat) {
    let base = wechat.base_url();
    let fresh =
        || Client::builder(wechat.appid(), wechat.secret()).base_url(&base).retry(RetryPolicy::none());
    let here = format!("Cannot GET /cgi-bin/token?secret={}", wechat.secret());
    for (source, endpoint) in
        [(TokenSource::stable(), "getStableAccessToken"), (TokenSource::legacy(), "getAccessToken")]
    {
        for fault in [
            Fault::errcode(40125),
            Fault::errcode(45009),
            Fault::Reset,
            Fault::Html,
            Fault::Redirect(format!("http://a/?{here}").replace(' ', "+")),
            body(404, "text/html", here.clone()),
            body(200, "text/plain", here.clone()),
            body(200, "text/plain", format!(r#"{{"errcode":40001,"errmsg":"{here}"}}"#)),
            body(200, "text/plain", r#"{"access_token":"","expires_in":7200}"#),
        ] {
            // Twice, and each time with the tries that a fetch of a token has.
            wechat.fault(endpoint, fault.times(8));
            let client = fresh().token_source(source.clone()).build().unwrap();
            found.add(client.generate_scheme(GenerateScheme::new()).await);
            found.add(client.access_token().await);
            wechat.clear_faults();
        }
    }

    let failing = TokenSource::custom(async |_| {
        Err::<Token, _>(io::Error::other(Nested(io::Error::other("not today"))))
    });
    let panicking = TokenSource::custom(async |_| -> Result<Token, io::Error> {
        // A panic that says nothing on the terminal.
        resume_unwind(Box::new(()))
    });
    let empty = TokenSource::custom(async |_| Ok::<_, io::Error>(Token::new("", Duration::MAX)));
    let central = token_server("the-token-of-the-server", "the-other-token-of-the-server").await;
    let refusing = TokenSource::server(central.as_str(), format!("not-{SERVER_KEY}"));
    let unknown = TokenSource::server(central, SERVER_KEY);
    let unreachable = TokenSource::server("http://127.0.0.1:1", SERVER_KEY);
    // No token server at all, but one that repeats what it was asked.
    let echo = server(|heard| format!("HTTP/1.1 500 Oh\r\ncontent-length: {}\r\n\r\n{heard}", heard.len()));
    let echo = TokenSource::server(format!("http://{}", echo.await), SERVER_KEY);
    for (appid, source) in [
        (wechat.appid(), failing),
        (wechat.appid(), empty),
        (wechat.appid(), refusing),
        ("wx0000000000000000", unknown.clone()),
        ("wx 1", unknown),
        (wechat.appid(), unreachable),
        (wechat.appid(), echo),
    ] {
        let client =
            Client::builder(appid, wechat.secret()).base_url(&base).token_source(source).build().unwrap();
        found.add(client.access_token().await);
        found.add(client.generate_scheme(GenerateScheme::new()).await);
    }
    // Not twice: whoever panics leaves a lease behind, which the next one waits for.
    let client = fresh().token_source(panicking).build().unwrap();
    found.add(client.access_token().await);
    let hanging = TokenSource::custom(async |_| std::future::pending::<io::Result<Token>>().await);
    let client = fresh().token_source(hanging).timeout(Duration::from_millis(50)).build().unwrap();
    found.add(client.access_token().await);

    // The token server that is told a token was refused, and repeats that.
    let central = token_server("the-token-of-the-server", "").await;
    let client = fresh().token_source(TokenSource::server(central, SERVER_KEY)).build().unwrap();
    let token = client.access_token().await.unwrap();
    found.secrets.add("the token server's token", token.expose());
    found.add(client.token_refused(&token).await);
}

/// An error with a cause.
#[derive(Debug)]
struct Nested(io::Error);

impl std::fmt::Display for Nested {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the vault is closed")
    }
}

impl StdError for Nested {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

#[tokio::test]
async fn errors_of_stores_show_none() {
    let mut secrets = Secrets::new();
    secrets.add("the record", "a-record-with-a-token-in-it");
    let appid = AppId::new("wx1");
    let record = Bytes::from_static(br#"{"access_token":"a-record-with-a-token-in-it"}"#);
    let check = |error: StoreError| secrets.assert_unseen("StoreError", &shown(&error));

    for url in ["redis//:{}@a", "{}", "redis://:{}@a:b", "redis://:{}@127.0.0.1/x", "http://:{}@127.0.0.1"] {
        for password in [PASSWORD, PASSWORD_IN_URL] {
            let url = url.replace("{}", password);
            check(RedisStore::cluster([&url]).unwrap_err());
            check(RedisStore::new(url).unwrap_err());
        }
    }
    check(RedisStore::cluster(<[&str; 0]>::default()).unwrap_err());

    // One that nobody listens for, one that says nothing, one that refuses and repeats, one that cannot and repeats.
    let silent = server(|_| String::new()).await;
    let refusing = redis(|command| (command == "AUTH").then(|| "WRONGPASS it is not".to_owned())).await;
    let rubbish = redis(|command| (command == "EVAL").then(|| "ERR cannot do".to_owned())).await;
    let unkind = redis(|command| (command == "EVAL").then(|| "what".to_owned())).await;
    let wrong = redis(|_| None).await;
    for address in ["127.0.0.1:1", &silent, &refusing, &rubbish, &unkind, &wrong] {
        let url = format!("redis://:{PASSWORD_IN_URL}@{address}/");
        for store in [redis_at(address), RedisStore::cluster([url]).unwrap()] {
            let store = store.timeout(Duration::from_millis(200));
            check(store.read(&appid).await.unwrap_err());
            let old = Some(record.clone());
            check(store.swap(&appid, old, record.clone(), Duration::from_secs(1)).await.unwrap_err());
        }
    }
}
