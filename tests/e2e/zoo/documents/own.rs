//! Shapes that no built-in endpoint has, by endpoints of the test's own.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use wx_api::{JsonText, ZeroOne, wx_endpoint, wx_type};

use super::{content_type, pairs, sent};
use crate::world;

/// 查询多件 — a list in the query, once for each item.
#[wx_endpoint(
    method = GET,
    path = "/own/many",
    response = json(Many),
    docs = "https://developers.weixin.qq.com/own/many"
)]
struct FindMany {
    /// The ids.
    #[wx(repeat, min_items = 1, max_items = 3)]
    pub id: Vec<u32>,
    /// The names.
    #[wx(repeat)]
    pub name: Vec<String>,
    /// Whether those that are gone count.
    pub gone: Option<ZeroOne>,
}

/// The answer to [`FindMany`].
#[wx_type(response)]
struct Many {
    /// How many were found.
    pub count: u32,
}

/// 查询正文 — a list in the query of an endpoint whose body is the JSON of its one other field.
#[wx_endpoint(
    method = POST,
    path = "/own/raw",
    body = raw,
    response = json(Many),
    docs = "https://developers.weixin.qq.com/own/raw"
)]
struct SendRaw {
    /// The ids.
    #[wx(query, repeat)]
    pub id: Vec<u32>,
    /// Any JSON.
    pub whole: JsonText<Value>,
}

#[tokio::test]
async fn a_list_stands_in_a_query_once_for_each_item() {
    let (wechat, client) = world().await;
    let names = ["a&b".to_owned(), "面".to_owned(), "a&b".to_owned()];
    client.find_many(FindMany::new([7, 7, 2], names).gone(true)).await.unwrap();
    assert_eq!(
        pairs(&sent(&wechat, "findMany")),
        [
            ("gone", "1"),
            ("id", "7"),
            ("id", "7"),
            ("id", "2"),
            ("name", "a&b"),
            ("name", "面"),
            ("name", "a&b")
        ]
    );
    let error = client.find_many(FindMany::new([], [])).await.unwrap_err();
    assert_eq!(error.to_string(), "findMany was not sent: `id`: 0 items, at least 1 are needed");
}

#[tokio::test]
async fn a_body_that_is_any_json() {
    let (wechat, client) = world().await;
    wechat.answer("sendRaw", json!({ "errcode": 0, "count": "3" }));
    let whole = json!(BTreeMap::from([("a", json!([1, null])), ("b", json!("面"))]));
    assert_eq!(client.send_raw(SendRaw::new([1, 2], whole)).await.unwrap().count, 3);
    let call = sent(&wechat, "sendRaw");
    assert_eq!(pairs(&call), [("id", "1"), ("id", "2")]);
    assert_eq!(
        (content_type(&call), call.text().as_str()),
        ("application/json", r#"{"a":[1,null],"b":"面"}"#)
    );
}
