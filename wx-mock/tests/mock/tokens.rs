use std::time::Duration;

use serde_json::json;
use wx_mock::MockWechat;

use crate::backend::{Backend, ends_in_rid};

const SEND: &str = "/cgi-bin/message/subscribe/send";

#[tokio::test]
async fn both_endpoints_issue_tokens_that_work() {
    let backend = Backend::new().await;
    let (first, second) = (backend.legacy().await.json(), backend.legacy().await.json());
    assert_ne!(first["access_token"], second["access_token"]);
    assert_eq!(first["expires_in"], 7200);
    assert!(first.get("errcode").is_none());
    let stable = backend.token().await;
    assert_eq!(backend.token().await, stable);
    for token in [first["access_token"].as_str().unwrap(), second["access_token"].as_str().unwrap(), &stable]
    {
        // The grace of the replaced token has not run out.
        let got = backend.post(&format!("/wxa/generatescheme?access_token={token}"), "{}").await;
        assert_eq!(got.errcode(), 0, "{got:?}");
    }
    assert_eq!(backend.wechat.tokens_issued(), 3);
}

#[tokio::test]
async fn forcing_voids_the_token_before() {
    let backend = Backend::new().await;
    let before = backend.token().await;
    let after = backend.stable(true).await.json();
    assert_ne!(after["access_token"], before);
    let got = backend.post(&format!("{SEND}?access_token={before}"), "{}").await;
    assert_eq!(got.errcode(), 40001);
    let hint =
        "could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r";
    assert!(got.errmsg().contains(hint), "{got:?}");
    assert!(ends_in_rid(&got.errmsg(), " "));
}

#[tokio::test]
async fn a_credential_that_is_wrong_is_told_apart() {
    let backend = Backend::new().await;
    let wechat = &backend.wechat;
    let (appid, secret) = (wechat.appid(), wechat.secret());
    for (query, errcode) in [
        (format!("appid={appid}&secret={secret}"), 40002),
        (format!("grant_type=x&appid={appid}&secret={secret}"), 40002),
        (format!("grant_type=client_credential&secret={secret}"), 41002),
        (format!("grant_type=client_credential&appid=wx1&secret={secret}"), 40013),
        (format!("grant_type=client_credential&appid={appid}"), 41004),
        (format!("grant_type=client_credential&appid={appid}&secret=x"), 40125),
    ] {
        let got = backend.get(&format!("/cgi-bin/token?{query}")).await;
        assert_eq!(got.errcode(), errcode, "{query}");
    }
    for (body, errcode) in [
        (json!({ "appid": appid, "secret": secret }), 40002),
        (json!({ "grant_type": "x", "appid": appid, "secret": secret }), 40002),
        (json!({ "grant_type": "client_credential", "secret": secret }), 41002),
        (json!({ "grant_type": "client_credential", "appid": appid }), 41004),
        (json!({ "grant_type": "client_credential", "appid": appid, "secret": "x" }), 40125),
    ] {
        let got = backend.post("/cgi-bin/stable_token", body.to_string()).await;
        assert_eq!(got.errcode(), errcode, "{body}");
    }
    assert_eq!(backend.post("/cgi-bin/stable_token", "").await.errcode(), 44002);
    assert_eq!(backend.post("/cgi-bin/stable_token", "{").await.errcode(), 47001);
    assert_eq!(wechat.tokens_issued(), 0);
}

#[tokio::test]
async fn a_call_says_what_is_wrong_with_its_token() {
    let backend = Backend::new().await;
    let errcode = async |query: &str| backend.post(&format!("{SEND}?{query}"), "").await.errcode();
    assert_eq!(errcode("").await, 41001);
    assert_eq!(errcode("access_token=").await, 41001);
    assert_eq!(errcode("access_token=abc").await, 40014);
    assert_eq!(errcode(&format!("access_token={}", "a".repeat(136))).await, 40001);
    let token = backend.token().await;
    backend.wechat.void_tokens();
    assert_eq!(errcode(&format!("access_token={token}")).await, 40001);
    let token = backend.token().await;
    backend.wechat.expire_tokens();
    assert_eq!(errcode(&format!("access_token={token}")).await, 42001);
    let token = backend.token().await;
    // Past the token, the empty body is next.
    assert_eq!(errcode(&format!("access_token={token}")).await, 44002);
}

