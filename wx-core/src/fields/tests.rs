use std::collections::BTreeMap;

use serde_json::{from_str, json};

use super::*;
use crate::{OpenId, Type, UnixSeconds, lenient::from_value};

#[derive(Debug, PartialEq)]
struct Answer {
    openid: OpenId,
    list: Vec<u8>,
    note: Option<String>,
    inner: Inner,
}

#[derive(Debug, PartialEq)]
struct Inner {
    count: i64,
    time: UnixSeconds,
    name: String,
}

#[derive(Debug, PartialEq)]
struct Order {
    id: String,
    fee: i64,
}

macro_rules! read_as_the_macro_does {
    ($ty:ident: $read:pat = $($field:ident),*) => {
        impl<'de> Deserialize<'de> for $ty {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let $read = read(from, stringify!($ty), &[$(stringify!($field)),*])?;
                Ok(Self { $($field),* })
            }
        }

        impl Wire for $ty {}
    };
}

read_as_the_macro_does!(Answer: (openid, list, note, inner) = openid, list, note, inner);
read_as_the_macro_does!(Inner: (count, time, name) = count, time, name);
read_as_the_macro_does!(Order: (Essential(id), Essential(fee)) = id, fee);

fn answer(openid: &str) -> Answer {
    let inner = Inner { count: 0, time: UnixSeconds(0), name: String::new() };
    Answer { openid: openid.into(), list: Vec::new(), note: None, inner }
}

#[test]
fn fields_are_read_in_any_order_and_others_passed_over() {
    let text = r#"{"note": "n", "other": [{"openid": 1}], "list": [1], "openid": "o", "inner": {"count": 7, "name": "x"}}"#;
    let inner = Inner { count: 7, time: UnixSeconds(0), name: "x".to_owned() };
    let expected = Answer { list: vec![1], note: Some("n".to_owned()), inner, ..answer("o") };
    assert_eq!(from_str::<Answer>(text).unwrap(), expected);
}

