//! Requests as the official pages write them are accepted as they stand.

use serde_json::{Value, json};
use wx_mock::MockWechat;

use crate::wx::{Fake, Ran};

/// The JSON body of the last call.
fn sent(fake: &Fake) -> Value {
    fake.wechat.calls().last().unwrap().json().unwrap()
}

/// The query of the last call.
fn query(fake: &Fake, name: &str) -> Option<String> {
    let calls = fake.wechat.calls();
    let pairs = &calls.last().unwrap().query;
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
}

#[test]
fn a_field_with_one_value_is_a_number_or_text() {
    let fake = Fake::start();
    let data = r#"{
        "is_comm_nearby": 1,
        "pic_list": "{\"list\":[\"http://x.example/0\"]}",
        "store_name": "xxx黄焖鸡米饭(xxxx店)",
        "hour": "00:00-23:59",
        "credential": "92321324MA24xxxxxxx",
        "address": "江苏省宿迁市泗洪县尚城府邸xxxxxxxx",
        "company_name": "xxxx县阿庆小吃部",
        "service_infos": "{\"service_infos\":[{\"id\":\"1\",\"type\":\"1\",\"name\":\"外卖\",\"appid\":\"wx4e96615821xxxxxx\",\"path\":\"/pages/index/store/store?scene=148897\"}]}",
        "qualification_list": "rNdNSNGaFDIGsyhucEPyANpW9_OIMa9iXSh-CdEXqL8pkqxxxxxx",
        "kf_info": "{\"open_kf\":false}",
        "contract_phone": "18071xxxxxx",
        "map_poi_id": "30323090226254xxxxx"
    }"#;
    fake.wx(&["call", "addNearbyPoi", "--data", data]).ok();
    assert_eq!(sent(&fake)["is_comm_nearby"], "1");
    let text = data.replace("\"is_comm_nearby\": 1", "\"is_comm_nearby\": \"1\"");
    fake.wx(&["call", "addNearbyPoi", "--data", &text]).ok();
    let wrong = data.replace("\"is_comm_nearby\": 1", "\"is_comm_nearby\": 2");
    let said = fake.wx(&["call", "addNearbyPoi", "--data", &wrong]).failed(1);
    assert!(said.contains("`is_comm_nearby` is always \"1\""), "{said}");
}

