//! The common fields, and the wrapper.

use serde_json::json;

use super::object;
use crate::{
    UnixSeconds,
    push::{Format, PushHeader, read, unwrap, wrap, write},
};

fn header() -> PushHeader {
    PushHeader {
        to_user: "gh_1".into(),
        from_user: "o1".into(),
        created: UnixSeconds(1_620_973_045),
        msg_type: "event".into(),
        event: Some("debug_demo".into()),
    }
}

#[test]
fn it_is_taken_and_put() {
    let mut fields = object(json!({ "debug_str": "hello" }));
    header().put(&mut fields);
    assert_eq!(
        serde_json::Value::Object(fields.clone()),
        json!({
            "ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": 1_620_973_045, "MsgType": "event",
            "Event": "debug_demo", "debug_str": "hello",
        })
    );
    for format in [Format::Json, Format::Xml] {
        let (_, mut fields) = read(&write(format, &fields)).unwrap();
        assert_eq!(PushHeader::take(&mut fields).unwrap(), header());
        assert_eq!(fields, object(json!({ "debug_str": "hello" })));
    }
}

#[test]
fn a_message_has_no_event_and_the_fields_do_not_replace_the_header() {
    let message = PushHeader { msg_type: "text".into(), event: None, ..header() };
    let mut fields = object(json!({ "MsgType": "image", "Content": "a" }));
    message.put(&mut fields);
    assert_eq!(fields["MsgType"], "text");
    assert_eq!(PushHeader::take(&mut fields).unwrap(), message);
    assert_eq!(fields, object(json!({ "Content": "a" })));
    let mut fields = object(json!({
        "ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": "1620973045", "MsgType": "text", "Event": "",
    }));
    assert_eq!(PushHeader::take(&mut fields).unwrap(), message);
}

#[test]
fn what_is_missing_or_wrong_is_named() {
    let mut fields = object(json!({ "ToUserName": "gh_1", "FromUserName": "o1", "MsgType": "text" }));
    assert_eq!(PushHeader::take(&mut fields).unwrap_err().to_string(), "`CreateTime` is missing");
    let mut fields = object(json!({
        "ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": "hush", "MsgType": ["text", "image"],
    }));
    let error = PushHeader::take(&mut fields).unwrap_err();
    assert_eq!((error.path(), error.to_string().contains("hush")), ("CreateTime", false), "{error}");
}

#[test]
fn a_reply_goes_the_other_way() {
    let swapped = header().swapped(UnixSeconds(5));
    assert_eq!((swapped.to_user.as_str(), swapped.from_user.as_str()), ("o1", "gh_1"));
    assert_eq!(swapped.created, UnixSeconds(5));
    assert_eq!((swapped.msg_type, swapped.event), (header().msg_type, header().event));
}

#[test]
fn fields_come_out_of_their_wrapper_and_go_back() {
    let wrapped = object(json!({ "upload_event": { "media_id": "1", "upload_event": 2 } }));
    let mut fields = wrapped.clone();
    unwrap(&mut fields, "upload_event");
    assert_eq!(fields, object(json!({ "media_id": "1", "upload_event": 2 })));
    wrap(&mut fields, "upload_event");
    assert_eq!(fields, wrapped);
}

#[test]
fn what_is_no_wrapper_stays() {
    for value in [
        json!({ "media_id": "1" }),
        json!({ "upload_event": "", "media_id": "1" }),
        json!({ "upload_event": [{ "media_id": "1" }] }),
        json!({ "upload_event": { "media_id": "1" }, "media_id": "2" }),
    ] {
        let mut fields = object(value.clone());
        unwrap(&mut fields, "upload_event");
        assert_eq!(serde_json::Value::Object(fields), value);
    }
}
