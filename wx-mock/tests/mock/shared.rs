//! Endpoints that share a path and are told apart by a field that never varies; and what the domains with several such
//! endpoints remember.

use serde_json::{Value, json};
use wx_core::{BodyKind, registry};
use wx_specs::fixture;

use crate::backend::Backend;

/// What the last call was for, and what was wrong with it.
fn last(backend: &Backend) -> (String, String) {
    let call = backend.wechat.calls().pop().expect("a call");
    (call.endpoint.unwrap_or_default(), call.reason.unwrap_or_default())
}

#[tokio::test]
async fn each_action_is_answered_with_its_own_sample() {
    let backend = Backend::new().await;
    let token = backend.token().await;
    let shared = [
        "/wxa/plugin",
        "/wxa/devplugin",
        "/wxa/getwxadevinfo",
        "/wxa/business/getliveinfo",
        "/publisher/stat",
    ];
    let mut tried = 0;
    for row in registry::all().into_iter().filter(|row| shared.contains(&row.meta.route())) {
        for sample in fixture::samples(row.meta) {
            let got = if row.meta.body == BodyKind::Query {
                let query = serde_urlencoded::to_string(sample.request.as_object().expect("fields")).unwrap();
                backend.get(&format!("{}?{query}&access_token={token}", row.meta.path)).await
            } else {
                backend.call(row.meta.path, sample.request.clone()).await
            };
            assert_eq!(Some(got.json()), sample.response, "{}: {}", row.meta.id(), sample.request);
            assert_eq!(last(&backend), (row.meta.id(), String::new()));
            tried += 1;
        }
    }
    assert!(tried > 15, "only {tried}");
}

#[tokio::test]
async fn an_action_nobody_has_is_refused_with_those_there_are() {
    let backend = Backend::new().await;
    let refused = async |path: &str, body: Value| {
        assert_ne!(backend.call(path, body).await.errcode(), 0);
        last(&backend).1
    };
    let reason = refused("/wxa/plugin", json!({ "action": "destroy", "plugin_appid": "wx1" })).await;
    assert_eq!(reason, "`action`: it is none of apply, list, unbind, update");
    let reason = refused("/wxa/plugin", json!({ "plugin_appid": "wx1" })).await;
    assert_eq!(reason, "`action`: it is missing; it is one of apply, list, unbind, update");
    let reason = refused("/wxa/devplugin", json!({ "action": 1 })).await;
    assert_eq!(reason, "`action`: it is none of dev_agree, dev_delete, dev_apply_list, dev_refuse");
    // Without one it is another endpoint; with a wrong one it is none.
    let reason = refused("/wxa/getwxadevinfo", json!({ "action": "all" })).await;
    assert_eq!(reason, "`action`: it is none of getbizdomain, getserverdomain");
    let reason = refused("/wxa/business/getliveinfo", json!({ "action": "x", "start": 0, "limit": 1 })).await;
    assert_eq!(reason, "`action`: it is none of get_replay");

    let token = backend.token().await;
    let url = "/publisher/stat?page=1&page_size=1&start_date=2026-01-01&end_date=2026-01-01";
    for (action, reason) in [("&action=x", "it is none of"), ("", "it is missing; it is one of")] {
        assert_ne!(backend.get(&format!("{url}&access_token={token}{action}")).await.errcode(), 0);
        let expected = format!("`action`: {reason} publisher_adpos_general, publisher_adunit_general");
        assert_eq!(last(&backend).1, expected);
    }
}

#[tokio::test]
async fn what_has_the_action_of_one_endpoint_is_not_taken_for_another() {
    let backend = Backend::new().await;
    // As a request for rooms it would be complete.
    let body = json!({ "action": "get_replay", "start": 0, "limit": 10 });
    assert_ne!(backend.call("/wxa/business/getliveinfo", body).await.errcode(), 0);
    assert_eq!(
        last(&backend),
        ("live_broadcast.getLiveReplay".to_owned(), "`room_id`: it is missing".to_owned())
    );
    let body = json!({ "action": "update", "plugin_appid": "wx1" });
    assert_ne!(backend.call("/wxa/plugin", body).await.errcode(), 0);
    assert_eq!(
        last(&backend),
        ("plugin.updatePlugin".to_owned(), "`user_version`: it is missing".to_owned())
    );
}