#[test]
fn a_missing_field_is_empty_and_a_struct_is_made_of_its_fields() {
    assert_eq!(from_str::<Answer>(r#"{"openid": "o"}"#).unwrap(), answer("o"));
    for nothing in [json!(null), json!(""), json!([]), json!({})] {
        let sent = json!({ "openid": "o", "inner": nothing, "list": "", "note": nothing });
        assert_eq!(from_value(&sent), Ok(answer("o")), "{sent}");
    }
}

#[test]
fn an_essential_field_must_be_there() {
    let error = from_str::<Answer>("{}").unwrap_err().to_string();
    assert_eq!(error, "missing field `openid` at line 1 column 2");
    let message = |sent| from_value::<Order>(&sent).unwrap_err().to_string();
    assert_eq!(message(json!({ "fee": 1 })), "`id` is missing");
    assert_eq!(message(json!({ "id": "1" })), "`fee` is missing");
    // 0 would be a sum; an empty text is what WeChat says of an order that has no number yet.
    assert_eq!(message(json!({ "id": "1", "fee": null })), "`fee` is missing");
    assert_eq!(message(json!({ "id": "1", "fee": "" })), "`fee` is missing");
    assert_eq!(from_value(&json!({ "id": "", "fee": "0" })), Ok(Order { id: String::new(), fee: 0 }));
}

#[test]
fn a_struct_with_an_essential_field_cannot_be_made_of_nothing() {
    #[derive(Debug)]
    struct Page {
        _order: Order,
    }
    impl<'de> Deserialize<'de> for Page {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let (order,) = read(from, "Page", &["order"])?;
            Ok(Self { _order: order })
        }
    }
    assert_eq!(from_value::<Page>(&json!({})).unwrap_err().to_string(), "`order` is missing");
    let error = from_value::<Page>(&json!({ "order": {} })).unwrap_err();
    assert_eq!(error.to_string(), "at `order`: `id` is missing");
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(from = "i64")]
enum State {
    Open,
    Other(i64),
}

impl From<i64> for State {
    fn from(code: i64) -> Self {
        if code == 0 { Self::Open } else { Self::Other(code) }
    }
}

impl Wire for State {
    const TYPE: &'static Type = &Type::Codes(&[]);
    const ABSENCE: Absence = Absence::Code(-1);
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Advice {
    Pass,
    #[serde(untagged)]
    Other(String),
}

impl Wire for Advice {
    const TYPE: &'static Type = &Type::Words(&[]);
    const ABSENCE: Absence = Absence::Word;
}

#[derive(Debug, PartialEq)]
struct Verdict {
    state: State,
    advice: Advice,
}

read_as_the_macro_does!(Verdict: (state, advice) = state, advice);

#[test]
fn a_missing_enum_is_what_it_does_not_know() {
    let unknown = Verdict { state: State::Other(-1), advice: Advice::Other(String::new()) };
    assert_eq!(from_str::<Verdict>("{}").unwrap(), unknown);
    assert_eq!(from_value(&json!({ "state": null, "advice": null })).as_ref(), Ok(&unknown));
    assert_eq!(from_value(&json!({ "state": "", "advice": "" })).as_ref(), Ok(&unknown));
    let known = Verdict { state: State::Open, advice: Advice::Pass };
    assert_eq!(from_value(&json!({ "state": "0", "advice": "pass" })).as_ref(), Ok(&known));
}

#[derive(Debug, PartialEq)]
struct Aliased {
    trace_id: String,
    items: Vec<u8>,
}

impl<'de> Deserialize<'de> for Aliased {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let names = &["trace_id", "items", "traceid", "traceID"];
        let (trace_id, Maybe(items)) = read_aliased(from, "Aliased", names, &[0, 0])?;
        Ok(Self { trace_id, items: items.unwrap_or_else(|| vec![1]) })
    }
}

#[test]
fn a_field_may_come_under_another_name_and_have_a_default() {
    for name in ["trace_id", "traceid", "traceID"] {
        let expected = Aliased { trace_id: "t".to_owned(), items: vec![1] };
        assert_eq!(from_value(&json!({ name: "t" })), Ok(expected));
    }
    let expected = Aliased { trace_id: String::new(), items: vec![] };
    assert_eq!(from_value(&json!({ "items": [] })), Ok(expected));
}

#[derive(Debug, PartialEq)]
struct Whole {
    id: String,
    inner: Inner,
    order: Option<Order>,
    rest: BTreeMap<String, Value>,
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let ((id,), rest) = read_rest(from, "Whole", &["id"], &[])?;
        Ok(Self { id, inner: flat(&rest)?, order: flat_option(&rest)?, rest: flat(&rest)? })
    }
}

#[test]
fn flattened_fields_are_read_like_the_others() {
    let read = from_value(&json!({ "id": 1, "count": "7", "more": [true] }));
    let inner = Inner { count: 7, time: UnixSeconds(0), name: String::new() };
    let rest = BTreeMap::from([("count".to_owned(), json!("7")), ("more".to_owned(), json!([true]))]);
    assert_eq!(read, Ok(Whole { id: "1".to_owned(), inner, order: None, rest }));
    let read: Whole = from_value(&json!({ "id": "", "fee": 1 })).unwrap();
    assert_eq!(read.order, None, "its essential number is missing");
}

#[test]
fn of_two_fields_of_one_name_the_last_one_counts() {
    assert_eq!(from_str::<Answer>(r#"{"openid": "o", "openid": "p"}"#).unwrap().openid, "p");
}

#[test]
fn another_type_is_an_error() {
    let error = from_str::<Answer>("7").unwrap_err().to_string();
    assert_eq!(error, "invalid type: integer `7`, expected struct Answer at line 1 column 1");
}

#[test]
fn there_may_be_more_fields_than_a_tuple_holds() {
    const NAMES: &[&str] =
        &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17"];
    struct Last(u8, u8);

    impl<'de> Deserialize<'de> for Last {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, (Essential(q), r)) =
                read(from, "Last", NAMES)?;
            let all: [Option<u8>; 16] = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p];
            assert_eq!(all, [None; 16]);
            Ok(Self(q, r))
        }
    }

    let last: Last = from_str(r#"{"17": 2, "16": 1}"#).unwrap();
    assert_eq!((last.0, last.1), (1, 2));
    let error = from_str::<Last>(r#"{"17": 2}"#).err().unwrap().to_string();
    assert_eq!(error, "missing field `16` at line 1 column 9");
}
