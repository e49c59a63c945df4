//! What the network does to answers: each ends in the right value or in a clear error, never in a panic, a hang or a
//! wrong `Ok`.

use std::time::Duration;

use wx_api::{Client, Error, RetryPolicy, TransportErrorKind, Unexpected, prelude::*};
use wx_mock::{Fault, MockWechat};

use crate::world;

/// The error of one call under a fault, for an endpoint that answers JSON and for one that answers bytes.
async fn under(fault: Fault) -> [Error; 2] {
    let (wechat, client) = world().await;
    client.access_token().await.unwrap();
    // As it comes: an idempotent call would get over it.
    let client = client.with_retry(RetryPolicy::none());
    wechat.fault("getPhoneNumber", fault.clone());
    wechat.fault("getUnlimitedQRCode", fault);
    let json = client.get_phone_number(GetPhoneNumber::new("c")).await.unwrap_err();
    let bytes = client.get_unlimited_qr_code(GetUnlimitedQrCode::new("a=1")).await.unwrap_err();
    [json, bytes]
}

fn cause(error: &Error) -> &Unexpected {
    match error {
        Error::Answer(answer) => &answer.cause,
        other => panic!("expected a strange answer, got {other:?}"),
    }
}

fn kind(error: &Error) -> TransportErrorKind {
    match error {
        Error::Transport(error) => error.cause.kind(),
        other => panic!("expected no answer, got {other:?}"),
    }
}

#[tokio::test]
async fn a_json_error_under_an_image_content_type() {
    for error in under(Fault::JsonAsImage).await {
        assert_eq!(error.errcode(), Some(ErrCode(40097)), "{error}");
    }
}

#[tokio::test]
async fn an_image_under_a_json_content_type() {
    let (wechat, client) = world().await;
    wechat.fault("getUnlimitedQRCode", Fault::ImageAsJson);
    let image = client.get_unlimited_qr_code(GetUnlimitedQrCode::new("a=1")).await.unwrap();
    assert_eq!(image.extension(), Some("png"));
    wechat.fault("getPhoneNumber", Fault::ImageAsJson);
    let error = client.get_phone_number(GetPhoneNumber::new("c")).await.unwrap_err();
    assert!(matches!(cause(&error), Unexpected::Bytes { .. }), "{error}");
}

#[tokio::test]
async fn html() {
    for error in under(Fault::Html).await {
        assert!(matches!(cause(&error), Unexpected::Html { .. }), "{error}");
        assert!(error.to_string().contains("an HTML page"), "{error}");
    }
}

#[tokio::test]
async fn an_empty_body() {
    for error in under(Fault::Empty).await {
        assert_eq!(cause(&error), &Unexpected::Empty);
    }
}

#[tokio::test]
async fn a_truncated_body() {
    for error in under(Fault::Truncated).await {
        assert_eq!(kind(&error), TransportErrorKind::Broken, "{error}");
        assert!(error.may_have_been_sent());
    }
    // The same, closed as if it were complete.
    let half = Fault::Body {
        status: 200,
        content_type: "application/json".into(),
        bytes: (&br#"{"errcode":0,"phone_info":{"phoneNum"#[..]).into(),
    };
    for error in under(half).await {
        assert!(matches!(cause(&error), Unexpected::Truncated { .. }), "{error}");
    }
}

#[tokio::test]
async fn two_gigabytes_are_refused_at_the_limit() {
    // JSON, bytes.
    for (error, limit) in under(Fault::Huge(2 << 30)).await.iter().zip([8 << 20, 32 << 20]) {
        assert_eq!(kind(error), TransportErrorKind::TooLarge { limit }, "{error}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = MockWechat::start().await;
    for error in under(Fault::Redirect(format!("{}/steal", elsewhere.base_url()))).await {
        assert!(matches!(cause(&error), Unexpected::Redirect { .. }), "{error}");
    }
    assert!(elsewhere.calls().is_empty());
}

#[tokio::test]
async fn a_server_error() {
    for error in under(Fault::Status(502)).await {
        assert!(matches!(cause(&error), Unexpected::Status { .. }), "{error}");
        assert!(error.is_retryable());
    }
}

#[tokio::test]
async fn a_reset_connection() {
    for error in under(Fault::Reset).await {
        assert_eq!(kind(&error), TransportErrorKind::Broken, "{error}");
    }
}

#[tokio::test]
async fn an_answer_that_never_comes() {
    let wechat = MockWechat::start().await;
    let client = Client::builder(wechat.appid(), wechat.secret())
        .base_url(wechat.base_url())
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    wechat.fault("code2Session", Fault::Hang);
    let error = client.code2_session(Code2Session::new("c")).await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Timeout, "{error}");
    assert!(error.may_have_been_sent());
}

#[tokio::test]
async fn no_network() {
    // A port that was just free, and is closed again.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = Client::builder("wx1", "hush").base_url(format!("http://{address}")).build().unwrap();
    let error = client.code2_session(Code2Session::new("c")).await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Connect, "{error}");
    assert!(!error.may_have_been_sent());
    let text = error.to_string();
    assert!(text.starts_with("code2Session: no connection, nothing was sent: "), "{text}");
    assert!(text.ends_with(&format!("({address})")), "{text}");
}

#[tokio::test]
async fn numbers_as_strings_and_control_characters() {
    let (wechat, client) = world().await;
    for fault in [Fault::NumbersAsStrings, Fault::ControlChars] {
        wechat.fault("getPhoneNumber", fault.clone());
        let phone =
            client.get_phone_number(GetPhoneNumber::new(format!("{fault:?}"))).await.unwrap().phone_info;
        assert!(phone.watermark.timestamp.0 > 0, "{fault:?}");
    }
}

#[tokio::test]
async fn fields_nobody_knows_and_codes_nobody_has_heard_of() {
    let (wechat, client) = world().await;
    wechat
        .answer("generateScheme", serde_json::json!({ "openlink": "weixin://x", "new": { "deep": [1, 2] } }));
    assert_eq!(client.generate_scheme(GenerateScheme::new()).await.unwrap().openlink, "weixin://x");

    wechat.fault(
        "getPhoneNumber",
        Fault::Body {
            status: 200,
            content_type: "application/json".into(),
            bytes: (&br#"{"errcode":99999999999,"errmsg":"new rid: 61725984-6126f6f9-040f19c4"}"#[..]).into(),
        },
    );
    let error = client.get_phone_number(GetPhoneNumber::new("c")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(99_999_999_999)));
    assert_eq!(error.rid().unwrap().as_str(), "61725984-6126f6f9-040f19c4");
    assert_eq!(
        error.to_string(),
        "getPhoneNumber: errcode 99999999999, a code nobody has heard of; WeChat says: new rid: \
         61725984-6126f6f9-040f19c4"
    );
}

#[tokio::test]
async fn an_answer_of_another_shape_names_the_path() {
    let (wechat, client) = world().await;
    wechat.answer("getPhoneNumber", serde_json::json!({ "phone_info": { "phoneNumber": {} } }));
    let error = client.get_phone_number(GetPhoneNumber::new("c")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "getPhoneNumber was answered with JSON of another shape: at `phone_info.phoneNumber`: expected a string, found \
         an object"
    );
    // `{}` is no success of an endpoint whose success is `errcode: 0`.
    wechat.answer("sendCustomMessage", serde_json::json!({}));
    let message = SendCustomMessage::new("o", CustomMessage::text("x"));
    let error = client.send_custom_message(message).await.unwrap_err();
    assert!(error.to_string().ends_with("`errcode` is missing"), "{error}");
}
