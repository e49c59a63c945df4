use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use wx_api::prelude::*;
use wx_core::{Date, Json, from_value};

use crate::Canned;

/// The answer in the first sample of an endpoint.
fn sample(file: &str) -> Vec<u8> {
    let samples: Vec<Value> = serde_json::from_str(file).unwrap();
    samples[0]["response"].to_string().into_bytes()
}

#[test]
fn the_features_are_on() {
    let text = r#"{"z":0.10000000000000000000000000000000000001,"a":1.50}"#;
    assert_eq!(serde_json::from_str::<Value>(text).unwrap().to_string(), text);
}

#[test]
fn json_is_what_serde_json_reads() {
    for text in [
        r#"{"b":[1,-2,1.5,1.50,-0.0,1e3,1E-2,true,null,"x\n",{"c":"中"}],"a":{}}"#,
        "18446744073709551615",
        "-9223372036854775808",
        "123456789012345678901234567890.125",
        "1e999",
        "0",
    ] {
        let json = Json::parse(text.into()).unwrap();
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(json.to_value(), value, "{text}");
        assert_eq!(json.to_value().to_string(), value.to_string());
        assert_eq!(Json::from(value.clone()), value, "{text}");
    }
    for text in [r#"{"a":1.}"#, r#"{"a":-}"#, r#"{"a":01}"#, r#"{"a":1x}"#] {
        assert!(Json::parse(text.into()).is_err(), "{text}");
    }
    // An object that only looks like a number of serde_json's.
    let json = Json::parse(r#"{"$serde_json::private::Number":"7"}"#.into()).unwrap();
    assert!(json.is_object());
    let json = Json::parse(r#"[{"$serde_json::private::Numbe\u0072":"7","a":1},2]"#.into()).unwrap();
    assert_eq!(json.to_value()[1], 2);
    assert_eq!(json.to_value()[0]["a"], 1);
}

#[test]
fn types_are_read_as_ever() {
    assert_eq!(
        from_value(&json!({"a": 1.0, "b": "2"})),
        Ok(BTreeMap::from([("a".to_owned(), 1_u8), ("b".to_owned(), 2)]))
    );
    let numbers: Value = serde_json::from_str("[1.50, 86.0, 1e2, 5]").unwrap();
    assert_eq!(from_value(&numbers), Ok(vec![1.5, 86.0, 100.0, 5.0]));
    assert_eq!(from_value::<Vec<String>>(&numbers).unwrap()[0], "1.50");
    let long: Value = serde_json::from_str("0.123456789012345678901234567890").unwrap();
    assert_eq!(from_value::<Value>(&long).unwrap().to_string(), long.to_string(), "no digit is lost");

    // What serde buffers: flattened fields, and one of several shapes.
    #[derive(Debug, PartialEq, Deserialize)]
    struct Outer {
        #[serde(flatten)]
        inner: Inner,
    }
    #[derive(Debug, PartialEq, Deserialize)]
    struct Inner {
        price: f64,
        shape: Shape,
    }
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(untagged)]
    enum Shape {
        Number(f64),
        Text(String),
    }
    for (price, expected) in [("10.50", 10.5), ("1e2", 100.0), ("86.0", 86.0), ("-0.10", -0.1), ("7", 7.0)] {
        let value: Value = serde_json::from_str(&format!(r#"{{"price":{price},"shape":{price}}}"#)).unwrap();
        assert_eq!(
            from_value(&value),
            Ok(Outer { inner: Inner { price: expected, shape: Shape::Number(expected) } }),
            "{price}"
        );
    }
}

#[tokio::test]
async fn answers_with_fractions_are_read() {
    let body = sample(include_str!("../../../specs/fixtures/advertising/publisher_adpos_general.json"));
    let day = AdDate::from(Date::new(2026, 1, 1).unwrap());
    let request = PublisherAdposGeneral::new(1_u32, 20_u32, day, day);
    let answer = Canned::new(body.clone()).client().publisher_adpos_general(request).await.unwrap();
    let raw: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(Some(answer.summary.ecpm), raw["summary"]["ecpm"].as_f64());
    assert_eq!(Some(answer.list[0].click_rate), raw["list"][0]["click_rate"].as_f64());
    assert_eq!(Some(answer.summary.income), raw["summary"]["income"].as_i64());

    let body = r#"{"list":[{"ref_date":"20170313","session_cnt":142549.0,"visit_pv":472351,"visit_uv":"55500",
        "visit_uv_new":5464,"stay_time_session":0,"stay_time_uv":12.50,"visit_depth":1.9838}]}"#;
    let day = Date::new(2017, 3, 13).unwrap();
    let answer =
        Canned::new(body).client().get_daily_visit_trend(GetDailyVisitTrend::new(day, day)).await.unwrap();
    let visits = &answer.list[0];
    assert_eq!((visits.session_cnt, visits.visit_uv), (142_549, 55_500));
    assert_eq!((visits.stay_time_uv, visits.visit_depth), (Some(12.5), Some(1.9838)));
}

#[tokio::test]
async fn error_codes_are_read() {
    let day = Date::new(2017, 3, 13).unwrap();
    let call = async |body: &'static str| {
        let answer =
            Canned::new(body).client().get_daily_visit_trend(GetDailyVisitTrend::new(day, day)).await;
        answer.map(|answer| answer.list.len())
    };
    assert_eq!(call(r#"{"errcode":0.0,"list":[]}"#).await.unwrap(), 0);
    for body in
        [r#"{"errcode":45009,"errmsg":"x"}"#, r#"{"errcode":45009.0}"#, r#"{"errcode":0,"errcode":"45009"}"#]
    {
        assert_eq!(call(body).await.unwrap_err().errcode(), Some(ErrCode::DAILY_QUOTA), "{body}");
    }
}
