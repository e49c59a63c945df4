//! Sealed calls (服务端 API 签名加密), with every pair of algorithms, and what must not be believed.

use wx_api::{
    Bytes, Client, Error, Sending, Transport, Unexpected,
    http::{HeaderMap, Request, Response},
    prelude::*,
    secure::{EncryptionAlgorithm, SignatureAlgorithm, TestKeys},
};
use wx_mock::MockWechat;

/// A fake WeChat that wants sealed calls, and the other end's keys.
async fn sealing(encryption: EncryptionAlgorithm, signature: SignatureAlgorithm) -> (MockWechat, TestKeys) {
    let keys = TestKeys::generate(encryption, signature).unwrap();
    let wechat = MockWechat::builder().api_security(keys.platform().unwrap()).start().await;
    (wechat, keys)
}

fn quick_to_make() -> (EncryptionAlgorithm, SignatureAlgorithm) {
    (EncryptionAlgorithm::Aes256Gcm, SignatureAlgorithm::Sm2WithSm3)
}

fn client(wechat: &MockWechat, keys: &TestKeys) -> Client {
    let builder = Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url());
    builder.api_security(keys.api_security().unwrap()).build().unwrap()
}

fn check(content: &str) -> MsgSecCheck {
    MsgSecCheck::new(content, CheckScene::Comment, "oUser")
}

#[tokio::test]
async fn every_pair_of_algorithms_seals_both_ways() {
    for encryption in [EncryptionAlgorithm::Aes256Gcm, EncryptionAlgorithm::Sm4Gcm] {
        for signature in [SignatureAlgorithm::RsaWithSha256, SignatureAlgorithm::Sm2WithSm3] {
            let (wechat, keys) = sealing(encryption, signature).await;
            let client = client(&wechat, &keys);
            let verdict = client.msg_sec_check(check("a comment")).await.unwrap();
            assert_eq!(verdict.result.suggest, Suggest::Pass);

            let call = wechat.calls_of("msgSecCheck").remove(0);
            let body = String::from_utf8(call.body.to_vec()).unwrap();
            assert!(body.starts_with(r#"{"iv":"#) && !body.contains("comment"), "{body}");
            assert_eq!(call.headers["wechatmp-appid"], wechat.appid());
            let names: Vec<_> = call.query.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, ["access_token"], "everything else travels inside");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_sealed_is_sent_plain() {
    let (encryption, signature) = quick_to_make();
    let (wechat, keys) = sealing(encryption, signature).await;
    let client = client(&wechat, &keys);
    client.generate_scheme(GenerateScheme::new()).await.unwrap();
    let call = wechat.calls_of("generateScheme").remove(0);
    assert!(!call.headers.contains_key("wechatmp-appid"));
}

#[tokio::test]
async fn a_refusal_is_sealed_too_and_reads_as_any_other() {
    let (encryption, signature) = quick_to_make();
    let (wechat, keys) = sealing(encryption, signature).await;
    let client = client(&wechat, &keys);
    wechat.answer("msgSecCheck", serde_json::json!({ "errcode": 61010, "errmsg": "code is expired" }));
    let error = client.msg_sec_check(check("x")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(61010)), "{error}");
}

#[tokio::test]
async fn a_token_that_died_is_replaced_and_the_call_sealed_anew() {
    let (encryption, signature) = quick_to_make();
    let (wechat, keys) = sealing(encryption, signature).await;
    let client = client(&wechat, &keys);
    client.msg_sec_check(check("one")).await.unwrap();
    wechat.void_tokens();
    client.msg_sec_check(check("two")).await.unwrap();
    let calls = wechat.calls_of("msgSecCheck");
    assert_eq!(calls.len(), 3);
    assert_ne!(calls[1].headers["wechatmp-signature"], calls[2].headers["wechatmp-signature"]);
}

#[tokio::test]
async fn keys_of_another_are_refused_with_wechats_codes() {
    let (encryption, signature) = quick_to_make();
    let (wechat, _) = sealing(encryption, signature).await;
    let other = TestKeys::generate(encryption, signature).unwrap();
    let error = client(&wechat, &other).msg_sec_check(check("x")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(40234)), "{error}");

    let plain = Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url()).build().unwrap();
    let error = plain.msg_sec_check(check("x")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(40233)), "{error}");

    // Nothing is configured at the other end.
    let unsealing = MockWechat::start().await;
    let error = client(&unsealing, &other).msg_sec_check(check("x")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(40238)), "{error}");
}

/// Somebody in between, who changes the answers of sealed calls.
#[derive(Debug)]
struct Between {
    change: Change,
    base: String,
}

type Change = fn(&mut HeaderMap, &mut Bytes);

impl Transport for Between {
    fn send(&self, request: Request<Bytes>, _: usize) -> Sending<'_> {
        let change = self.change;
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let sealed = head.headers.contains_key("wechatmp-signature");
            let path = head.uri.path_and_query().unwrap().as_str();
            let url = format!("{}{path}", self.base);
            let request = reqwest::Client::new().request(head.method, url).headers(head.headers).body(body);
            let answer = request.send().await.unwrap();
            let (mut headers, mut bytes) = (answer.headers().clone(), answer.bytes().await.unwrap());
            if sealed {
                change(&mut headers, &mut bytes);
            }
            let mut response = Response::new(bytes);
            *response.headers_mut() = headers;
            Ok(response)
        })
    }
}

#[tokio::test]
async fn an_answer_that_was_touched_is_not_believed() {
    let (encryption, signature) = quick_to_make();
    let (wechat, keys) = sealing(encryption, signature).await;
    let cases: [(Change, &str); 3] = [
        (
            |headers, bytes| {
                *headers = HeaderMap::new();
                *bytes =
                    r#"{"errcode":0,"result":{"suggest":"pass","label":100},"detail":[],"trace_id":"x"}"#
                        .into();
            },
            "switched on at the page API 安全",
        ),
        (|_, bytes| *bytes = r#"{"iv":"","data":"","authtag":""}"#.into(), "signature"),
        (
            |headers, _| drop(headers.insert("wechatmp-serial", "another-number".parse().unwrap())),
            "another-number",
        ),
    ];
    for (change, expected) in cases {
        let between = Between { change, base: wechat.base_url() };
        let builder = Client::builder(wechat.appid(), wechat.secret()).transport(between);
        let client = builder.api_security(keys.api_security().unwrap()).build().unwrap();
        let error = client.msg_sec_check(check("x")).await.unwrap_err();
        let Error::Answer(answer) = &error else { panic!("{error}") };
        assert!(matches!(answer.cause, Unexpected::Unsealed(_)), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn a_plain_refusal_is_believed() {
    let (encryption, signature) = quick_to_make();
    let (wechat, keys) = sealing(encryption, signature).await;
    wechat.fault("msgSecCheck", wx_mock::Fault::errcode(48001));
    let error = client(&wechat, &keys).msg_sec_check(check("x")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(48001)), "{error}");
}
