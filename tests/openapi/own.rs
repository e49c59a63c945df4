//! Endpoints of another crate, this one, with every shape that a request can have.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use wx_core::{Date, Joined, JsonText, SessionKey, Upload, ZeroOne, registry, wx_endpoint, wx_type};

use crate::{document::Document, sent::Sent};

/// 都有 — a query with everything that can stand in one.
#[wx_endpoint(method = GET, path = "/openapi/query?type=1", fixed = [kind = "a", number = 2], response = json(Found), docs = "https://developers.weixin.qq.com/own")]
pub(crate) struct Everything {
    /// Some ids.
    #[wx(repeat, min_items = 1)]
    pub(crate) ids: Vec<u32>,
    /// Some names.
    #[wx(max_items = 3)]
    pub(crate) names: Option<Joined<u32>>,
    /// What is asked.
    pub(crate) params: Option<JsonText<BTreeMap<String, i64>>>,
    /// The day.
    pub(crate) day: Date,
    /// Whether.
    pub(crate) whether: Option<ZeroOne>,
}

/// What was found.
#[wx_type(response)]
pub(crate) struct Found {
    /// Where.
    pub(crate) place: Place,
}

/// A place that is a text.
#[wx_type(both)]
pub(crate) struct Place {
    /// The text.
    #[wx(max_width = 8)]
    pub(crate) text: String,
}

/// 表单 — a form in which a file or a text is sent, with the own appid.
#[wx_endpoint(method = POST, path = "/openapi/form", body = multipart, appid, fixed = [version = 2], one_of = [file, text], response = empty, docs = "https://developers.weixin.qq.com/own")]
pub(crate) struct Form {
    /// A file.
    pub(crate) file: Option<Upload>,
    /// A text.
    pub(crate) text: Option<String>,
}

/// 原样 — a body that is a text.
#[wx_endpoint(method = POST, path = "/openapi/raw?kind=x", body = raw, response = json(Value), docs = "https://developers.weixin.qq.com/own")]
pub(crate) struct Raw {
    /// Who is meant.
    #[wx(query)]
    pub(crate) who: String,
    /// The body.
    pub(crate) body: String,
}

/// 原样的JSON — a body that is any JSON.
#[wx_endpoint(method = POST, path = "/openapi/raw_json", body = raw, response = binary_or(Found), docs = "https://developers.weixin.qq.com/own")]
pub(crate) struct RawJson {
    /// The body.
    pub(crate) body: JsonText<Place>,
}

/// 签名 — a call with every signature.
#[wx_endpoint(method = POST, path = "/openapi/signed", sign = [pay_sig, user_signature], secure, one_of = [left, right], response = binary, docs = "https://developers.weixin.qq.com/own")]
pub(crate) struct Signed {
    /// The user's key.
    #[wx(key)]
    pub(crate) session_key: SessionKey,
    /// One side.
    pub(crate) left: Option<Place>,
    /// The other.
    pub(crate) right: Option<JsonText<Place>>,
}

/// 配送 — a call that is signed in its body.
#[wx_endpoint(method = POST, path = "/openapi/delivery", sign = [delivery_sign], response = empty, docs = "https://developers.weixin.qq.com/own")]
pub(crate) struct Delivery {
    /// The shop.
    pub(crate) shopid: String,
}

/// 其一 — an endpoint that shares its path, and says so with a number.
#[wx_endpoint(method = POST, path = "/openapi/shared", fixed = [kind = 1], response = json(Found), docs = "https://developers.weixin.qq.com/own")]
pub(crate) struct SharedOne {
    /// A place.
    pub(crate) place: Place,
}

/// 其二 — the other one, which says nothing.
#[wx_endpoint(method = POST, path = "/openapi/shared", response = empty, docs = "https://developers.weixin.qq.com/own")]
pub(crate) struct SharedTwo {
    /// Another thing.
    pub(crate) thing: Option<String>,
}

