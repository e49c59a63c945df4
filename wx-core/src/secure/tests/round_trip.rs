//! A client and a fake WeChat understand each other.

use serde_json::Value;

use super::{APPID, NOW, PAIRS, Pair, URL, at, call, object, others, request, response};
use crate::secure::{Call, Header, TestKeys, message::Fresh};

#[test]
fn every_pair_of_algorithms_goes_there_and_back() {
    for Pair { keys, client, platform } in PAIRS.iter() {
        let sealed = client.seal_request(call(), &request()).unwrap();
        // The clocks of the two sides differ, and a query does not count.
        let there = Call { url: &format!("{URL}?access_token=A#x"), ..at(NOW + 300) };
        let opened = platform.open_request(there, &sealed.headers, &sealed.body);
        assert_eq!(opened.unwrap_or_else(|error| panic!("{keys:?}: {error}")), request());

        let sealed = platform.seal_response(there, &response()).unwrap();
        let opened = client.open_response(call(), &sealed.headers, &sealed.body);
        let opened = opened.unwrap_or_else(|error| panic!("{keys:?}: {error}"));
        assert_eq!(opened.fields, response());
        assert!(!opened.certificate_deprecated);
        let again: Value = serde_json::from_slice(&opened.to_bytes()).unwrap();
        assert_eq!(again, Value::Object(response()));
    }
}
#[test]
fn the_fields_may_be_none() {
    for Pair { client, platform, .. } in PAIRS.iter() {
        let sealed = client.seal_request(call(), &object(serde_json::json!({}))).unwrap();
        assert!(platform.open_request(call(), &sealed.headers, &sealed.body).unwrap().is_empty());
    }
}

#[test]
fn a_request_has_three_headers_and_an_answer_four() {
    let names = |headers: &http::HeaderMap| {
        let mut names: Vec<_> = headers.keys().map(|name| name.as_str().to_owned()).collect();
        names.sort();
        names.join(" ")
    };
    for Pair { client, platform, keys } in PAIRS.iter() {
        let request = client.seal_request(call(), &request()).unwrap();
        assert_eq!(names(&request.headers), "wechatmp-appid wechatmp-signature wechatmp-timestamp");
        assert_eq!(request.headers[Header::AppId.name()], APPID.as_str());
        assert_eq!(request.headers[Header::TimeStamp.name()], NOW.to_string());
        let response = platform.seal_response(call(), &response()).unwrap();
        assert_eq!(
            names(&response.headers),
            "wechatmp-appid wechatmp-serial wechatmp-signature wechatmp-timestamp"
        );
        assert_eq!(response.headers[Header::Serial.name()], keys.certificate_number.as_str());
        for header in [Header::AppId, Header::Serial, Header::SignatureDeprecated] {
            assert_eq!(header.to_string().to_ascii_lowercase(), header.name());
        }
    }
}

#[test]
fn the_body_is_what_is_fixed() {
    let fresh = || Fresh { iv: *b"twelve bytes", nonce: "o89QaPVsRu1yppIZzvSZc4".into() };
    let pair = &PAIRS[0];
    let seal = || pair.client.seal_request_with(call(), &request(), &fresh()).unwrap();
    assert_eq!(seal().body, seal().body);
    assert!(seal().body.starts_with(br#"{"iv":"dHdlbHZlIGJ5dGVz","data":""#), "{:?}", seal().body);
    let answer = pair.platform.seal_response_with(call(), &request(), &fresh()).unwrap();
    assert_eq!(answer.body, seal().body);
}

#[test]
fn nothing_random_comes_twice() {
    let drawn: Vec<_> = (0..500).map(|_| Fresh::new().unwrap()).collect();
    let distinct = |mut all: Vec<Vec<u8>>| {
        all.sort();
        all.dedup();
        all.len()
    };
    assert_eq!(distinct(drawn.iter().map(|fresh| fresh.iv.to_vec()).collect()), 500);
    assert_eq!(distinct(drawn.iter().map(|fresh| fresh.nonce.clone().into_bytes()).collect()), 500);
    let mut lengths: Vec<_> = drawn.iter().map(|fresh| fresh.nonce.len()).collect();
    lengths.sort_unstable();
    lengths.dedup();
    assert_eq!(lengths, [22, 23, 24, 26, 27, 28, 30, 31, 32]);
}

#[test]
fn a_certificate_is_replaced_without_an_interruption() {
    for Pair { keys, client, platform } in PAIRS.iter() {
        let new = others(keys);
        let moved = TestKeys {
            certificate_number: new.certificate_number.clone(),
            platform_public_key: new.platform_public_key.clone(),
            ..keys.clone()
        };
        let moved = moved.api_security().unwrap();
        let mut platform = platform.clone();
        platform.replace_certificate(&new.certificate_number, &new.platform_private_key).unwrap();

        let sealed = platform.seal_response(call(), &response()).unwrap();
        let opened = client.open_response(call(), &sealed.headers, &sealed.body).unwrap();
        assert!(opened.certificate_deprecated);
        assert_eq!(opened.fields, response());
        let opened = moved.open_response(call(), &sealed.headers, &sealed.body).unwrap();
        assert!(!opened.certificate_deprecated);

        platform.drop_deprecated();
        let sealed = platform.seal_response(call(), &response()).unwrap();
        assert!(client.open_response(call(), &sealed.headers, &sealed.body).is_err());
        assert!(moved.open_response(call(), &sealed.headers, &sealed.body).is_ok());
    }
}
