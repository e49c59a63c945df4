use std::collections::BTreeMap;

use serde_json::json;

use super::*;

#[derive(Debug, Default, PartialEq, Deserialize)]
struct Inner {
    id: u32,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Answer {
    country: String,
    count: i64,
    ratio: f64,
    open: bool,
    inner: Option<Inner>,
    list: Vec<Inner>,
    map: BTreeMap<String, u8>,
}

#[test]
fn what_the_wild_sends_is_read() {
    let value = json!({
        "country": 86, "count": "-7", "ratio": "1.5", "open": 1, "inner": "", "list": {"id": "3"}, "map": [],
        "unheard_of": {"x": [1]},
    });
    let expected = Answer {
        country: "86".into(),
        count: -7,
        ratio: 1.5,
        open: true,
        inner: None,
        list: vec![Inner { id: 3 }],
        map: BTreeMap::new(),
    };
    assert_eq!(from_value(&value), Ok(expected));
}

#[test]
fn a_whole_number_may_be_written_with_a_fraction_but_not_have_one() {
    assert_eq!(from_value(&json!(86.0)), Ok(86_u8));
    assert!(from_value::<u8>(&json!(86.5)).is_err());
    assert!(from_value::<u8>(&json!(300)).is_err());
    assert_eq!(from_value(&json!(1)), Ok(1.0_f64));
}

#[test]
fn one_value_is_a_list_of_one() {
    assert_eq!(from_value(&json!("7")), Ok(vec![7_u8]));
    assert_eq!(from_value(&json!("a")), Ok(vec!["a".to_owned()]));
    let error = from_value::<Vec<u8>>(&json!("a")).unwrap_err();
    assert_eq!(error.to_string(), "at `[0]`: expected u8, found a string");
}

#[test]
fn a_misfit_names_the_path_and_not_the_value() {
    let value = json!({"list": [{"id": 1}, {"id": "SECRET"}]});
    let error = from_value::<BTreeMap<String, Vec<Inner>>>(&value).unwrap_err();
    assert_eq!(error.to_string(), "at `list[1].id`: expected u32, found a string");
    assert_eq!(from_value::<Inner>(&json!({})).unwrap_err().to_string(), "`id` is missing");
}
