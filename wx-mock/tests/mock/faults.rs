use std::time::Duration;

use serde_json::{Value, json};
use wx_mock::Fault;

use crate::backend::{Backend, Got};

const PHONE: &str = "/wxa/business/getuserphonenumber";
const UNLIMITED: &str = "/wxa/getwxacodeunlimit";

/// Lets the next call for a phone number go wrong and makes it.
async fn phone_with(backend: &Backend, fault: Fault) -> reqwest::Result<reqwest::Response> {
    let token = backend.token().await;
    backend.wechat.fault("getPhoneNumber", fault);
    let body = json!({ "code": backend.wechat.phone_code("13800138000") });
    backend.try_post(&format!("{PHONE}?access_token={token}"), body.to_string()).await
}

async fn got(backend: &Backend, fault: Fault) -> Got {
    Got::read(phone_with(backend, fault).await.unwrap()).await
}

#[tokio::test]
async fn an_errcode_comes_as_often_as_asked_and_costs_nothing() {
    let backend = Backend::new().await;
    backend.wechat.fault("phone_number.getPhoneNumber", Fault::errcode(-1).times(2));
    backend.wechat.fault("GetPhoneNumber", Fault::errcode(45009));
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(backend.phone("one-code").await.errcode());
    }
    // The refused calls never used the code up.
    assert_eq!(seen, [-1, -1, 45009, 0]);
    assert_eq!(backend.wechat.calls_to("getPhoneNumber"), 4);
    let errcodes: Vec<_> =
        backend.wechat.calls().iter().filter(|call| call.path == PHONE).map(|call| call.errcode).collect();
    assert_eq!(errcodes, [Some(-1), Some(-1), Some(45009), Some(0)]);
}

#[tokio::test]
async fn any_call_can_be_hit() {
    let backend = Backend::new().await;
    backend.wechat.fault_any(Fault::Status(503));
    assert_eq!(backend.stable(false).await.status, 503);
    assert_eq!(backend.stable(false).await.errcode(), 0);
    backend.wechat.fault_any(Fault::Status(503));
    backend.wechat.clear_faults();
    assert_eq!(backend.stable(false).await.errcode(), 0);
}

#[tokio::test]
async fn somebody_else_answers() {
    let backend = Backend::new().await;
    let page = got(&backend, Fault::Status(502)).await;
    assert_eq!(page.status, 502);
    assert_eq!(got(&backend, Fault::Status(9999)).await.status, 500);
    for status in [204, 304] {
        assert_eq!(got(&backend, Fault::Status(status)).await.status, status);
    }
    let page = got(&backend, Fault::Html).await;
    assert_eq!((page.status, &page.bytes[..9]), (200, &b"<!DOCTYPE"[..]));
    let empty = got(&backend, Fault::Empty).await;
    assert_eq!((empty.status, empty.bytes.len()), (200, 0));
    let redirect = got(&backend, Fault::Redirect("https://example.com/".into())).await;
    assert_eq!((redirect.status, redirect.header("location")), (302, "https://example.com/"));
    let body = Fault::Body { status: 201, content_type: "text/x".into(), bytes: "hello".into() };
    let body = got(&backend, body).await;
    assert_eq!((body.status, body.header("content-type"), &body.bytes[..]), (201, "text/x", &b"hello"[..]));
    let huge = got(&backend, Fault::Huge(1_000_001)).await;
    assert_eq!(huge.bytes.len(), 1_000_001);
    assert_eq!(huge.header("transfer-encoding"), "chunked");
}

#[tokio::test]
async fn a_connection_is_reset_or_cut() {
    let backend = Backend::new().await;
    let error = phone_with(&backend, Fault::Reset).await.unwrap_err();
    assert!(is_reset(&error), "{error:?}");
    let cut = phone_with(&backend, Fault::Truncated).await.unwrap();
    let announced = cut.content_length().unwrap();
    let mut cut = cut;
    let mut came = 0;
    let error = loop {
        match cut.chunk().await {
            Ok(Some(chunk)) => came += chunk.len() as u64,
            Ok(None) => panic!("the answer came whole"),
            Err(error) => break error,
        }
    };
    assert!(came > 0 && came < announced, "{came} of {announced}: {error}");
    // The connection before is gone, the next one is fine.
    assert_eq!(backend.phone("c").await.errcode(), 0);
}

fn is_reset(error: &reqwest::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        if let Some(io) = error.downcast_ref::<std::io::Error>() {
            return io.kind() == std::io::ErrorKind::ConnectionReset;
        }
        source = error.source();
    }
    false
}

#[tokio::test]
async fn a_hanging_call_stays_open_until_the_end() {
    let backend = Backend::new().await;
    let mut call = Box::pin(phone_with(&backend, Fault::Hang));
    tokio::select! {
        biased;
        _ = &mut call => panic!("it was answered"),
        () = backend.wechat.called("getPhoneNumber", 1) => {}
    }
    drop(call);
    backend.wechat.stop().await;
}

#[tokio::test]
async fn a_slow_answer_has_taken_effect() {
    let backend = Backend::new().await;
    let token = backend.token().await;
    backend.wechat.fault("getPhoneNumber", Fault::Delay(Duration::from_secs(3600)));
    let url = format!("{PHONE}?access_token={token}");
    let mut call = Box::pin(backend.try_post(&url, r#"{"code":"c"}"#.into()));
    tokio::select! {
        biased;
        _ = &mut call => panic!("it was answered"),
        () = backend.wechat.called("getPhoneNumber", 1) => {}
    }
    // The call before is under way; the code is used up all the same.
    assert_eq!(backend.phone("c").await.errcode(), 40029);
    drop(call);
    let quick = got(&backend, Fault::Delay(Duration::from_millis(1))).await;
    assert_eq!(quick.errcode(), 0);
}

#[tokio::test]
async fn an_answer_lies_about_what_it_is() {
    let backend = Backend::new().await;
    let json = got(&backend, Fault::JsonAsImage).await;
    assert_eq!((json.header("content-type"), json.errcode()), ("image/jpeg", 40097));
    let image = got(&backend, Fault::ImageAsJson).await;
    assert_eq!(image.header("content-type"), "application/json; encoding=utf-8");
    assert_eq!(image.bytes[..4], *b"\x89PNG");
    backend.wechat.fault("getUnlimitedQRCode", Fault::ImageAsJson);
    let own = backend.call(UNLIMITED, json!({ "scene": "a" })).await;
    assert_eq!(own.bytes[..4], *b"\x89PNG");
    assert_ne!(own.bytes, image.bytes);
}

#[tokio::test]
async fn an_answer_is_written_carelessly() {
    let backend = Backend::new().await;
    let raw = got(&backend, Fault::ControlChars).await;
    assert!(serde_json::from_slice::<Value>(&raw.bytes).is_err());
    let text = String::from_utf8(raw.bytes).unwrap();
    let clean = text.replace("\u{8}\n\u{1f}", "");
    let value: Value = serde_json::from_str(&clean).unwrap();
    assert_eq!(value["phone_info"]["phoneNumber"], "13800138000");

    let numbers = got(&backend, Fault::NumbersAsStrings).await.json();
    assert_eq!(numbers["errcode"], "0");
    assert!(numbers["phone_info"]["watermark"]["timestamp"].is_string());
}

#[tokio::test]
#[should_panic(expected = "no endpoint is called `getPhonNumber`; did you mean `getPhoneNumber`?")]
async fn a_fault_for_no_endpoint_is_a_mistake() {
    Backend::new().await.wechat.fault("getPhonNumber", Fault::Hang);
}
