//! Each thing that can be wrong has an error of its own.

use base64::Engine;
use serde_json::json;

use super::{APPID, NOW, PAIRS, Pair, URL, at, call, object, others, request, response, with, without};
use crate::{
    AppId, Bytes,
    secure::{
        Call, Header, Rejection, Sealed, SecureError, TestKeys,
        message::{BASE64, Context},
    },
};

fn open(pair: &Pair, sealed: &Sealed) -> Result<(), SecureError> {
    pair.client.open_response(call(), &sealed.headers, &sealed.body).map(drop)
}

fn answer(pair: &Pair) -> Sealed {
    pair.platform.seal_response(call(), &response()).unwrap()
}

/// Signs a body that the platform would never have made.
fn signed(pair: &Pair, body: &[u8]) -> Sealed {
    let context = Context::new(call()).unwrap();
    let key = crate::secure::PrivateKey::of_any_algorithm(
        &pair.keys.certificate_number,
        &pair.keys.platform_private_key,
    )
    .unwrap();
    let signature = BASE64.encode(key.sign(&context.to_sign(body)).unwrap());
    let headers = with(&context.headers().unwrap(), Header::Signature, &signature);
    let headers = with(&headers, Header::Serial, &pair.keys.certificate_number);
    Sealed { headers, body: Bytes::copy_from_slice(body) }
}

#[test]
fn a_changed_body_has_a_wrong_signature() {
    for pair in PAIRS.iter() {
        let algorithm = pair.keys.signature;
        let mut sealed = answer(pair);
        let mut body = sealed.body.to_vec();
        *body.last_mut().unwrap() = b' ';
        sealed.body = body.into();
        assert_eq!(open(pair, &sealed), Err(SecureError::Signature { algorithm }));

        // So has a signature that is none, of whatever length.
        for signature in ["AAAA", "", &"A".repeat(344), &"A".repeat(96)] {
            let sealed = answer(pair);
            let sealed = Sealed { headers: with(&sealed.headers, Header::Signature, signature), ..sealed };
            assert_eq!(open(pair, &sealed), Err(SecureError::Signature { algorithm }));
        }
    }
}

#[test]
fn another_url_and_another_time_have_a_wrong_signature() {
    for pair in PAIRS.iter() {
        let sealed = answer(pair);
        let wrong = Err(SecureError::Signature { algorithm: pair.keys.signature });
        let elsewhere = Call { url: "https://api.weixin.qq.com/wxa/other", ..call() };
        assert_eq!(pair.client.open_response(elsewhere, &sealed.headers, &sealed.body), wrong);
        let headers = with(&sealed.headers, Header::TimeStamp, &(NOW + 1).to_string());
        assert_eq!(pair.client.open_response(call(), &headers, &sealed.body), wrong);
    }
}

#[test]
fn the_key_of_another_platform_has_a_wrong_signature() {
    for pair in PAIRS.iter() {
        let other = others(&pair.keys);
        let keys = TestKeys { platform_public_key: other.platform_public_key, ..pair.keys.clone() };
        let sealed = answer(pair);
        let opened = keys.api_security().unwrap().open_response(call(), &sealed.headers, &sealed.body);
        assert_eq!(opened, Err(SecureError::Signature { algorithm: pair.keys.signature }));
    }
}

#[test]
fn another_symmetric_key_or_number_does_not_decrypt() {
    for pair in PAIRS.iter() {
        let other = others(&pair.keys);
        for keys in [
            TestKeys { symmetric_key: other.symmetric_key, ..pair.keys.clone() },
            TestKeys { symmetric_number: other.symmetric_number, ..pair.keys.clone() },
        ] {
            let sealed = answer(pair);
            let opened = keys.api_security().unwrap().open_response(call(), &sealed.headers, &sealed.body);
            let number = keys.symmetric_number.clone();
            assert_eq!(opened, Err(SecureError::Decrypt { algorithm: keys.encryption, number }));
        }
    }
}