#[tokio::test]
async fn a_fixed_field_of_an_endpoint_that_is_alone_says_its_value() {
    let backend = Backend::new().await;
    let body = json!({ "version": 1, "scene": 1, "openid": "o", "content": "x" });
    assert_ne!(backend.call("/wxa/msg_sec_check", body).await.errcode(), 0);
    assert_eq!(last(&backend).1, "`version`: it is not 2");
}

#[tokio::test]
async fn quotas_are_cleared_ten_times_by_both_endpoints_together() {
    let backend = Backend::new().await;
    let (appid, secret) = (backend.wechat.appid().to_owned(), backend.wechat.secret().to_owned());
    let by_secret = async |secret: &str| {
        let body = json!({ "appid": appid, "appsecret": secret });
        backend.post("/cgi-bin/clear_quota/v2", body.to_string()).await.errcode()
    };
    for _ in 0..5 {
        assert_eq!(backend.call("/cgi-bin/clear_quota", json!({ "appid": appid })).await.errcode(), 0);
        assert_eq!(by_secret(&secret).await, 0);
    }
    assert_eq!(by_secret(&secret).await, 48006);
    assert_eq!(backend.call("/cgi-bin/clear_quota", json!({ "appid": appid })).await.errcode(), 48006);
    assert_eq!(by_secret("another").await, 40125);
    assert_eq!(backend.call("/cgi-bin/clear_quota", json!({ "appid": "wx0" })).await.errcode(), 40013);
    // The page's example has both in the query.
    let url = format!("/cgi-bin/clear_quota/v2?appid={appid}&appsecret={secret}");
    assert_eq!(backend.post(&url, "{}").await.errcode(), 48006);
}

#[tokio::test]
async fn a_verification_is_asked_for_with_what_it_was_begun_with() {
    let backend = Backend::new().await;
    let begin = async |number: &str, name: &str| {
        let person =
            json!({ "cert_type": "IDENTITY_CARD", "cert_name": name, "cert_no": "310101199801011234" });
        let body = json!({ "out_seq_no": number, "cert_info": person, "openid": "o1" });
        backend.call("/cityservice/face/identify/getverifyid", body).await
    };
    let begun = begin("visit-1", "张三").await.json();
    assert_eq!(begin("visit-1", "张三").await.errcode(), 84019);
    assert_eq!(begin("v", "张三").await.errcode(), 84011);
    assert_eq!(begin("visit-2", "").await.errcode(), 84014);

    let hash = "3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b";
    let right = json!({ "verify_id": begun["verify_id"], "out_seq_no": "visit-1", "cert_hash": hash, "openid": "o1" });
    for path in ["/cityservice/face/identify/queryverifyinfo", "/cityservice/face/identify/getimage"] {
        for (field, code) in
            [("out_seq_no", 84020), ("cert_hash", 84018), ("openid", 84017), ("verify_id", 84022)]
        {
            let mut wrong = right.clone();
            wrong[field] = "invalid-one".into();
            let got = backend.call(path, wrong).await.errcode();
            // An openid that begins so is refused before anything else.
            assert_eq!(got, if field == "openid" { 40003 } else { code }, "{path}: {field}");
        }
        let mut other = right.clone();
        other["openid"] = "o2".into();
        assert_eq!(backend.call(path, other).await.errcode(), 84017);
    }
    let passed = backend.call("/cityservice/face/identify/queryverifyinfo", right).await.json();
    assert_eq!(passed["verify_ret"], 10000);
}
