use serde_json::json;
use wx_core::{
    AppKey, Auth, BodyKind, Bytes, DeliverySecret, Reply, Signature, http::Response, registry, sign,
};
use wx_mock::MockWechat;
use wx_specs::fixture;

use crate::backend::Backend;

#[tokio::test]
async fn paths_and_methods_are_those_of_the_registry() {
    let backend = Backend::new().await;
    let got = backend.get("/cgi-bin/nothing").await;
    assert_eq!(got.errcode(), 40066);
    assert!(got.errmsg().starts_with("invalid url rid: "));
    let got = backend.get("/wxa/getwxacodeunlimit").await;
    assert_eq!(got.errcode(), 43002);
    assert!(got.errmsg().starts_with("require POST method rid: "), "{got:?}");
    let got = backend.post("/cgi-bin/token", "{}").await;
    assert_eq!(got.errcode(), 43001);
    let calls = backend.wechat.calls();
    assert_eq!(calls.len(), 3);
    assert!(calls.iter().all(|call| call.endpoint.is_none()));
}

#[tokio::test]
async fn an_answer_can_be_chosen_and_the_request_is_still_checked() {
    let backend = Backend::new().await;
    backend.wechat.answer("code2Session", json!({ "openid": "me", "session_key": "k" }));
    assert_eq!(backend.login("a").await.json()["openid"], "me");
    assert_eq!(backend.login("").await.errcode(), 41008);
    backend.wechat.forget_calls();
    assert!(backend.wechat.calls().is_empty());
}

#[tokio::test]
async fn whatever_is_sent_it_goes_on() {
    let backend = Backend::new().await;
    let token = backend.token().await;
    let deep = "[".repeat(100_000);
    let bodies = ["", "{", "null", "[]", "{\"a\":1}", "\u{0}", &deep, "{\"scene\":{}}", "{\"data\":[]}"];
    for row in registry::all() {
        let path = row.meta.path;
        let separator = if path.contains('?') { '&' } else { '?' };
        for body in bodies {
            let url = format!("{path}{separator}access_token={token}&%ff=%fe&=&&media_id=%00");
            let got = if row.meta.method == "GET" {
                backend.get(&url).await
            } else {
                backend.post(&url, body).await
            };
            assert_eq!(got.status, 200, "{} {body:.20}", row.meta.id());
        }
    }
}

