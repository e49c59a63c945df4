//! Texts that hold something: JSON in a string, a query's source, a raw body, a table by its columns.

use std::collections::BTreeMap;

use serde_json::json;
use wx_api::{
    Fixed, UnixSeconds,
    cloudbase::{ByChannel, StatisticsAction, StatisticsCondition, StatisticsType},
    nearby_poi::{PoiCustomerService, PoiPictures, PoiService, PoiServices},
    operation::{CostTimeType, PerformanceDevice},
    prelude::*,
    search::{SearchContent, SearchPage, SearchTarget, SearchUpdate},
};
use wx_mock::Fault;

use super::{content_type, pairs, sent};
use crate::world;

#[tokio::test]
async fn a_cloud_function_gets_a_text_as_it_is() {
    let (wechat, client) = world().await;
    let body = "{\"table\": 7,\n \"dish\": \"面\"}";
    let answer = client.invoke_cloud_function(InvokeCloudFunction::new("e nv", "a&b", body)).await.unwrap();
    let answer = answer.resp_data.expect("an answer");
    assert_eq!(answer.read().unwrap()["event"]["userInfo"]["appId"], "wx448f04719cd48f69");
    let call = sent(&wechat, "invokeCloudFunction");
    assert_eq!(pairs(&call), [("env", "e nv"), ("name", "a&b")]);
    assert_eq!((content_type(&call), &call.body[..]), ("text/plain; charset=utf-8", body.as_bytes()));

    let error = client.invoke_cloud_function(InvokeCloudFunction::new("e", "f", "")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "invokeCloudFunction was not sent: `req_data`: 0 characters, at least 1 are needed"
    );
    // A function that answers nothing, and one whose answer is no JSON.
    let ask = || client.invoke_cloud_function(InvokeCloudFunction::new("e", "f", "{}"));
    wechat.answer("invokeCloudFunction", json!({ "errcode": 0, "resp_data": "" }));
    assert!(ask().await.unwrap().resp_data.is_none());
    // What is no JSON, and what a `Value` could not hold, is handed over as it came.
    for text in ["ok", "SECRET{", r#"{"id":12345678901234567890123,"price":1.10,"b":1,"a":2}"#] {
        wechat.answer("invokeCloudFunction", json!({ "errcode": 0, "resp_data": text }));
        assert_eq!(ask().await.unwrap().resp_data.unwrap().as_str(), text);
    }
}

#[tokio::test]
async fn a_database_is_asked_in_source_text() {
    let (wechat, client) = world().await;
    let source = r#"db.collection("geo").where({done:true}).get()"#;
    let records = client.get_database_record(GetDatabaseRecord::new("shop", source)).await.unwrap();
    assert_eq!((records.pager.total, records.pager.offset), (2, 1));
    assert_eq!(records.data[0].read().unwrap()["name"], "test");
    assert_eq!(
        sent(&wechat, "getDatabaseRecord").text(),
        r#"{"env":"shop","query":"db.collection(\"geo\").where({done:true}).get()"}"#
    );
    wechat.fault("getDatabaseRecord", Fault::errcode(85088));
    let error = client.get_database_record(GetDatabaseRecord::new("shop", source)).await.unwrap_err();
    assert!(error.to_string().contains("errcode 85088, 该 APP 未开通云开发"), "{error}");
}

#[tokio::test]
async fn a_table_by_its_columns() {
    let (wechat, client) = world().await;
    let condition = StatisticsCondition::new().activity_id("act-1").by_channel_id(ByChannel::No);
    let request = GetCloudBaseStatistics::new(
        StatisticsAction::SmsMarketingOverviewData,
        UnixSeconds(1_767_225_600),
        UnixSeconds(1_767_312_000),
    );
    let table = client.get_cloud_base_statistics(request.condition(condition)).await.unwrap();
    assert_eq!(table.column("h5_sms_rate"), Some(vec!["0.5"]));
    assert_eq!(table.column("nothing"), None);
    assert_eq!(table.data_column[3].col_data_type, StatisticsType::Number);
    assert_eq!(
        sent(&wechat, "getCloudBaseStatistics").json().unwrap(),
        json!({
            "action": "smsMarketingOverviewData", "begin_date": 1_767_225_600, "end_date": 1_767_312_000,
            "condition": { "activity_id": "act-1", "by_channel_id": "0" },
        })
    );
}

