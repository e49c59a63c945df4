use std::{io::BufRead, sync::Arc};

use reqwest::{Method, StatusCode};
use serde_json::Value;
use tokio::{sync::Barrier, task::JoinSet};
use wx_api::{Client, TokenSource, prelude::*};
use wx_mock::{Fault, MockWechat};

use super::server::{KEY, Server};
use crate::wx::{Fake, Ran};

const APPID: &str = MockWechat::APPID;

fn path(appid: &str) -> String {
    format!("/token/{appid}")
}

#[test]
fn the_token_is_given_to_whoever_has_the_key() {
    let fake = Fake::start();
    let server = Server::of(&fake);
    assert_eq!(server.appids, serde_json::json!([APPID]));
    let token = fake.block_on(server.token(APPID));
    assert_eq!(fake.block_on(server.token(APPID)), token);
    assert_eq!(fake.wechat.calls_to("getStableAccessToken"), 1);
    assert_eq!(fake.wx(&["token"]).ok().stdout().trim_end(), token);
}

#[test]
fn without_the_key_nobody_learns_anything() {
    let fake = Fake::start();
    let server = Server::of(&fake);
    let almost = format!("Bearer {}", &KEY[..KEY.len() - 1]);
    let other = format!("Bearer {}X", &KEY[..KEY.len() - 1]);
    let more = format!("Bearer {KEY}X");
    let basic = format!("Basic {KEY}");
    let wrong =
        [None, Some(""), Some(KEY), Some("Bearer "), Some(&almost), Some(&other), Some(&more), Some(&basic)];
    let known = path(APPID);
    fake.block_on(async {
        let mut bodies = Vec::new();
        for key in wrong {
            for path in [&known, "/token/wx0", "/metrics", "/nothing", "/"] {
                for method in [Method::GET, Method::POST, Method::DELETE] {
                    let response = server.send(method, path, key, String::new()).await;
                    assert_eq!(response.status(), 401, "{path} with {key:?}");
                    assert_eq!(response.headers()["www-authenticate"], "Bearer");
                    bodies.push(response.text().await.unwrap());
                }
            }
        }
        bodies.dedup();
        assert_eq!(bodies.len(), 1, "{bodies:?}");
        let error: Value = serde_json::from_str(&bodies[0]).unwrap();
        assert!(error["error"].as_str().unwrap().contains("key"), "{error}");

        let health = server.send(Method::GET, "/health", None, String::new()).await;
        assert_eq!((health.status(), health.text().await.unwrap().as_str()), (StatusCode::OK, "ok"));
    });
    assert_eq!(fake.wechat.calls().len(), 0);
}

