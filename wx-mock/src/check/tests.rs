use serde_json::json;
use wx_core::registry;

use super::*;

/// What is wrong with a request of an endpoint: where, and of which kind.
fn wrong(endpoint: &str, given: Value) -> Option<(String, Kind)> {
    let row = registry::find(endpoint)[0];
    let Value::Object(values) = given else { panic!("a request is an object") };
    let fields = Fields { values, ..Fields::default() };
    let problem = request(row.meta, row.request.fields, &fields).err()?;
    assert!(!problem.reason.is_empty());
    Some((problem.path, problem.kind))
}

fn at(path: &str, kind: Kind) -> Option<(String, Kind)> {
    Some((path.to_owned(), kind))
}

#[test]
fn fields_are_there_and_of_their_type() {
    let check = |given| wrong("getUnlimitedQRCode", given);
    assert_eq!(check(json!({ "scene": "a=1", "width": 430 })), None);
    assert_eq!(check(json!({})), at("scene", Kind::Missing));
    assert_eq!(check(json!({ "scene": "" })), at("scene", Kind::Missing));
    assert_eq!(check(json!({ "scene": 1 })), at("scene", Kind::Type));
    assert_eq!(check(json!({ "scene": "a", "width": "430" })), at("width", Kind::Type));
    assert_eq!(check(json!({ "scene": "a", "page": null })), at("page", Kind::Type));
    assert_eq!(check(json!({ "scene": "a", "check_path": 1 })), at("check_path", Kind::Type));
}

#[test]
fn limits_hold_at_every_depth() {
    let check = |given| wrong("getUnlimitedQRCode", given);
    assert_eq!(check(json!({ "scene": "a%" })), at("scene", Kind::Charset));
    assert_eq!(check(json!({ "scene": "a".repeat(33) })), at("scene", Kind::Size));
    assert_eq!(check(json!({ "scene": "a", "width": 279 })), at("width", Kind::Range));
    assert_eq!(check(json!({ "scene": "a", "env_version": "beta" })), at("env_version", Kind::Value));
    let colour = json!({ "scene": "a", "line_color": { "r": "255", "g": 0 } });
    assert_eq!(check(colour), at("line_color.b", Kind::Missing));
    assert_eq!(
        wrong("generateScheme", json!({ "jump_wxa": { "query": "中" } })),
        at("jump_wxa.query", Kind::Charset)
    );
    assert_eq!(
        wrong("msgSecCheck", json!({ "content": "a", "scene": 9, "openid": "o" })),
        at("scene", Kind::Value)
    );
}

#[test]
fn the_json_of_goods_has_a_limit() {
    let row = registry::find("addLocalOrder")[0];
    let sample = wx_specs::fixture::samples(row.meta).remove(0).request;
    let check = |name: String| {
        let mut order = sample.clone();
        order["cargo"]["goods_detail"] = json!({ "goods": [{ "good_count": 1, "good_name": name }] });
        wrong("addLocalOrder", order)
    };
    let rest = r#"{"goods":[{"good_count":1,"good_name":""}]}"#.len();
    assert_eq!(check("中".repeat(10_240 - rest)), None);
    assert_eq!(check("中".repeat(10_241 - rest)), at("cargo.goods_detail", Kind::Size));
}

#[test]
fn of_several_shapes_the_likeliest_says_what_is_wrong() {
    let check = |given| wrong("generateUrlLink", given);
    assert_eq!(check(json!({})), None);
    assert_eq!(check(json!({ "expire_type": 1, "expire_interval": 30 })), None);
    assert_eq!(check(json!({ "expire_type": 0, "expire_time": 1_900_000_000 })), None);
    assert_eq!(check(json!({ "expire_type": 1, "expire_interval": 31 })), at("expire_interval", Kind::Range));
    assert_eq!(check(json!({ "expire_type": 1 })), at("expire_interval", Kind::Missing));
    assert_eq!(check(json!({ "expire_interval": 3 })), at("expire_type", Kind::Missing));
}

#[test]
fn a_tagged_message_is_checked_under_its_own_name() {
    let check = |given| wrong("sendCustomMessage", given);
    let text = |content: &str| json!({ "touser": "o", "msgtype": "text", "text": { "content": content } });
    assert_eq!(check(text("hello")), None);
    assert_eq!(check(text(&"a".repeat(2049))), at("text.content", Kind::Size));
    assert_eq!(check(json!({ "touser": "o", "msgtype": "song" })), at("msgtype", Kind::Value));
    assert_eq!(check(json!({ "touser": "o", "msgtype": "image" })), at("image", Kind::Missing));
    assert_eq!(check(json!({ "touser": "o" })), at("msgtype", Kind::Missing));
    assert_eq!(
        check(json!({ "touser": "invalid", "msgtype": "text", "text": { "content": "" } })),
        at("touser", Kind::Value)
    );
}

#[test]
fn an_empty_text_is_an_empty_list() {
    let check = |ids: &str| {
        let limited = const { &[Field::of::<wx_core::Joined<u32>>("ids").max_items(2)] };
        let values = [("ids".to_owned(), ids.into())].into_iter().collect();
        let fields = Fields { values, ..Fields::default() };
        let problem = Walk { files: &fields.files }.fields(limited, &fields.values, "").err();
        problem.map(|problem| (problem.path, problem.kind))
    };
    assert_eq!(check(""), None);
    assert_eq!(check("1, 2,"), None);
    assert_eq!(check("1,2,3"), at("ids", Kind::Size));
    assert_eq!(check("1,x"), at("ids", Kind::Type));
}