#[tokio::test]
async fn times_of_starts_are_json_in_a_text() {
    let (wechat, client) = world().await;
    let request = GetPerformance::new(
        CostTimeType::Download,
        UnixSeconds(1_767_225_600),
        UnixSeconds(1_767_398_400),
        "@_all",
    );
    let performance =
        client.get_performance(request.clone().device(PerformanceDevice::Android)).await.unwrap();
    let times = performance.default_time_data.expect("times").read().unwrap();
    assert_eq!(
        (times.list[0].cost_time, times.list[0].cost_time_type.clone()),
        (1533, CostTimeType::Download)
    );
    assert_eq!(
        (times.list[1].ref_date.to_string().as_str(), performance.compare_time_data),
        ("20260102", None)
    );
    assert_eq!(
        sent(&wechat, "getPerformance").text(),
        r#"{"cost_time_type":2,"default_start_time":1767225600,"default_end_time":1767398400,"scene":"@_all","device":"2","is_download_code":"@_all","networktype":"@_all"}"#
    );
    let times = r#"{"list":[{"ref_date":"20260101","cost_time_type":9,"cost_time":"7"},{"ref_date":"x"}]}"#;
    wechat.answer("getPerformance", json!({ "errcode": 0, "default_time_data": times }));
    let times = client.get_performance(request).await.unwrap().default_time_data.unwrap();
    let error = times.read().unwrap_err();
    assert!(error.to_string().starts_with("at `list[1].ref_date`: "), "{error}");
}

#[tokio::test]
async fn what_became_of_a_call() {
    let (wechat, client) = world().await;
    wechat.fault("getPhoneNumber", Fault::errcode(-1));
    let error = client.get_phone_number(GetPhoneNumber::new("c")).await.unwrap_err();
    let rid = error.rid().expect("WeChat gives one");
    let call = client.get_rid_info(GetRidInfo::of(rid)).await.unwrap().request;
    assert_eq!(call.response_body.unwrap().read().unwrap()["errcode"], 45009);
    assert_eq!(sent(&wechat, "getRidInfo").json().unwrap(), json!({ "rid": rid.as_str() }));
    let error = client.get_rid_info(GetRidInfo::new("1111")).await.unwrap_err();
    assert!(error.to_string().starts_with("getRidInfo: errcode 76002, "), "{error}");

    let quota = client.get_api_quota(GetApiQuota::new("/cgi-bin/message/custom/send")).await.unwrap();
    assert!(quota.rate_limit.is_none(), "{quota:?}");
    let error = client.get_api_quota(GetApiQuota::new("cgi-bin/x")).await.unwrap_err();
    assert_eq!(error.to_string(), "getApiQuota was not sent: `cgi_path`: it must start with `/`");
}

