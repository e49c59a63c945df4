use super::*;
use crate::{Auth, BodyKind};

static JSON: Meta =
    Meta::new(("getPhoneNumber", "GetPhoneNumber", "t"), http::Method::POST, "/", ResponseKind::Json, "");
static BINARY: Meta =
    Meta::new(("getQRCode", "GetQrCode", "t"), http::Method::POST, "/", ResponseKind::Binary, "");
static PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

fn read(meta: &Meta, status: u16, content_type: &str, body: impl Into<Bytes>) -> Result<Reply, Failure> {
    let response = Response::builder().status(status).header(header::CONTENT_TYPE, content_type);
    Reply::read(meta, response.body(body.into()).unwrap(), Scrub::new(&["hush"]))
}

fn refused(result: Result<Reply, Failure>) -> Refusal {
    match result {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

fn unexpected(result: Result<Reply, Failure>) -> Unexpected {
    match result {
        Err(Failure::Unexpected(unexpected)) => unexpected,
        other => panic!("expected a foreign answer, got {other:?}"),
    }
}

#[test]
fn defaults_follow_the_method() {
    assert_eq!((JSON.body, JSON.auth, JSON.idempotent), (BodyKind::Json, Auth::AccessToken, false));
}

#[test]
fn a_json_error_is_an_error_whatever_the_content_type() {
    for kind in ["image/jpeg", "application/json; charset=utf-8", "text/plain"] {
        for meta in [&JSON, &BINARY] {
            let body = r#"{"errcode":40097,"errmsg":"invalid args rid: 61725984-6126f6f9-040f19c4"}"#;
            let refusal = refused(read(meta, 200, kind, body));
            assert_eq!(refusal.code, 40097);
            assert_eq!(refusal.rid.unwrap().as_str(), "61725984-6126f6f9-040f19c4");
        }
    }
}

#[test]
fn an_image_is_bytes_whatever_the_content_type() {
    for kind in ["image/png", "application/json", "text/html"] {
        assert!(matches!(read(&BINARY, 200, kind, PNG), Ok(Reply::Binary(image)) if image.bytes == PNG));
    }
    assert!(matches!(unexpected(read(&JSON, 200, "image/png", PNG)), Unexpected::Bytes { .. }));
}

#[test]
fn what_wechat_never_sends_is_named() {
    let html = "<html><title>502 Bad Gateway</title>hush</html>";
    for meta in [&JSON, &BINARY] {
        let Unexpected::Html { excerpt } = unexpected(read(meta, 200, "text/html", html)) else { panic!() };
        assert_eq!(excerpt, "<html><title>502 Bad Gateway</title>***</html>");
        assert_eq!(unexpected(read(meta, 200, "application/json", "")), Unexpected::Empty);
        let half = unexpected(read(meta, 200, "image/jpeg", r#"{"errcode":400"#));
        assert_eq!(half, Unexpected::Truncated { length: 14 });
        assert!(matches!(unexpected(read(meta, 200, "text/plain", "busy")), Unexpected::NotJson { .. }));
        assert!(matches!(unexpected(read(meta, 502, "text/html", html)), Unexpected::Status { .. }));
    }
    for kind in ["application/json", "image/jpeg", ""] {
        assert_eq!(unexpected(read(&BINARY, 200, kind, r#"{"a":1}"#)), Unexpected::JsonForBytes);
        let success = unexpected(read(&BINARY, 200, kind, r#"{"errcode":0,"errmsg":"ok\n"}"#));
        assert!(
            success.to_string().contains("errcode 0 where bytes, such as an image, were due"),
            "{success}"
        );
        assert_eq!(success, Unexpected::SuccessForBytes { message: "ok ".to_owned() });
        assert!(matches!(unexpected(read(&BINARY, 200, kind, "busy")), Unexpected::NotJson { .. }));
    }
}

#[test]
fn text_is_a_file_where_it_is_said_to_be_one() {
    for kind in ["text/csv", "application/octet-stream"] {
        assert!(matches!(read(&BINARY, 200, kind, "date,amount"), Ok(Reply::Binary(_))));
        assert_eq!(unexpected(read(&BINARY, 200, kind, "")), Unexpected::Empty);
    }
}

#[test]
fn a_redirect_is_not_followed_and_only_its_host_is_told() {
    let response = Response::builder().status(302).header("location", "http://portal.example/?t=hush");
    let result = Reply::read(&JSON, response.body(Bytes::new()).unwrap(), Scrub::default());
    let message = unexpected(result).to_string();
    assert!(message.contains("portal.example") && !message.contains("hush"), "{message}");
}

#[test]
fn the_error_code_is_read_from_a_string_and_refused_from_anything_else() {
    assert_eq!(refused(read(&JSON, 200, "", r#"{"errcode":"40029","errmsg":"hush"}"#)).message, "***");
    assert_eq!(refused(read(&JSON, 500, "", r#"{"errCode":9,"errMsg":""}"#)).code, 9);
    assert!(matches!(unexpected(read(&JSON, 200, "", r#"{"errcode":[1]}"#)), Unexpected::Misfit(_)));
    assert!(read(&JSON, 200, "", r#"{"errcode":"0","a":1}"#).is_ok());
}

#[test]
fn control_characters_and_broken_utf8_inside_strings_are_forgiven() {
    let body = b"\xEF\xBB\xBF {\"name\":\"a\tb\x01\xFF\\\"c\\\\\",\n \"n\":1}";
    let Ok(Reply::Json(value)) = read(&JSON, 200, "text/plain", &body[..]) else { panic!() };
    let value = value.to_value();
    assert_eq!(value["name"], "a\tb\u{1}\u{FFFD}\"c\\");
    assert_eq!(value["n"], 1);
}

#[test]
fn a_rid_is_read_in_every_form_it_comes_in() {
    for message in [
        "invalid code, rid: 6129ee10-272863a4-64d75414",
        "invalid code hint: [IfdFrrMre-JPlAXa] rid: 6129ee10-272863a4-64d75414",
        "rid:6129ee10-272863a4-64d75414 ",
    ] {
        assert_eq!(Rid::at_end(message).unwrap().as_str(), "6129ee10-272863a4-64d75414");
    }
    for message in ["", "rid: ", "rid: 1-2-3", "rid: 6129ee10-272863a4-64d7541g", "rid not found"] {
        assert_eq!(Rid::at_end(message), None, "{message}");
    }
}

#[test]
fn a_character_that_is_lost_does_not_take_the_answer_with_it() {
    let Ok(Reply::Json(json)) = read(&JSON, 200, "", r#"{"a\udc00":"nick \ud83d","b":1}"#) else { panic!() };
    assert_eq!(json, serde_json::json!({ "a\u{FFFD}": "nick \u{FFFD}", "b": 1 }));
    let gbk = b"{\"errcode\":40001,\"errmsg\":\"\xB2\xCE\xCA\xFD\xD5\x5C\"}";
    for meta in [&JSON, &BINARY] {
        assert_eq!(refused(read(meta, 200, "", &gbk[..])).code, 40001);
    }
}

#[test]
fn json_beyond_the_limit_is_not_read() {
    let body = Bytes::from_static(br#"{"errcode":40001,"errmsg":"x"}"#);
    let read = |meta: &Meta, limit: usize| {
        let head = Response::new(()).into_parts().0;
        Reply::read_parsed(meta, head, ParsedBody::parse(body.clone(), limit), Scrub::default())
    };
    for meta in [&JSON, &BINARY] {
        assert_eq!(refused(read(meta, 30)).code, 40001);
        assert_eq!(unexpected(read(meta, 29)), Unexpected::JsonTooLong { length: 30, limit: 29 });
    }
}

#[test]
fn a_name_in_an_answer_forges_no_line() {
    let answer = serde_json::json!({ "a": { "x\n2026 ERROR": "no number" } });
    let misfit = crate::from_value::<
        std::collections::BTreeMap<String, std::collections::BTreeMap<String, u8>>,
    >(&answer);
    let shown = Unexpected::Misfit(misfit.unwrap_err()).to_string();
    assert!(shown.contains("a.x 2026 ERROR") && !shown.contains('\n'), "{shown}");
}
