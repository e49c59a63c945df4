//! Bodies in JSON, and the choice between the two.

use serde_json::json;

use super::{object, refused};
use crate::push::{Format, read, write};

#[test]
fn the_first_byte_that_says_something_decides() {
    for (body, format) in [
        ("{}", Some(Format::Json)),
        (" \r\n\t{", Some(Format::Json)),
        ("\u{FEFF} {}", Some(Format::Json)),
        ("<xml/>", Some(Format::Xml)),
        ("\u{FEFF}<?xml version=\"1.0\"?><xml/>", Some(Format::Xml)),
        ("", None),
        ("\u{FEFF}", None),
        (" \u{FEFF}{}", None),
        ("[]", None),
        ("success", None),
    ] {
        assert_eq!(Format::of(body.as_bytes()), format, "{body:?}");
    }
    assert_eq!(Format::Json.content_type(), "application/json; charset=utf-8");
    assert_eq!(Format::Xml.content_type(), "text/xml; charset=utf-8");
}

#[test]
fn an_object_is_read_and_written() {
    let fields = object(json!({ "名": "\"<&>", "n": -1.5, "id": u64::MAX, "list": [null, true, {}] }));
    let mut body = "\u{FEFF}\n".as_bytes().to_vec();
    body.extend(write(Format::Json, &fields));
    assert_eq!(read(&body).unwrap(), (Format::Json, fields));
}

#[test]
fn what_is_none_is_refused_with_its_place() {
    for (body, at, problem) in [
        ("", 0, "the body is empty"),
        (" \n", 2, "the body is empty"),
        ("[1]", 0, "the body is neither JSON nor XML: it begins with neither `{` nor `<`"),
        ("\u{FEFF} a", 4, "the body is neither JSON nor XML: it begins with neither `{` nor `<`"),
        ("{\"a\":\n \"hush\" x}", 14, "expected `,` or `}`"),
        ("\n{\"a\": hush}", 7, "expected value"),
        ("{\"a\":1}x", 7, "trailing characters"),
        ("{\"hush\":1,\n\"hush\":2}", 16, "a name comes twice in one object"),
        ("{\"a\":[{\"b\":1,\"\\u0062\":2}]}", 20, "a name comes twice in one object"),
        ("{\"a\":1e999}", 9, "number out of range"),
    ] {
        let error = refused(body);
        assert_eq!((error.problem.as_str(), error.at), (problem, at), "{body}");
        assert!(!format!("{error} {error:?}").contains("hush"), "{error}");
    }
    assert_eq!(refused("{\"a\":}").to_string(), "the body is no JSON: expected value (at byte 5)");
    let error = refused(b"\n{\"a\": \"\xFF\"}");
    assert_eq!((error.problem.as_str(), error.at), ("a byte that is not UTF-8", 8));
}

#[test]
fn a_name_may_come_twice_in_two_objects() {
    let body = json!({ "a": { "a": 1 }, "b": [{ "a": 1 }, { "a": 2 }] }).to_string();
    read(body.as_bytes()).unwrap();
}

#[test]
fn what_is_cut_off_or_too_deep_is_refused() {
    let body = json!({ "a": "é\"", "b": [1, -2.5e3, true, null, { "c": {} }] }).to_string();
    for end in 0..body.len() {
        refused(&body.as_bytes()[..end]);
    }
    for depth in [200, 100_000] {
        let nested = format!("{{\"a\":{}1{}}}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(refused(nested).problem, "recursion limit exceeded");
    }
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(100), "]".repeat(100));
    read(deep.as_bytes()).unwrap();
}