#[test]
fn a_certificate_that_is_not_ours_is_named() {
    let pair = &PAIRS[0];
    let sealed = answer(pair);
    let headers = with(&sealed.headers, Header::Serial, "new");
    let expected = pair.keys.certificate_number.clone();
    let error = pair.client.open_response(call(), &headers, &sealed.body).unwrap_err();
    let wrong = |deprecated: Option<&str>| SecureError::WrongSerial {
        found: "new".into(),
        deprecated: deprecated.map(str::to_owned),
        expected: expected.clone(),
    };
    assert_eq!(error, wrong(None));
    assert!(error.to_string().contains(&format!("certificate new, this is {expected}; download")), "{error}");

    let headers = with(&headers, Header::SerialDeprecated, "old");
    let error = pair.client.open_response(call(), &headers, &sealed.body).unwrap_err();
    assert_eq!(error, wrong(Some("old")));
    assert!(error.to_string().contains("new and the old old"), "{error}");
}

#[test]
fn the_clock_is_allowed_300_seconds_either_way() {
    for pair in PAIRS.iter() {
        let sealed = answer(pair);
        for (now, expected) in [
            (NOW + 300, Ok(())),
            (NOW - 300, Ok(())),
            (NOW + 301, Err(SecureError::Expired { seconds: -301 })),
            (NOW - 301, Err(SecureError::Expired { seconds: 301 })),
            (i64::MIN, Err(SecureError::Expired { seconds: i64::MAX })),
        ] {
            assert_eq!(pair.client.open_response(at(now), &sealed.headers, &sealed.body).map(drop), expected);
        }
    }
    let error = SecureError::Expired { seconds: -301 }.to_string();
    assert!(error.starts_with("the message was signed 301 seconds before this machine's clock"), "{error}");
}

#[test]
fn another_mini_program_is_named() {
    let pair = &PAIRS[0];
    let sealed = answer(pair);
    let expected = AppId::new("wx1");
    let error = pair
        .client
        .open_response(Call { appid: &expected, ..call() }, &sealed.headers, &sealed.body)
        .unwrap_err();
    assert_eq!(error, SecureError::WrongAppId { found: APPID.to_string(), expected });
    // It comes before the time.
    let headers = with(&sealed.headers, Header::AppId, "wx2");
    let error = pair.client.open_response(at(0), &headers, &sealed.body).unwrap_err();
    assert_eq!(error, SecureError::WrongAppId { found: "wx2".into(), expected: APPID.clone() });
}

