//! Answers that are long, hostile or beyond their type.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use wx_api::{
    Bytes, Client, Error, RawReply, RetryPolicy, Sending, Transport, TransportError, TransportErrorKind,
    Unexpected,
    http::{Request, Response, header::CONTENT_TYPE},
    prelude::*,
};

/// A transport that gives these answers, one after the other, and then the last one.
#[derive(Debug, Clone)]
struct Script {
    answers: Arc<Vec<Answer>>,
    sent: Arc<AtomicUsize>,
    limits: Arc<Mutex<Vec<usize>>>,
}

#[derive(Debug, Clone)]
enum Answer {
    Body(Bytes),
    /// A body that comes as late as it may.
    Late(Bytes, Duration),
    NotSent,
}

impl Script {
    fn new(answers: Vec<Answer>) -> Self {
        Self { answers: Arc::new(answers), sent: Arc::default(), limits: Arc::default() }
    }

    fn body(body: impl Into<Bytes>) -> Self {
        Self::new(vec![Answer::Body(body.into())])
    }

    fn client(&self) -> Client {
        Client::builder("wx1", "s").transport(self.clone()).build().unwrap()
    }
}

impl Transport for Script {
    fn send(&self, request: Request<Bytes>, max_body: usize) -> Sending<'_> {
        Box::pin(async move {
            if request.uri().path().contains("stable_token") {
                return Ok(Response::new(r#"{"access_token":"t","expires_in":7200}"#.into()));
            }
            self.limits.lock().unwrap().push(max_body);
            let at = self.sent.fetch_add(1, Ordering::SeqCst).min(self.answers.len() - 1);
            let body = match &self.answers[at] {
                Answer::Body(body) => body.clone(),
                Answer::Late(body, time) => {
                    tokio::time::advance(*time).await;
                    body.clone()
                }
                Answer::NotSent => return Err(TransportError::new(TransportErrorKind::Connect)),
            };
            Ok(Response::builder().header(CONTENT_TYPE, "text/plain").body(body).unwrap())
        })
    }
}

async fn raw(body: &'static str) -> Result<RawReply, Error> {
    Script::body(body).client().call_raw(Code2Session::new("code")).await
}

#[tokio::test]
async fn a_raw_reply_has_what_the_type_does_not_know() {
    let body = r#"{"openid":"o","session_key":"hush-hush","new_field":[1.50]} "#;
    let reply = raw(body).await.unwrap();
    assert_eq!((reply.body.as_ref(), reply.status.as_u16()), (body.as_bytes(), 200));
    assert_eq!((reply.endpoint(), reply.content_type()), ("code2Session", Some("text/plain")));
    assert_eq!(reply.answer::<Session>().unwrap().openid.as_str(), "o");
    assert_eq!(reply.answer::<serde_json::Value>().unwrap()["new_field"][0], 1.5);
    let shown = format!("{reply:?}");
    assert!(!shown.contains("hush") && shown.contains("code2Session"), "{shown}");
}

#[tokio::test]
async fn a_raw_reply_is_there_where_nobody_can_read_it() {
    for body in [r#"{"openid":["o"],"session_key":{}}"#, r#"{"openid":"o""#, "busy", ""] {
        let reply = raw(body).await.unwrap();
        assert_eq!(reply.body, body);
        let error = reply.answer::<Session>().unwrap_err();
        assert!(matches!(&error, Error::Answer(answer) if answer.endpoint == "code2Session"), "{error}");
    }
}

#[tokio::test]
async fn a_raw_call_fails_as_any_other() {
    let error = raw(r#"{"errcode":40029,"errmsg":"bad\nERROR forged\u001b[0m"}"#).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode::INVALID_CODE));
    assert_eq!(error.api().unwrap().message, "bad ERROR forged\u{FFFD}[0m");
    assert!(!error.to_string().contains(char::is_control), "{error}");
    let invalid = Script::body("{}").client().call_raw(GetUnlimitedQrCode::new("a b")).await.unwrap_err();
    assert!(matches!(invalid, Error::Request(_)), "{invalid}");
    // A stale token is replaced, and the last answer counts.
    let stale = Answer::Body(r#"{"errcode":40001,"errmsg":"stale"}"#.into());
    let script = Script::new(vec![stale.clone(), stale]);
    let error = script.client().call_raw(GetPhoneNumber::new("code")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode::INVALID_CREDENTIAL));
}

#[tokio::test]
async fn json_has_a_limit_of_its_own() {
    let script = Script::body(r#"{"openid":"o","session_key":"k"}"#);
    script.client().code2_session(Code2Session::new("code")).await.unwrap();
    _ = script.client().get_unlimited_qr_code(GetUnlimitedQrCode::new("a")).await;
    let set = |builder: wx_api::ClientBuilder| builder.transport(script.clone()).build().unwrap();
    let client = set(Client::builder("wx1", "s").max_json(70).max_body(90));
    client.code2_session(Code2Session::new("code")).await.unwrap();
    _ = client.get_unlimited_qr_code(GetUnlimitedQrCode::new("a")).await;
    let client = set(Client::builder("wx1", "s").max_body(50));
    client.code2_session(Code2Session::new("code")).await.unwrap();
    assert_eq!(*script.limits.lock().unwrap(), [8 << 20, 32 << 20, 70, 90, 50]);

    // JSON where bytes are due is under the limit for JSON.
    let script = Script::body(format!(r#"{{"errcode":40097,"errmsg":"{}"}}"#, "x".repeat(100)));
    let client = Client::builder("wx1", "s").transport(script).max_json(99).build().unwrap();
    let error = client.get_unlimited_qr_code(GetUnlimitedQrCode::new("a")).await.unwrap_err();
    let Error::Answer(answer) = &error else { panic!("{error}") };
    assert_eq!(answer.cause, Unexpected::JsonTooLong { length: 129, limit: 99 });
}

/// JSON that takes some milliseconds to read.
fn long_json() -> Bytes {
    format!(r#"{{"openid":"o","session_key":"k","more":[{}]}}"#, vec!["[0]"; 500_000].join(",")).into()
}

#[tokio::test(start_paused = true)]
async fn a_long_answer_is_read_beside_the_runtime_and_in_time() {
    let time = Duration::from_secs(2);
    let call = async |answer: Answer| {
        let client = Script::new(vec![answer]).client().with_timeout(time).with_retry(RetryPolicy::none());
        client.code2_session(Code2Session::new("code")).await
    };
    assert_eq!(call(Answer::Body(long_json())).await.unwrap().openid.as_str(), "o");
    // There is no time left to read it.
    let error = call(Answer::Late(long_json(), time)).await.unwrap_err();
    let Error::Transport(failed) = &error else { panic!("{error}") };
    assert_eq!(failed.cause.kind(), TransportErrorKind::Timeout);
    assert!(error.may_have_been_sent());
    // What is short is read at once.
    let short = Bytes::from_static(br#"{"openid":"o","session_key":"k"}"#);
    assert_eq!(call(Answer::Late(short, time)).await.unwrap().openid.as_str(), "o");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_after_an_attempt_in_doubt_stays_in_doubt() {
    let busy = || Answer::Body(r#"{"errcode":-1,"errmsg":"system error"}"#.into());
    let refused = || Answer::Body(r#"{"errcode":40003,"errmsg":"invalid openid"}"#.into());
    let call = async |answers: Vec<Answer>| {
        let script = Script::new(answers);
        let error = script.client().get_unlimited_qr_code(GetUnlimitedQrCode::new("a")).await.unwrap_err();
        (error.errcode().map(|code| code.0), error.may_have_been_sent(), script.sent.load(Ordering::SeqCst))
    };
    assert_eq!(call(vec![refused()]).await, (Some(40003), false, 1));
    assert_eq!(call(vec![busy(), refused()]).await, (Some(40003), true, 2));
    assert_eq!(call(vec![Answer::NotSent, refused()]).await, (Some(40003), false, 2));
    assert_eq!(call(vec![busy(), Answer::NotSent]).await, (Some(-1), true, 3));
}

#[tokio::test]
async fn success_in_json_where_an_image_is_due_says_so() {
    let script = Script::body(r#"{"errcode":0,"errmsg":"ok"}"#);
    let error = script.client().get_unlimited_qr_code(GetUnlimitedQrCode::new("a")).await.unwrap_err();
    let message = error.to_string();
    assert!(message.contains("JSON with errcode 0 where bytes, such as an image, were due"), "{message}");
    assert!(message.contains("its errmsg is `ok`"), "{message}");
}