#[tokio::test]
async fn a_form_may_be_as_broken_as_it_likes() {
    let backend = Backend::new().await;
    let token = backend.token().await;
    let url = format!("{}/cgi-bin/media/upload?type=image&access_token={token}", backend.wechat.base_url());
    let whole =
        "--b\r\nContent-Disposition: form-data; name=\"media\"; filename=\"a.png\"\r\n\r\nx\r\n--b--\r\n";
    let client = reqwest::Client::new();
    for kind in
        ["multipart/form-data; boundary=b", "multipart/form-data; boundary=", "multipart/form-data", "\u{1}"]
    {
        for length in 0..=whole.len() {
            let Ok(kind) = reqwest::header::HeaderValue::from_str(kind) else { continue };
            let request = client.post(&url).header("content-type", kind).body(whole[..length].to_owned());
            assert_eq!(request.send().await.unwrap().status(), 200);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_are_no_http_disturb_nobody() {
    use std::io::{Read, Write};
    let backend = Backend::new().await;
    let address = backend.wechat.base_url().replace("http://", "");
    for bytes in [
        &b"\x16\x03\x01\x00\xa5"[..],
        b"GET",
        b"\r\n\r\n\0\xff",
        b"CONNECT a:1 HTTP/1.1\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\n\r\n",
    ] {
        let mut stream = std::net::TcpStream::connect(&address).unwrap();
        stream.write_all(bytes).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
    }
    assert_eq!(backend.login("a").await.errcode(), 0);
}

#[tokio::test]
async fn a_port_that_is_taken_is_an_error() {
    let wechat = MockWechat::start().await;
    let port = wechat.base_url().rsplit(':').next().unwrap().parse().unwrap();
    let error = MockWechat::builder().port(port).try_start().await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AddrInUse);
}

/// Every sample that the descriptions come with is taken, and its answer is one its type reads.
#[tokio::test]
async fn every_sample_is_taken() {
    for row in registry::all() {
        for sample in fixture::samples(row.meta) {
            let backend = Backend::new().await;
            let mut parts = row.encode(sample.request.to_string().as_bytes()).unwrap();
            let id = row.meta.id();
            let query = std::mem::take(&mut parts.query);
            let (content_type, body) = parts.body.into_bytes();
            let mut path = row.meta.path.to_owned();
            let mut add = |pairs: &str| {
                if !pairs.is_empty() {
                    path.push(if path.contains('?') { '&' } else { '?' });
                    path.push_str(pairs);
                }
            };
            add(&query);
            let mut body = body;
            let (appid, secret) = (MockWechat::APPID, MockWechat::SECRET);
            let credential = row.meta.auth == Auth::AppSecret;
            let mut more = serde_json::Map::new();
            if credential || row.meta.appid {
                more.insert("appid".to_owned(), appid.into());
            }
            if credential {
                more.insert(row.meta.secret_field.to_owned(), secret.into());
            }
            if row.meta.sign.contains(&Signature::DeliverySign) {
                let text = |name: &str| sample.request[name].as_str().unwrap_or_default().to_owned();
                let secret = DeliverySecret::new(MockWechat::DELIVERY_SECRET);
                let sign = sign::delivery_sign(&secret, &text("shopid"), &text("shop_order_id"));
                more.insert("delivery_sign".to_owned(), sign.into());
            }
            if row.meta.body == BodyKind::Json && !more.is_empty() {
                let mut json: serde_json::Map<_, _> = serde_json::from_slice(&body).unwrap();
                json.append(&mut more);
                body = serde_json::to_vec(&json).unwrap().into();
            }
            more.iter().for_each(|(name, value)| add(&format!("{name}={}", value.as_str().unwrap())));
            for signature in row.meta.sign {
                let openid = sample.request["openid"].as_str().unwrap_or_default();
                match signature {
                    Signature::PaySig => {
                        let sandbox = sample.request["env"] == 1;
                        let key = if sandbox { MockWechat::SANDBOX_KEY } else { MockWechat::APP_KEY };
                        add(&format!(
                            "pay_sig={}",
                            sign::pay_sig(&AppKey::new(key), row.meta.route(), &body)
                        ));
                    }
                    Signature::UserSignature => {
                        let key = backend.wechat.log_in(openid);
                        add(&format!("signature={}", sign::user_signature(&key, &body)));
                    }
                    Signature::SessionSignature => {
                        let key = backend.wechat.log_in(openid);
                        add(&format!("signature={}&sig_method=hmac_sha256", sign::session_signature(&key)));
                    }
                    _ => {}
                }
            }
            if !credential {
                add(&format!("access_token={}", backend.token().await));
            }
            let url = format!("{}{path}", backend.wechat.base_url());
            let client = reqwest::Client::new();
            let mut request = client.request(row.meta.method.clone(), url).body(body);
            if let Some(kind) = content_type {
                request = request.header("content-type", kind);
            }
            let response = request.send().await.unwrap();
            let headers = response.headers().clone();
            let bytes: Bytes = response.bytes().await.unwrap();
            let mut answer = Response::new(bytes.clone());
            *answer.headers_mut() = headers;
            // What was never uploaded here, and days that a sample chose, are refused for good reason.
            match Reply::read(row.meta, answer, wx_core::Scrub::default()) {
                Ok(reply) => {
                    row.show(reply).unwrap_or_else(|error| panic!("{id}: {error}"));
                }
                Err(wx_core::Failure::Refused(refusal)) => {
                    assert!(matches!(refusal.code, 40007 | 61501 | 85401), "{id}: {refusal:?}");
                }
                Err(failure) => panic!("{id}: {failure:?}"),
            }
        }
    }
}