#[test]
fn an_answer_without_headers_was_not_sealed() {
    let pair = &PAIRS[0];
    let opened =
        pair.client.open_response(call(), &http::HeaderMap::new(), br#"{"errcode":40234,"errmsg":"x"}"#);
    assert_eq!(opened, Err(SecureError::NotSealed));
}

#[test]
fn a_missing_header_is_named() {
    let pair = &PAIRS[0];
    let sealed = answer(pair);
    for header in [Header::AppId, Header::TimeStamp, Header::Serial, Header::Signature] {
        let headers = without(&sealed.headers, header);
        let error = pair.client.open_response(call(), &headers, &sealed.body).unwrap_err();
        assert_eq!(error, SecureError::MissingHeader { header });
        assert!(error.to_string().contains(&header.to_string()), "{error}");
    }
    for (header, value) in [(Header::TimeStamp, "1e9"), (Header::TimeStamp, ""), (Header::Signature, "%")] {
        let headers = with(&sealed.headers, header, value);
        let error = pair.client.open_response(call(), &headers, &sealed.body).unwrap_err();
        assert_eq!(error, SecureError::MalformedHeader { header });
    }
}

#[test]
fn what_is_signed_but_wrong_inside_is_not_believed() {
    for pair in PAIRS.iter() {
        let context = Context::new(call()).unwrap();
        let number = &pair.keys.symmetric_number;
        let key = pair.client.symmetric_key();
        assert_eq!(key.number(), number);
        let inside = |text: &str| {
            let body = context.encrypt_text(key, text.as_bytes().to_vec(), [1; 12]).unwrap();
            open(pair, &signed(pair, &body))
        };
        let appid = &*APPID;
        assert_eq!(inside("[]"), Err(SecureError::NotJson));
        assert_eq!(inside(""), Err(SecureError::NotJson));
        assert_eq!(inside("{}"), Err(SecureError::InnerAppId));
        assert_eq!(inside(r#"{"_appid":"wx1"}"#), Err(SecureError::InnerAppId));
        assert_eq!(inside(&format!(r#"{{"_appid":"{appid}"}}"#)), Err(SecureError::InnerTimestamp));
        assert_eq!(
            inside(&format!(r#"{{"_appid":"{appid}","_timestamp":{}}}"#, NOW + 1)),
            Err(SecureError::InnerTimestamp)
        );
        assert_eq!(inside(&format!(r#"{{"_appid":"{appid}","_timestamp":{NOW}}}"#)), Ok(()));
        for body in [r#"{"errcode":0}"#, "", r#"{"iv":"","data":"","authtag":""}"#, "<html>"] {
            assert_eq!(open(pair, &signed(pair, body.as_bytes())), Err(SecureError::Envelope));
        }
    }
}

#[test]
fn what_cannot_be_sealed_is_refused() {
    let pair = &PAIRS[0];
    for field in ["_n", "_appid", "_timestamp", "access_token"] {
        let error = pair.client.seal_request(call(), &object(json!({ field: 1 }))).unwrap_err();
        assert_eq!(error, SecureError::ReservedField { field });
    }
    for url in ["/wxa/getuserriskrank?access_token=hush", "", "https://?access_token=hush"] {
        let error = pair.client.seal_request(Call { url, ..call() }, &request()).unwrap_err();
        assert!(matches!(error, SecureError::Url { .. }), "{error}");
        assert!(!error.to_string().contains("hush"), "{error}");
    }
    let appid = AppId::new("wx\n1");
    let error = pair.client.seal_request(Call { appid: &appid, ..call() }, &request()).unwrap_err();
    assert!(matches!(error, SecureError::Seal { .. }), "{error}");
}

#[test]
fn a_request_is_rejected_with_wechats_codes() {
    for pair in PAIRS.iter() {
        let Sealed { headers, body, .. } = pair.client.seal_request(call(), &request()).unwrap();
        let code = |call: Call<'_>, headers: &http::HeaderMap, body: &[u8]| {
            pair.platform.open_request(call, headers, body).map_err(|rejection| rejection.errcode())
        };
        assert_eq!(code(call(), &without(&headers, Header::TimeStamp), &body), Err(40231));
        assert_eq!(code(call(), &without(&headers, Header::Signature), &body), Err(40232));
        assert_eq!(code(call(), &without(&headers, Header::AppId), &body), Err(40233));
        assert_eq!(code(call(), &headers, &body[1..]), Err(40234));
        assert_eq!(code(call(), &with(&headers, Header::Signature, "%"), &body), Err(40234));
        assert_eq!(code(Call { url: &format!("{URL}/x"), ..call() }, &headers, &body), Err(40234));
        assert_eq!(code(call(), &with(&headers, Header::AppId, "wx1"), &body), Err(40236));
        assert_eq!(code(at(NOW + 301), &headers, &body), Err(40240));

        let other = others(&pair.keys);
        let keys = TestKeys { symmetric_key: other.symmetric_key, ..pair.keys.clone() };
        let wrong_key = keys.api_security().unwrap().seal_request(call(), &request()).unwrap();
        assert_eq!(code(call(), &wrong_key.headers, &wrong_key.body), Err(40235));
        let keys = TestKeys { developer_private_key: other.developer_private_key, ..pair.keys.clone() };
        let wrong_key = keys.api_security().unwrap().seal_request(call(), &request()).unwrap();
        assert_eq!(code(call(), &wrong_key.headers, &wrong_key.body), Err(40234));
    }
    let others = [
        (Rejection::MissingSerial, 40230),
        (Rejection::AppIdOfToken, 40237),
        (Rejection::NoSymmetricKey, 40238),
        (Rejection::NoPublicKey, 40239),
    ];
    assert!(others.iter().all(|(rejection, code)| rejection.errcode() == *code));
}