/// What each of them sends.
fn requests() -> Vec<(&'static str, Value)> {
    let file = json!({ "file_name": "a.png", "content_type": "image/png", "data": "aGk=" });
    vec![
        (
            "everything",
            json!({ "ids": [1, 2], "names": "3,4", "params": "{\"a\":1}", "day": "20170313", "whether": 1 }),
        ),
        ("everything", json!({ "ids": [1], "day": "20170313" })),
        ("form", json!({ "file": file })),
        ("form", json!({ "text": "7" })),
        ("raw", json!({ "who": "me", "body": "<any text>" })),
        ("rawJson", json!({ "body": "{\"text\":\"中文\"}" })),
        ("signed", json!({ "session_key": "key", "left": { "text": "a" } })),
        ("signed", json!({ "session_key": "key", "right": "{\"text\":\"a\"}" })),
        ("delivery", json!({ "shopid": "s1" })),
        ("sharedOne", json!({ "place": { "text": "a" } })),
        ("sharedTwo", json!({ "thing": "a" })),
        ("other", json!({ "place": { "number": 1 } })),
    ]
}

#[tokio::test]
async fn endpoints_of_another_crate_are_described_as_they_are_sent() {
    let document = Document::strict();
    for (name, request) in requests() {
        let [row] = registry::find(name)[..] else { panic!("no single {name}") };
        let faults = Sent::of(row, &request).await.faults(row, &document);
        assert!(faults.is_empty(), "{name}: {}", faults.join("; "));
    }
}

#[test]
fn a_query_says_how_its_lists_are_written() {
    let document = Document::strict();
    let parameters = document.value["paths"]["/openapi/query"]["get"]["parameters"].clone();
    let parameter = |name: &str| {
        let found = parameters.as_array().unwrap().iter().find(|parameter| parameter["name"] == name);
        found.unwrap_or_else(|| panic!("no {name}")).clone()
    };
    assert_eq!(parameter("type")["schema"], json!({ "type": "string", "const": "1" }));
    assert_eq!(parameter("number")["schema"], json!({ "type": "integer", "const": 2 }));
    assert_eq!((&parameter("ids")["style"], &parameter("ids")["explode"]), (&json!("form"), &json!(true)));
    assert_eq!(
        (&parameter("names")["explode"], &parameter("names")["schema"]["maxItems"]),
        (&json!(false), &json!(3))
    );
    assert!(parameter("params")["content"]["application/json"]["schema"].is_object());
    assert_eq!(parameter("whether")["schema"]["enum"], json!([0, 1]));
}

#[test]
fn one_of_some_fields_is_one_of_what_is_required() {
    let document = Document::strict();
    let schemas = &document.value["components"]["schemas"];
    let one_of = json!([{ "required": ["left"] }, { "required": ["right"] }]);
    assert_eq!(schemas["Signed"]["oneOf"], one_of);
    assert!(schemas["Signed"]["properties"].get("session_key").is_none(), "the key does not travel");
    let operation = &document.value["paths"]["/openapi/signed"]["post"];
    assert_eq!(operation["x-one-of"], json!(["left", "right"]));
    assert_eq!(operation["x-wx-sign"], json!(["pay_sig", "user_signature"]));
    assert_eq!(schemas["Form"]["properties"]["file"]["format"], "binary");
    assert_eq!(schemas["Form"]["properties"]["version"]["const"], 2);
}

#[test]
fn types_of_one_name_do_not_collide() {
    let document = Document::strict();
    let schemas = document.value["components"]["schemas"].as_object().unwrap();
    let places: Vec<_> = schemas.keys().filter(|name| name.contains("Place")).collect();
    assert_eq!(places, ["NamedLikeOwnPlace", "NamedLikeOwnPlaceAnswer", "OwnPlace", "OwnPlaceAnswer"]);
    let of = |path: &str| document.value["paths"][path]["post"].clone();
    let number = document
        .resolved(&of("/openapi/other")["requestBody"]["content"]["application/json"]["schema"])
        .clone();
    assert_eq!(number["properties"]["place"]["$ref"], "#/components/schemas/NamedLikeOwnPlace");
}

#[test]
fn endpoints_of_one_path_are_one_operation() {
    let document = Document::strict();
    let shared = &document.value["paths"]["/openapi/shared"]["post"];
    assert_eq!(shared["x-wx-endpoints"].as_array().unwrap().len(), 2);
    let body = &shared["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(body["anyOf"].as_array().unwrap().len(), 2);
    // Told apart by a word in each, they have a discriminator.
    let plugin =
        &document.value["paths"]["/wxa/plugin"]["post"]["requestBody"]["content"]["application/json"];
    assert_eq!(plugin["schema"]["discriminator"]["propertyName"], "action");
}