#[test]
fn an_expiry_is_sent_with_is_expire() {
    let fake = Fake::start();
    let data = r#"{
        "jump_wxa": { "path": "/pages/publishHomework/publishHomework", "query": "", "env_version": "release" },
        "is_expire": true,
        "expire_type": 1,
        "expire_interval": 1
    }"#;
    fake.wx(&["call", "generateScheme", "--data", data]).ok();
    assert_eq!(sent(&fake), serde_json::from_str::<Value>(data).unwrap());
    // What is left out is added, a number that never varies may be text.
    let data = r#"{"path":"/pages/a","expire_type":"1","expire_interval":1}"#;
    fake.wx(&["call", "generateUrlLink", "--data", data]).ok();
    let whole = json!({ "path": "/pages/a", "is_expire": true, "expire_type": 1, "expire_interval": 1 });
    assert_eq!(sent(&fake), whole);
    // An expiry that cannot be read is an error: without it the link would work for 30 days.
    for (data, lost) in [
        (r#"{"is_expire":false,"expire_type":1,"expire_interval":1}"#, "`is_expire`"),
        (r#"{"expire_type":1,"expire_interval":"soon"}"#, "`expire_interval`"),
        (r#"{"expire_interval":1}"#, "`expire_interval`"),
    ] {
        let said = fake.wx(&["call", "generateScheme", "--data", data]).failed(2);
        assert!(said.contains(lost) && said.contains("cannot be read as Expiry"), "{said}");
    }
}

#[test]
fn what_the_client_adds_may_be_in_the_request() {
    let fake = Fake::start();
    let data =
        r#"{"grant_type":"client_credential","appid":"APPID","secret":"APPSECRET","force_refresh":false}"#;
    let ran = fake.wx(&["call", "getStableAccessToken", "--data", data]).ok();
    assert_eq!(
        ran.stderr.trim(),
        "note: the client adds `appid`, `grant_type`, `secret` itself, whatever the request says there"
    );
    // What is sent is the client's own.
    assert_ne!(sent(&fake)["appid"], "APPID");
    let ran = fake.wx(&["call", "getStableAccessToken", "--data", data, "--json"]).ok();
    assert_eq!(ran.stderr, "");

    let data = r#"{"shopid":"123456","shop_order_id":"123456","waybill_id":"123456","delivery_id":"123456","cancel_reason_id":1,"cancel_reason":"","delivery_sign":"123456","shop_no":"shop_no_111"}"#;
    let shop = Fake::of(MockWechat::builder().shop_secret("123456", "shop-secret"));
    let mut command = shop.command(&["call", "cancelLocalOrder", "--data", data]);
    let ran = Ran::from(command.env("WX_SHOP_SECRETS", "123456=shop-secret").output().unwrap()).ok();
    assert!(ran.stderr.contains("adds `delivery_sign` itself"), "{}", ran.stderr);
    assert_ne!(sent(&shop)["delivery_sign"], "123456");

    // The order of keys stays.
    let data = r#"{"access_token":"T","touser":"o1","template_id":"t","data":{"z":{"value":"1"},"a":{"value":"2"}}}"#;
    fake.wx(&["call", "sendMessage", "--data", data]).ok();
    let body = String::from_utf8(fake.wechat.calls().last().unwrap().body.to_vec()).unwrap();
    assert!(body.contains(r#""data":{"z":{"value":"1"},"a":{"value":"2"}}"#), "{body}");

    let data = r#"{"access_token":"ACCESS_TOKEN","code":"e31968a7"}"#;
    let ran = fake.wx(&["call", "getPhoneNumber", "--data", data]).ok();
    assert!(ran.stderr.contains("adds `access_token` itself"), "{}", ran.stderr);
    assert_eq!(sent(&fake), json!({ "code": "e31968a7" }));
}

#[test]
fn numbers_of_a_query_may_be_text() {
    let fake = Fake::start();
    let data = r#"{"access_token":"ACCESS_TOKEN","ids":"2,616","start":"0","limit":"1"}"#;
    fake.wx(&["call", "getPubNewTemplatetitles", "--data", data]).ok();
    let limit = query(&fake, "limit");
    assert_eq!(limit.as_deref(), Some("1"));
    let data = r#"{"ids":"2,616","start":"0","limit":"31"}"#;
    let said = fake.wx(&["call", "getPubNewTemplatetitles", "--data", data]).failed(1);
    assert!(said.contains("`limit`: 31 is more than 30"), "{said}");
    let data = r#"{"ids":"2,616","start":"zero","limit":"1"}"#;
    let said = fake.wx(&["call", "getPubNewTemplatetitles", "--data", data]).failed(2);
    assert!(said.contains("zero"), "{said}");
}

#[test]
fn a_page_of_several_actions_is_one_name() {
    let fake = Fake::start();
    let ran = fake.wx(&["call", "getDomainInfo", "--data", r#"{"action":"getserverdomain"}"#]).ok();
    assert!(ran.stderr.contains("note: this request of getDomainInfo is getServerDomain"), "{}", ran.stderr);
    assert_eq!(sent(&fake), json!({ "action": "getserverdomain" }));
    let said = fake.wx(&["call", "getBizDomain", "--data", r#"{"action":"getserverdomain"}"#]).failed(1);
    assert!(said.contains("`action` is always \"getbizdomain\""), "{said}");
}

#[test]
fn what_a_page_excludes_is_refused_before_it_is_sent() {
    let fake = Fake::start();
    for (name, data, said) in [
        ("getUnlimitedQRCode", r#"{"scene":""}"#, "`scene`: 0 characters, at least 1 are needed"),
        (
            "getUnlimitedQRCode",
            r#"{"scene":"a=1","page":"/pages/index/index"}"#,
            "`page`: it must not start with `/`",
        ),
        ("getUnlimitedQRCode", r#"{"scene":"a=1","page":"index?x=1"}"#, "`page`: it must not contain `?`"),
        ("getQRCode", r#"{"path":""}"#, "`path`: 0 characters"),
        ("createQRCode", r#"{"path":"a?scancode_time=1"}"#, "`path`: it must not contain `scancode_time`"),
        ("generateScheme", r#"{"jump_wxa":{"path":"/a?b=1"}}"#, "`jump_wxa.path`: it must not contain `?`"),
        ("generateUrlLink", r#"{"path":"/a?b=1"}"#, "`path`: it must not contain `?`"),
        (
            "getApiQuota",
            r#"{"cgi_path":"cgi-bin/message/custom/send"}"#,
            "`cgi_path`: it must start with `/`",
        ),
        (
            "sendMessage",
            r#"{"touser":"o","template_id":"t","data":{"symbol1":{"value":"a"}}}"#,
            "`data.symbol1.value`: it must be 1 to 5 signs",
        ),
    ] {
        let error = fake.wx(&["call", name, "--data", data, "--out", "-"]).failed(1);
        assert!(error.contains("was not sent") && error.contains(said), "{name}: {error}");
    }
    // Parameters are allowed where a page says so.
    let data = r#"{"path":"?foo=bar"}"#;
    fake.wx(&["call", "createQRCode", "--data", data, "--out", "-"]).ok();
}
