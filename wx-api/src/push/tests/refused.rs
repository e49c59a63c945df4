//! What is none of WeChat's is refused, and the error says why.

use wx_core::push::EnvelopeError;

use super::*;

fn good() -> Request<Vec<u8>> {
    sealed(Format::Json, verdict("t").to_string().as_bytes())
}

fn with_query(request: &Request<Vec<u8>>, change: impl FnOnce(&str) -> String) -> Request<Vec<u8>> {
    post(&change(request.uri().query().unwrap()), request.body().clone())
}

#[tokio::test]
async fn a_body_that_was_changed() {
    let receiver = secure().no_dedup();
    let request = good();
    drop(taken(&receiver, &request).await);
    // Whatever byte of the encrypted text is another: it was not signed.
    let start = r#"{"Encrypt":""#.len();
    for at in start..start + 20 {
        let mut tampered = request.clone();
        let byte = &mut tampered.body_mut()[at];
        *byte = if *byte == b'A' { b'B' } else { b'A' };
        assert_eq!(refused(&receiver, &tampered).await, PushError::BodySignature, "byte {at}");
    }
}

#[tokio::test]
async fn a_signature_that_covers_the_time_only_is_not_enough() {
    // What a receiver that looks at `signature` alone would take: another body under a query that was seen before.
    let forged = push::encrypt(&key(), &AppId::new(APPID), verdict("forged").to_string().as_bytes());
    let body = json!({"ToUserName": "gh_1", "Encrypt": forged}).to_string();
    let request = post(good().uri().query().unwrap(), body);
    assert_eq!(refused(&secure(), &request).await, PushError::BodySignature);

    let without = with_query(&good(), |query| query.split("&msg_signature").next().unwrap().to_owned());
    assert_eq!(refused(&secure(), &without).await, PushError::Missing { parameter: "msg_signature" });
}

#[tokio::test]
async fn another_token_another_key_another_mini_program() {
    let (token, now, message) = (PushToken::new(TOKEN), unix_now(), verdict("t").to_string());
    let sealed = |token: &PushToken, key: &EncodingAesKey, appid: &str| {
        sealed_at(now, token, key, appid, Format::Json, message.as_bytes())
    };
    let other_key = EncodingAesKey::new("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg").unwrap();

    let error = refused(&secure(), &sealed(&PushToken::new("another"), &key(), APPID)).await;
    assert_eq!(error, PushError::BodySignature);
    let error = refused(&secure(), &sealed(&token, &other_key, APPID)).await;
    assert!(matches!(error, PushError::Envelope(EnvelopeError::WrongKey)), "{error}");
    let error = refused(&secure(), &sealed(&token, &key(), "wxanother")).await;
    assert!(matches!(error, PushError::Envelope(EnvelopeError::WrongApp { .. })), "{error}");
    assert!(error.to_string().contains("wxanother") && error.to_string().contains(APPID), "{error}");
}

#[tokio::test]
async fn a_request_of_another_time() {
    let (token, message) = (PushToken::new(TOKEN), verdict("t").to_string());
    for timestamp in [unix_now() - 400, unix_now() + 400] {
        let request = sealed_at(timestamp, &token, &key(), APPID, Format::Json, message.as_bytes());
        let error = refused(&secure(), &request).await;
        assert!(matches!(error, PushError::Stale { .. }), "{error}");
        assert_eq!(error.status().as_u16(), 403);
        // A captured request is taken where that is wanted.
        drop(taken(&secure().max_age(None), &request).await);
    }
    // Its time cannot be changed, it is signed.
    let renewed = with_query(
        &sealed_at(1_700_000_000, &token, &key(), APPID, Format::Json, message.as_bytes()),
        |query| query.replace("timestamp=1700000000", &format!("timestamp={}", unix_now())),
    );
    assert_eq!(refused(&secure(), &renewed).await, PushError::BodySignature);
}

#[test]
fn a_request_is_taken_for_five_minutes_to_the_second() {
    let (token, message, signed) = (PushToken::new(TOKEN), verdict("t").to_string(), 1_700_000_000);
    let request = sealed_at(signed, &token, &key(), APPID, Format::Json, message.as_bytes());
    let receiver = secure().no_dedup();
    for now in [signed - 300, signed, signed + 300] {
        assert!(matches!(opened_then(&receiver, &request, now), Ok(Incoming::Push(_))), "at {now}");
    }
    for now in [signed - 301, signed + 301] {
        let error = opened_then(&receiver, &request, now).unwrap_err();
        let (off, allowed) = (Duration::from_secs(301), Duration::from_secs(300));
        assert_eq!(error, PushError::Stale { off, allowed }, "at {now}");
    }
    let error = opened_then(&receiver.max_age(Duration::from_secs(9)), &request, signed + 10).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the request was signed 10 seconds from now, 9 are allowed: it was sent before, or a clock is wrong"
    );
}

#[tokio::test]
async fn a_mode_that_is_not_the_one_agreed_on() {
    assert_eq!(refused(&secure(), &plain(verdict("t").to_string())).await, PushError::NotEncrypted);
    assert_eq!(refused(&Receiver::plain(APPID, TOKEN), &good()).await, PushError::Encrypted);
}

#[tokio::test]
async fn a_body_too_large() {
    let receiver = secure().max_bytes(100);
    let error = refused(&receiver, &good()).await;
    assert_eq!(
        (error.status().as_u16(), error.to_string().as_str()),
        (413, "the body is larger than 100 bytes")
    );
}

#[tokio::test]
async fn no_push_at_all() {
    let receiver = Receiver::plain(APPID, TOKEN);
    let signed = || plain("").uri().query().unwrap().to_owned();
    for (body, said) in [
        ("", "the body cannot be read: "),
        ("hello", "the body cannot be read: "),
        ("[1]", "the body cannot be read: "),
        ("{}", "the push has another shape: "),
        ("<xml><MsgType>text</MsgType></xml>", "the push has another shape: "),
        (
            "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><xml><MsgType>&a;</MsgType></xml>",
            "the body cannot be read: ",
        ),
    ] {
        let error = refused(&receiver, &post(&signed(), body)).await;
        assert!(error.to_string().starts_with(said), "{body}: {error}");
        assert_eq!(error.status().as_u16(), 400);
    }
    let missing = refused(&receiver, &post("", "{}")).await;
    assert_eq!(missing, PushError::Missing { parameter: "signature" });
    let error = refused(&receiver, &post("timestamp=%FF&timestamp=1", "{}")).await;
    assert!(matches!(error, PushError::Query(_)), "{error}");
    let mut request = plain("{}");
    *request.method_mut() = Method::DELETE;
    assert_eq!(refused(&receiver, &request).await, PushError::Method);
}

#[tokio::test]
async fn a_verification_that_is_not_signed() {
    let query = format!("signature=0000&timestamp={}&nonce=1&echostr=%3Cscript%3E", unix_now());
    assert_eq!(refused(&secure(), &get(&query)).await, PushError::Signature);
    let signed = plain("");
    let without = get(signed.uri().query().unwrap());
    assert_eq!(refused(&secure(), &without).await, PushError::Missing { parameter: "echostr" });
    let with = get(&format!("{}&echostr=42", signed.uri().query().unwrap()));
    assert_eq!(answered(&secure(), &with).await.body().as_ref(), b"42");
}
