//! An answer or a push survives a field that is missing, unless a caller acts on it.

use serde_json::{Value, json};
use tracing_subscriber::fmt::format::FmtSpan;
use wx_api::{
    Error, Unexpected,
    content_security::{Label, Suggest},
    event::{WxaMediaCheck, XpayGoodsDeliverNotify},
    from_value,
    prelude::*,
};

use crate::{log::Log, world};

fn path(error: &Error) -> String {
    match error {
        Error::Answer(answer) => match &answer.cause {
            Unexpected::Misfit(misfit) => misfit.to_string(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_answer_is_read_without_a_field_that_the_page_promises() {
    let (wechat, client) = world().await;
    let request = json!({ "invoke_time": 1_635_156_704, "cost_in_ms": 30, "request_body": "" });
    wechat.answer("getRidInfo", json!({ "errcode": 0, "errmsg": "ok", "request": request }));
    let call = client.get_rid_info(GetRidInfo::new("61725984-6126f6f9-040f19c4")).await.unwrap().request;
    assert_eq!((call.cost_in_ms, call.client_ip.as_str(), call.request_url.expose()), (30, "", ""));
    assert_eq!(call.response_body, None);

    // Success is an answer, if there is nothing in it that a caller acts on.
    wechat.answer("getRidInfo", json!({ "errcode": 0, "errmsg": "ok" }));
    let call = client.get_rid_info(GetRidInfo::new("61725984-6126f6f9-040f19c4")).await.unwrap().request;
    assert_eq!((call.invoke_time.0, call.request_body.as_str()), (0, ""));
}

#[tokio::test]
async fn an_answer_without_what_a_caller_acts_on_is_an_error() {
    let (wechat, client) = world().await;
    let login = || client.code2_session(Code2Session::new("a-code"));
    wechat.answer("code2Session", json!({ "errcode": 0, "errmsg": "ok" }));
    assert_eq!(path(&login().await.unwrap_err()), "`openid` is missing");
    wechat.answer("code2Session", json!({ "openid": "o", "unionid": "u" }));
    assert_eq!(path(&login().await.unwrap_err()), "`session_key` is missing");

    let phone = || client.get_phone_number(GetPhoneNumber::new("a-code"));
    let info = json!({ "purePhoneNumber": "13800138000", "countryCode": 86 });
    wechat.answer("getPhoneNumber", json!({ "errcode": 0, "phone_info": info }));
    assert_eq!(path(&phone().await.unwrap_err()), "at `phone_info`: `phoneNumber` is missing");
    let nothing: [Value; 4] = [json!(null), json!(""), json!([]), json!({})];
    for nothing in nothing {
        wechat.answer("getPhoneNumber", json!({ "errcode": 0, "phone_info": nothing }));
        assert_eq!(path(&phone().await.unwrap_err()), "at `phone_info`: `phoneNumber` is missing");
    }
    wechat.answer("getPhoneNumber", json!({ "errcode": 0 }));
    assert_eq!(path(&phone().await.unwrap_err()), "`phone_info` is missing");
}

#[tokio::test]
async fn an_object_of_somebody_else_is_no_answer() {
    let (wechat, client) = world().await;
    wechat.answer("getRidInfo", json!({ "status": "ok", "data": {} }));
    let error = client.get_rid_info(GetRidInfo::new("61725984-6126f6f9-040f19c4")).await.unwrap_err();
    assert_eq!(path(&error), "it has neither an error code nor any of the fields of `RidInfo`");
}

#[test]
fn the_old_version_of_a_push_is_read_as_far_as_it_goes() {
    let old = json!({ "isrisky": 0, "extra_info_json": "", "appid": "wx0", "trace_id": "t", "status_code": 4_294_966_287_u32 });
    let verdict: WxaMediaCheck = from_value(&old).unwrap();
    assert_eq!((verdict.trace_id.as_str(), verdict.errcode), ("t", 0));
    assert!(verdict.result.is_none() && verdict.detail.is_empty());
}

#[test]
fn an_object_that_comes_as_nothing_is_absent() {
    for nothing in [json!({}), json!([]), json!(""), json!(null)] {
        let failed = json!({ "appid": "wx0", "trace_id": "t", "version": 2, "detail": nothing, "errcode": -1001, "result": nothing });
        let verdict: WxaMediaCheck = from_value(&failed).unwrap();
        assert!(
            verdict.errcode == -1001 && verdict.result.is_none() && verdict.detail.is_empty(),
            "{nothing}"
        );
    }
    let deliver = json!({
        "OpenId": "o", "OutTradeNo": "n", "Env": 0, "WeChatPayInfo": null, "TeamInfo": [],
        "GoodsInfo": { "ProductId": "p", "Quantity": "1", "OrigPrice": 100, "ActualPrice": "100", "Attach": "" },
    });
    let deliver: XpayGoodsDeliverNotify = from_value(&deliver).unwrap();
    assert!(deliver.wechat_pay_info.is_none() && deliver.team_info.is_none());
}

#[test]
fn a_verdict_that_is_missing_is_none_that_is_known() {
    let verdict = json!({ "trace_id": "t", "result": { "label": null, "suggest": "stop" } });
    let verdict: WxaMediaCheck = from_value(&verdict).unwrap();
    let result = verdict.result.unwrap();
    assert!(
        matches!(result.suggest, Suggest::Other(_)) && !matches!(result.label, Label::Normal),
        "{result:?}"
    );
    let nothing = json!({ "trace_id": "t", "result": { "label": 100, "suggest": null } });
    assert_eq!(
        from_value::<WxaMediaCheck>(&nothing).unwrap_err().to_string(),
        "at `result`: `suggest` is missing"
    );
}

#[test]
fn what_is_missing_is_logged() {
    let log = Log::default();
    let guards = log.record(FmtSpan::NONE);
    from_value::<WxaMediaCheck>(&json!({ "trace_id": "t", "appid": "wx0", "detail": [] })).unwrap();
    drop(guards);
    let text = log.text();
    let missing: Vec<_> =
        text.lines().filter(|line| line.contains("is missing from what WeChat sent")).collect();
    assert!(
        missing.iter().any(|line| line.contains("DEBUG") && line.contains("`WxaMediaCheck.errcode`")),
        "{text}"
    );
    assert!(!text.contains("errmsg"), "an `Option` is left out without a word: {text}");
}
