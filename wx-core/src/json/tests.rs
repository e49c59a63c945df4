use serde_json::json;

use super::*;

fn parse(text: &'static str) -> Result<Json, Error> {
    Json::parse(Bytes::from_static(text.as_bytes()))
}

#[test]
fn it_is_what_serde_json_reads() {
    for text in [
        r#"{"a": [1, -2, 1.5, true, null, "b\n\u4e2d", {"\u0063": "中"}], "": {}, "big": 18446744073709551615}"#,
        "[]",
        "\"text\"",
        " 7 ",
    ] {
        assert_eq!(parse(text).unwrap().to_value(), serde_json::from_str::<Value>(text).unwrap(), "{text}");
    }
    for text in ["", "{", "{}x", r#"{"a": 1,}"#, "\"\u{1}\"", "1e999"] {
        assert_eq!(parse(text).is_err(), serde_json::from_str::<Value>(text).is_err(), "{text}");
    }
    assert!(Json::parse(Bytes::from_static(b"\"\xFF\"")).is_err());
    assert!(Json::parse("[".repeat(100_000).into()).is_err(), "too deep");
}

#[test]
fn of_two_fields_of_one_name_the_last_one_counts() {
    let json = parse(r#"{"a": 1, "b": "x", "a": 2}"#).unwrap();
    assert_eq!(json.look().get("a").unwrap().to_value(), 2);
    assert_eq!(json.look().get("b").unwrap().as_str(), Some("x"));
    assert!(json.look().get("c").is_none());
    assert_eq!(json.to_value(), json!({ "a": 2, "b": "x" }));
}

#[test]
fn what_is_in_it_is_not_shown() {
    let json = parse(r#"{"access_token": "hush", "expires_in": 7200}"#).unwrap();
    assert_eq!(format!("{json:?}"), r#"["access_token", "expires_in"]"#);
}

#[test]
fn a_value_becomes_one() {
    // Written and read again, the last of them would be another one.
    let value = json!({ "a": ["b", "", null, true, -1, u64::MAX, 1.5, 14444.444444444445] });
    assert_eq!(Json::from(value.clone()), value);
    let deep = (0..1000).fold(Value::Null, |inner, _| json!([inner]));
    assert_eq!(Json::from(deep.clone()), deep);
}

#[test]
fn a_field_may_have_the_name_that_serde_json_gives_to_numbers() {
    let text = r#"{"$serde_json::private::Number": "7", "a": [[], {}, [{"b": [1]}]], "c": 2}"#;
    let json = parse(text).unwrap();
    assert!(json.is_object());
    assert_eq!(json.look().get("$serde_json::private::Number").unwrap().as_str(), Some("7"));
    assert_eq!(json.look().get("a").unwrap().to_value(), json!([[], {}, [{ "b": [1] }]]));
    assert_eq!(json.look().get("c").unwrap().to_value(), 2);
}

#[test]
fn a_node_is_small() {
    // A hostile body has a node for two bytes of it.
    assert!(size_of::<Node>() <= 24, "{}", size_of::<Node>());
    let json = parse("[0,0,0]").unwrap();
    assert_eq!(json.nodes.len(), 4);
}