#[test]
fn a_wrong_request_is_told_so() {
    let fake = Fake::start();
    let server = Server::of(&fake);
    let known = path(APPID);
    let long = format!("{{\"refused\":\"{}\"}}", "x".repeat(4096));
    fake.block_on(async {
        for (method, path, body, status) in [
            (Method::GET, "/token/wx0", "", 404),
            (Method::POST, "/token/wx0", r#"{"refused":"hush"}"#, 404),
            (Method::GET, "/token/%ff", "", 404),
            (Method::GET, "/token", "", 404),
            (Method::GET, "/", "", 404),
            (Method::DELETE, &known, "", 405),
            (Method::POST, "/metrics", "", 405),
            (Method::POST, "/health", "", 405),
            (Method::POST, &known, "", 400),
            (Method::POST, &known, "hush", 400),
            (Method::POST, &known, r#"{"refused":["hush"]}"#, 400),
            (Method::POST, &known, r#"{"refused":""}"#, 400),
            (Method::POST, &known, &long, 413),
        ] {
            let response = server.ask(method.clone(), path, body.to_owned()).await;
            assert_eq!(response.status(), status, "{method} {path} {body}");
            assert_eq!(response.headers().contains_key("allow"), status == 405, "{path}");
            let answer: Value = response.json().await.unwrap();
            assert!(!answer["error"].as_str().unwrap().contains("hush"), "{answer}");
        }
    });
    assert_eq!(fake.wechat.calls().len(), 0);
}

#[test]
fn a_refused_token_is_replaced_once() {
    let fake = Fake::start();
    let server = Server::of(&fake);
    fake.block_on(async {
        let old = server.token(APPID).await;
        fake.wechat.void_tokens();
        let new = server.refused(APPID, &old).await;
        assert_ne!(new, old);
        // Whoever comes late with the old one gets the new one too, and no third.
        assert_eq!(server.refused(APPID, &old).await, new);
        assert_eq!(server.token(APPID).await, new);
    });
    assert_eq!(fake.wechat.calls_to("getStableAccessToken"), 2);
}

#[test]
fn many_at_once_cause_one_fetch() {
    let fake = Fake::start();
    let server = Arc::new(Server::of(&fake));
    let all = 200;
    let tokens = fake.block_on(async {
        let start = Arc::new(Barrier::new(all));
        let mut asking = JoinSet::new();
        for _ in 0..all {
            let (server, start) = (Arc::clone(&server), Arc::clone(&start));
            asking.spawn(async move {
                start.wait().await;
                server.token(APPID).await
            });
        }
        asking.join_all().await
    });
    assert_eq!(tokens.len(), all);
    assert!(tokens.iter().all(|token| *token == tokens[0]));
    assert_eq!(fake.wechat.calls_to("getStableAccessToken"), 1);
}

#[test]
fn why_there_is_no_token_is_told_in_wechats_words() {
    let fake = Fake::start();
    let mut command = fake.command(&["token", "serve", "--listen", "127.0.0.1:0", "--json"]);
    let server = Server::start(command.env("WX_SECRET", "hush-hush"));
    fake.block_on(async {
        let response = server.ask(Method::GET, &path(APPID), String::new()).await;
        assert_eq!(response.status(), 502);
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["errcode"], 40125);
        let said = answer["errmsg"].as_str().unwrap();
        assert!(said.contains("rid") && !said.contains("hush"), "{said}");

        // A client of ours shows it as if it had asked WeChat itself.
        let client = through(&server, &fake);
        let error = client.get_phone_number(GetPhoneNumber::new("code")).await.unwrap_err();
        assert_eq!(error.errcode().map(|code| code.0), Some(40125));
    });

    let server = Server::of(&fake);
    fake.wechat.fault("getStableAccessToken", Fault::Html.times(100));
    fake.block_on(async {
        let response = server.ask(Method::GET, &path(APPID), String::new()).await;
        assert_eq!(response.status(), 502);
        let answer: Value = response.json().await.unwrap();
        assert!(answer["error"].as_str().unwrap().contains("HTML"), "{answer}");
    });
}

#[test]
fn a_first_attempt_upstream_that_hangs_is_no_failure() {
    for through_client in [false, true] {
        let fake = Fake::start();
        let server = Server::of(&fake);
        fake.wechat.fault("getStableAccessToken", Fault::Hang);
        fake.block_on(async {
            if through_client {
                // Its own first attempt ends before the server has a token.
                through(&server, &fake).get_phone_number(GetPhoneNumber::new("code")).await.unwrap();
            } else {
                server.token(APPID).await;
            }
        });
        assert_eq!(fake.wechat.calls_to("getStableAccessToken"), 2);
    }
}

/// A client that knows no AppSecret.
fn through(server: &Server, fake: &Fake) -> Client {
    let source = TokenSource::server(server.url.as_str(), KEY);
    Client::secretless(APPID).base_url(fake.wechat.base_url()).token_source(source).build().unwrap()
}

#[test]
fn a_client_without_a_secret_lives_on_it() {
    let fake = Fake::start();
    let server = Server::of(&fake);
    let client = through(&server, &fake);
    fake.block_on(async {
        client.get_phone_number(GetPhoneNumber::new("one")).await.unwrap();
        fake.wechat.void_tokens();
        client.get_phone_number(GetPhoneNumber::new("two")).await.unwrap();

        let stranger = TokenSource::server(server.url.as_str(), "another-key-than-that");
        let stranger = Client::secretless(APPID).base_url(fake.wechat.base_url()).token_source(stranger);
        let error = stranger.build().unwrap().access_token().await.unwrap_err().to_string();
        assert!(error.starts_with("the token source failed: the token server 127.0.0.1:"), "{error}");
        assert!(error.ends_with("does not take this client's key"), "{error}");
    });
    assert_eq!(fake.wechat.calls_to("getStableAccessToken"), 2);
}

#[test]
fn a_legacy_token_is_fetched_here_alone() {
    let fake = Fake::start();
    let args = ["token", "serve", "--legacy", "--listen", "127.0.0.1:0", "--json"];
    let server = Server::start(&mut fake.command(&args));
    fake.block_on(async {
        let token = server.token(APPID).await;
        assert_eq!(server.token(APPID).await, token);
    });
    assert_eq!(fake.wechat.calls_to("getAccessToken"), 1);
    assert_eq!(fake.wechat.calls_to("getStableAccessToken"), 0);
}

#[test]
fn what_was_done_is_counted() {
    let fake = Fake::start();
    let server = Server::of(&fake);
    let text = fake.block_on(async {
        server.token(APPID).await;
        server.token(APPID).await;
        server.send(Method::GET, "/metrics", None, String::new()).await;
        let response = server.ask(Method::GET, "/metrics", String::new()).await;
        assert!(
            response.headers()["content-type"].to_str().unwrap().starts_with("text/plain; version=0.0.4")
        );
        response.text().await.unwrap()
    });
    let has = |name: &str, labels: &[&str], end: &str| {
        text.lines().any(|line| {
            line.starts_with(name) && labels.iter().all(|label| line.contains(label)) && line.ends_with(end)
        })
    };
    let appid = format!("appid=\"{APPID}\"");
    assert!(has("wx_token_fetches_total{", &[&appid, "outcome=\"ok\""], " 1"), "{text}");
    assert!(has("wx_token_server_requests_total{", &["status=\"200\""], " 2"), "{text}");
    assert!(has("wx_token_server_requests_total{", &["status=\"401\""], " 1"), "{text}");
    assert!(has("wx_call_seconds_bucket{", &["le=\"+Inf\""], " 1"), "{text}");
    assert!(has("# HELP wx_token_server_requests_total ", &[], "."), "{text}");
}

#[test]
fn it_says_how_to_ask_and_not_with_which_key() {
    let fake = Fake::start();
    let mut child = fake
        .command(&["token", "serve", "--listen", "0.0.0.0:0"])
        .env("WX_TOKEN_KEY", KEY)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut said = String::new();
    while !said.contains("curl") {
        assert_ne!(out.read_line(&mut said).unwrap(), 0, "{said}");
    }
    child.kill().unwrap();
    let warned = String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap();
    assert!(said.contains("Bearer $WX_TOKEN_KEY\" 'http://0.0.0.0:"), "{said}");
    assert!(said.contains(&format!("/token/{APPID}'")), "{said}");
    assert!(warned.starts_with("warning: ") && warned.contains("plain HTTP"), "{warned}");
    for said in [said, warned] {
        assert!(!said.contains(KEY) && !said.contains(MockWechat::SECRET), "{said}");
    }
}

#[test]
fn a_taken_port_is_an_error() {
    let fake = Fake::start();
    let server = Server::of(&fake);
    let taken = server.url.strip_prefix("http://").unwrap();
    let said =
        fake.command(&["token", "serve", "--listen", taken]).env("WX_TOKEN_KEY", KEY).output().unwrap();
    let said = Ran::from(said).failed(1);
    assert!(said.contains(taken), "{said}");
}