#[tokio::test]
async fn quotas_are_cleared_with_the_token_or_with_the_secret() {
    let (wechat, client) = world().await;
    client.clear_quota_by_app_secret(ClearQuotaByAppSecret::new()).await.unwrap();
    assert_eq!(wechat.tokens_issued(), 0);
    let call = sent(&wechat, "clearQuotaByAppSecret");
    // The record masks the secret.
    assert_eq!(call.text(), format!(r#"{{"appid":"{}","appsecret":"***"}}"#, wechat.appid()));
    assert_eq!(call.query, []);
    client.clear_quota(ClearQuota::new()).await.unwrap();
    assert_eq!(sent(&wechat, "clearQuota").text(), format!(r#"{{"appid":"{}"}}"#, wechat.appid()));
    for _ in 0..8 {
        client.clear_quota(ClearQuota::new()).await.unwrap();
    }
    let error = client.clear_quota_by_app_secret(ClearQuotaByAppSecret::new()).await.unwrap_err();
    assert!(error.to_string().starts_with("clearQuotaByAppSecret: errcode 48006, "), "{error}");
}

#[tokio::test]
async fn a_bought_service_takes_any_json_and_answers_any() {
    let (wechat, client) = world().await;
    let data = json!({ "img_url": "https://a", "ocr_type": 1, "data_type": 3 });
    let request = InvokeService::new("wx79ac3de8be320b71", "OcrAllInOne", data.clone(), "order-42");
    let answer = client.invoke_service(request).await.unwrap();
    assert_eq!(answer.data.unwrap().read().unwrap()["idcard_res"]["name"]["text"], "李雷");
    let sent_data = sent(&wechat, "invokeService").json().unwrap()["data"].clone();
    assert_eq!(sent_data, data);
    let later = InvokeService::new("wx1", "SecCheckAsync", json!([1, null]), "order-43").r#async(true);
    let answer = client.invoke_service(later).await.unwrap();
    assert!(answer.data.is_none() && answer.request_id.is_some(), "{answer:?}");
    assert_eq!(
        sent(&wechat, "invokeService").text(),
        r#"{"service":"wx1","api":"SecCheckAsync","data":[1,null],"client_msg_id":"order-43","async":true}"#
    );
}

#[tokio::test]
async fn a_shop_is_described_by_json_in_texts() {
    let (wechat, client) = world().await;
    let takeaway = PoiService {
        id: "1".into(),
        r#type: "1".into(),
        name: "外卖".into(),
        appid: "wx1".into(),
        path: "/pages/store?scene=1".into(),
        desc: None,
    };
    let shop = AddNearbyPoi {
        store_name: "街角咖啡".into(),
        pic_list: PoiPictures::new(["http://a/0".to_owned()]).into(),
        service_infos: PoiServices::new([takeaway]).into(),
        kf_info: Some(PoiCustomerService::new(false).into()),
        contract_phone: "02081167888".into(),
        hour: "00:00-23:59".into(),
        company_name: "咖啡".into(),
        credential: "1".into(),
        address: "广州".into(),
        qualification_list: None,
        poi_id: None,
        map_poi_id: None,
    };
    let added = client.add_nearby_poi(shop.clone()).await.unwrap();
    assert_eq!(added.data.poi_id, "112333");
    let body = sent(&wechat, "addNearbyPoi").text();
    assert!(
        body.starts_with(
            r#"{"is_comm_nearby":"1","store_name":"街角咖啡","pic_list":"{\"list\":[\"http://a/0\"]}","service_infos":"{\"service_infos\":[{\"id\":\"1\",\"type\":\"1\",\"name\":\"外卖\",\"appid\":\"wx1\",\"path\":\"/pages/store?scene=1\"}]}","kf_info":"{\"open_kf\":false}","contract_phone":"#
        ),
        "{body}"
    );
    // Limits hold inside the texts, too.
    let shop = AddNearbyPoi { pic_list: PoiPictures::new([]).into(), ..shop };
    let error = client.add_nearby_poi(shop).await.unwrap_err();
    assert!(error.to_string().contains("`pic_list.list`: 0 items, at least 1 are needed"), "{error}");
}

#[tokio::test]
async fn pages_for_the_search_have_a_field_with_a_sign_and_free_ones() {
    let (wechat, client) = world().await;
    let content = SearchContent {
        r#type: SearchTarget::Live,
        update: SearchUpdate::Remove,
        content_id: "dish-7".into(),
        page_type: Fixed,
        h5_url: None,
        title: "面".into(),
        r#abstract: Some(vec!["慢炖".into()]),
        referer: None,
        cover_img_url: None,
        mainbody: "面".into(),
        author: None,
        video: None,
        time_publish: UnixSeconds(1),
        time_modify: UnixSeconds(2),
        extra_info: Some(BTreeMap::from([("tags".to_owned(), json!(["面", { "n": 1 }]))])),
    };
    let page = SearchPage::new("pages/dish/dish", "id=7", [content]);
    client.submit_pages(SubmitPages::new([page.clone()])).await.unwrap();
    assert_eq!(
        sent(&wechat, "submitpages").text(),
        r#"{"pages":[{"path":"pages/dish/dish","query":"id=7","data_list":[{"@type":"wxsearch_cpdata","update":3,"content_id":"dish-7","page_type":2,"title":"面","abstract":["慢炖"],"mainbody":"面","time_publish":1,"time_modify":2,"extra_info":{"tags":["面",{"n":1}]}}]}]}"#
    );
    let error = client.submit_pages(SubmitPages::new(vec![page; 1001])).await.unwrap_err();
    assert!(error.to_string().contains("`pages`: 1001 items, at most 1000 are allowed"), "{error}");
}