#[tokio::test]
async fn a_life_can_be_chosen() {
    let backend = Backend::of(MockWechat::builder().token_lifetime(Duration::from_secs(600))).await;
    assert_eq!(backend.legacy().await.json()["expires_in"], 600);
    backend.wechat.token_lifetime(Duration::ZERO);
    let got = backend.legacy().await.json();
    assert_eq!(got["expires_in"], 0);
    let token = got["access_token"].as_str().unwrap();
    let got = backend.post(&format!("{SEND}?access_token={token}"), "{}").await;
    assert_eq!(got.errcode(), 42001);
}

#[tokio::test]
async fn how_long_a_replaced_token_lives_can_be_chosen() {
    let backend = Backend::of(MockWechat::builder().legacy_grace(Duration::ZERO)).await;
    let first = backend.legacy().await.json()["access_token"].as_str().unwrap().to_owned();
    backend.legacy().await;
    let got = backend.post(&format!("{SEND}?access_token={first}"), "{}").await;
    assert_eq!(got.errcode(), 40001);
}

#[tokio::test]
async fn in_cloud_run_calls_carry_no_token() {
    let apps = MockWechat::builder().app("wx1111111111111111", "one").app("wx2222222222222222", "two");
    let backend = Backend::of(apps.cloud_run(true)).await;
    for (query, appid) in
        [("", "wx1111111111111111"), ("?from_appid=wx2222222222222222", "wx2222222222222222")]
    {
        let body = json!({ "code": format!("c{appid}") }).to_string();
        let got = backend.post(&format!("/wxa/business/getuserphonenumber{query}"), body).await;
        assert_eq!(got.json()["phone_info"]["watermark"]["appid"], appid);
    }
    assert_eq!(backend.post(&format!("{SEND}?from_appid=wx3"), "{}").await.errcode(), 40013);
    // A token that is there is looked at.
    assert_eq!(backend.post(&format!("{SEND}?access_token=abc"), "{}").await.errcode(), 40014);
}

#[tokio::test]
async fn several_mini_programs_have_tokens_of_their_own() {
    let builder = MockWechat::builder().app("wx1111111111111111", "one").app("wx2222222222222222", "two");
    let backend = Backend::of(builder).await;
    assert_eq!(backend.wechat.appid(), "wx1111111111111111");
    let url = "/cgi-bin/token?grant_type=client_credential&appid=wx2222222222222222&secret=";
    assert_eq!(backend.get(&format!("{url}one")).await.errcode(), 40125);
    let got = backend.get(&format!("{url}two")).await.json();
    let token = got["access_token"].as_str().unwrap();
    let got = backend
        .post(&format!("/wxa/business/getuserphonenumber?access_token={token}"), r#"{"code":"c"}"#)
        .await;
    assert_eq!(got.json()["phone_info"]["watermark"]["appid"], "wx2222222222222222");
}

#[tokio::test]
async fn no_secret_is_shown() {
    let backend = Backend::new().await;
    let token = backend.token().await;
    backend.legacy().await;
    backend.post(&format!("{SEND}?access_token={token}"), "{}").await;
    let calls = backend.wechat.calls();
    assert_eq!(calls[2].query_value("access_token"), Some("***"));
    assert_eq!(calls[2].access_token().unwrap().expose(), token);
    let control = String::from_utf8(backend.get("/__mock/calls").await.bytes).unwrap();
    let bodies =
        calls.iter().map(|call| String::from_utf8_lossy(&call.body).into_owned()).collect::<String>();
    for shown in [
        format!("{:?} {calls:?} {:?}", backend.wechat, MockWechat::builder().app("a", "hush")),
        control,
        bodies,
    ] {
        for secret in [backend.wechat.secret(), &token, "hush"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}
