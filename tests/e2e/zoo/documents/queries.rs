//! Queries: many fields, lists joined by commas, JSON in a value.

use serde_json::json;
use wx_api::{
    Date, Parts, UnixSeconds,
    operation::{RealtimeLogLevel, RealtimeLogPlatform},
    prelude::*,
    subscribe_message::TemplateType,
};
use wx_mock::Fault;

use super::{pairs, sent};
use crate::world;

#[tokio::test]
async fn logs_are_searched_by_ten_fields() {
    let (wechat, client) = world().await;
    let day = Date::new(2026, 1, 1).unwrap();
    let request = RealtimelogSearch::new(day, UnixSeconds(1_767_243_600), UnixSeconds(1_767_247_200));
    let found = client.realtimelog_search(request.clone()).await.unwrap().data;
    let log = &found.list[0];
    assert_eq!((log.level, &log.platform), (6, &RealtimeLogPlatform::Android));
    assert_eq!((log.msg[0].msg[1].as_str(), &log.msg[1].level), (Some("7"), &RealtimeLogLevel::Warn));
    let bare = [("date", "20260101"), ("begintime", "1767243600"), ("endtime", "1767247200")];
    assert_eq!(pairs(&sent(&wechat, "realtimelogSearch")), bare);

    let request = request
        .start(0)
        .limit(100)
        .trace_id("o_1")
        .url("pages/menu/menu?a=1&b=2")
        .id("微信号")
        .filter_msg("a b+c")
        .level(RealtimeLogLevel::Error);
    client.realtimelog_search(request).await.unwrap();
    let more = [
        ("start", "0"),
        ("limit", "100"),
        ("traceId", "o_1"),
        ("url", "pages/menu/menu?a=1&b=2"),
        ("id", "微信号"),
        ("filterMsg", "a b+c"),
        ("level", "8"),
    ];
    assert_eq!(pairs(&sent(&wechat, "realtimelogSearch")), [&bare[..], &more[..]].concat());
    wechat.fault("realtimelogSearch", Fault::errcode(200_002));
    let request = RealtimelogSearch::new(day, UnixSeconds(2), UnixSeconds(1));
    let error = client.realtimelog_search(request).await.unwrap_err();
    assert!(error.to_string().starts_with("realtimelogSearch: errcode 200002, "), "{error}");
}

#[tokio::test]
async fn templates_are_chosen_from_public_ones() {
    let (wechat, client) = world().await;
    let request = GetPubNewTemplateTitles::new([2_u32, 616], 0, 30);
    assert_eq!(Parts::of(&request).unwrap().query, "ids=2%2C616&start=0&limit=30");
    let titles = client.get_pub_new_template_titles(request).await.unwrap();
    let title = &titles.data[0];
    // The category arrives as a string.
    assert_eq!((title.tid, title.category_id, &title.r#type), (99, 616, &TemplateType::Once));
    assert_eq!(
        pairs(&sent(&wechat, "getPubNewTemplatetitles")),
        [("ids", "2,616"), ("start", "0"), ("limit", "30")]
    );
    let none = GetPubNewTemplateTitles::new([0_u32; 0], 0, 31);
    let error = client.get_pub_new_template_titles(none).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "getPubNewTemplatetitles was not sent: `ids`: 0 items, at least 1 are needed; `limit`: 31 is more than 30"
    );

    let keywords = client.get_pub_new_template_keywords(GetPubNewTemplateKeywords::new("99")).await.unwrap();
    assert_eq!((keywords.count, keywords.data[0].rule.as_str()), (None, "thing"));
    assert_eq!(pairs(&sent(&wechat, "getpubnewtemplatekeywords")), [("tid", "99")]);

    let request = AddWxaNewTemplate::new("99", [3, 5, 4], "会议开始前提醒");
    let added = client.add_wxa_new_template(request).await.unwrap();
    assert!(!added.pri_tmpl_id.as_str().is_empty());
    assert_eq!(
        sent(&wechat, "addwxanewtemplate").text(),
        r#"{"tid":"99","kidList":[3,5,4],"sceneDesc":"会议开始前提醒"}"#
    );
    let error = client.add_wxa_new_template(AddWxaNewTemplate::new("99", [3], "x")).await.unwrap_err();
    assert!(error.to_string().contains("`kidList`: 1 items, at least 2 are needed"), "{error}");

    let own = client.get_wxa_pub_new_template(GetWxaPubNewTemplate::new()).await.unwrap().data;
    assert!(own[0].keyword_enum_value_list.is_empty());
    assert_eq!(own[1].keyword_enum_value_list[0].enum_value_list.len(), 3);
    assert_eq!(pairs(&sent(&wechat, "getwxapubnewtemplate")), []);
}

#[tokio::test]
async fn json_travels_in_a_query() {
    let (wechat, client) = world().await;
    let request = GetSharedCode::new(6209_u64).params(json!({ "from": "朋友圈", "table": 7 }));
    assert_eq!(
        Parts::of(&request).unwrap().query,
        "roomId=6209&params=%7B%22from%22%3A%22%E6%9C%8B%E5%8F%8B%E5%9C%88%22%2C%22table%22%3A7%7D"
    );
    let code = client.get_shared_code(request).await.unwrap();
    assert!(code.page_path.starts_with("plugin-private://"), "{code:?}");
    assert_eq!(
        pairs(&sent(&wechat, "getSharedCode")),
        [("roomId", "6209"), ("params", r#"{"from":"朋友圈","table":7}"#)]
    );
    client.get_shared_code(GetSharedCode::new(6209_u64)).await.unwrap();
    assert_eq!(pairs(&sent(&wechat, "getSharedCode")), [("roomId", "6209")]);
    wechat.fault("getSharedCode", Fault::errcode(300_022));
    let error = client.get_shared_code(GetSharedCode::new(1_u64)).await.unwrap_err();
    assert!(error.to_string().starts_with("getSharedCode: errcode 300022, 此房间号不存在"), "{error}");
}
