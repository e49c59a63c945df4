//! What WeChat sends is taken.

use serde::Deserialize;
use wx_core::{Event, EventKind, EventMeta, Field, Success, Type, UnixSeconds, Wire};

use super::*;

/// A verdict, as a spec would have it.
#[derive(Debug, Deserialize)]
struct Verdict {
    trace_id: String,
    result: Outcome,
}

#[derive(Debug, Deserialize)]
struct Outcome {
    label: i64,
}

impl Wire for Verdict {
    const NAME: &'static str = "Verdict";
    const FIELDS: &'static [Field] = &[];
    const TYPE: &'static Type = &Type::Any;
}

impl Event for Verdict {
    type Reply = Success;
    const META: &'static EventMeta =
        &EventMeta::new(("wxa_media_check", "Verdict", module_path!()), EventKind::Event, "")
            .ids(&["trace_id"]);
}

#[test]
fn the_official_plain_requests_are_signed() {
    // From the page 消息推送.
    let receiver = Receiver::plain(APPID, "AAAAA");
    let query = "signature=f464b24fc39322e44b38aa78f5edd27bd1441696&echostr=4375120948345356249&timestamp=1714036504\
                 &nonce=1514711492";
    let Ok(Incoming::Answered(reply)) = opened_then(&receiver, &get(query), 1714036504) else { panic!() };
    assert_eq!((reply.status().as_u16(), reply.body().as_ref()), (200, &b"4375120948345356249"[..]));

    let query = "signature=899cf89e464efb63f54ddac96b0a0a235f53aa78&timestamp=1714037059&nonce=486452656";
    let body = json!({
        "ToUserName": "gh_97417a04a28d", "FromUserName": "o9AgO5Kd5ggOC-bXrbNODIiE3bGY", "CreateTime": 1714037059,
        "MsgType": "event", "Event": "debug_demo", "debug_str": "hello world",
    });
    let Ok(Incoming::Push(push)) = opened_then(&receiver, &post(query, body.to_string()), 1714037059) else {
        panic!()
    };
    assert_eq!((push.name(), &push.fields()["debug_str"]), ("debug_demo", &json!("hello world")));
    assert_eq!(push.created(), UnixSeconds(1714037059));
}

#[tokio::test]
async fn an_encrypted_push_is_opened_in_either_format() {
    for format in [Format::Json, Format::Xml] {
        let message = push::write(format, &fields(verdict("60f96f1d-3845297a-1976a3ae")));
        let push = taken(&secure(), &sealed(format, &message)).await;
        assert_eq!(
            (push.msg_type(), push.event(), push.format()),
            ("event", Some("wxa_media_check"), format)
        );
        assert_eq!(
            (push.to_user(), push.from_user().as_str()),
            ("gh_9df7d78a1234", "o4_t144jTUSEoxydysUA2E234_tc")
        );

        let verdict: Verdict = push.read().unwrap().unwrap();
        assert_eq!((verdict.trace_id.as_str(), verdict.result.label), ("60f96f1d-3845297a-1976a3ae", 100));
        assert_eq!(push.id_of::<Verdict>().unwrap(), "wxa_media_check:trace_id=60f96f1d-3845297a-1976a3ae");
    }
}

#[tokio::test]
async fn an_event_nobody_knows_keeps_everything_it_says() {
    let message = r#"{"ToUserName":"gh_1","FromUserName":"o1","CreateTime":"1626959646","MsgType":"event",
        "Event":"of_next_year","Deep":{"List":[1,{"a":"b"}]},"Number":"007"}"#;
    let push = taken(&secure(), &sealed(Format::Json, message.as_bytes())).await;
    assert!(push.read::<Verdict>().unwrap().is_none());
    assert_eq!(push.name(), "of_next_year");
    let expected = fields(json!({"Deep": {"List": [1, {"a": "b"}]}, "Number": "007"}));
    assert_eq!(push.fields(), &expected);
    assert!(!format!("{push:?}").contains("007"), "{push:?}");
}

#[tokio::test]
async fn of_a_compatible_push_only_what_is_encrypted_is_believed() {
    let receiver = Receiver::compatible(APPID, TOKEN, key());
    let mut request = sealed(Format::Json, verdict("the true one").to_string().as_bytes());
    let mut body: Value = serde_json::from_slice(request.body()).unwrap();
    for (name, value) in fields(verdict("a forged one")) {
        body[name] = value;
    }
    *request.body_mut() = body.to_string().into_bytes();
    let push = taken(&receiver, &request).await;
    assert_eq!(push.read::<Verdict>().unwrap().unwrap().trace_id, "the true one");

    // A push in plain text only is taken while the mode is being changed.
    let push = taken(&receiver, &plain(verdict("plain").to_string())).await;
    assert_eq!(push.read::<Verdict>().unwrap().unwrap().trace_id, "plain");
}

#[tokio::test]
async fn cloud_run_sends_neither_signature_nor_cipher() {
    let receiver = Receiver::cloud_run(APPID);
    let mut request = post("", verdict("t").to_string());
    let error = refused(&receiver, &request).await;
    assert_eq!(error, PushError::NotCloudRun);
    request.headers_mut().insert("x-wx-source", "wx_client".parse().unwrap());
    assert_eq!(taken(&receiver, &request).await.name(), "wxa_media_check");

    for probe in [r#"{"action":"CheckContainerPath"}"#, "<xml><action>CheckContainerPath</action></xml>"] {
        let reply = answered(&receiver, &post("", probe)).await;
        assert_eq!((reply.status().as_u16(), reply.body().as_ref()), (200, &b"success"[..]));
    }
}

mod heard {
    use super::*;

    crate::pushes! {
        enum Heard { Verdict }
    }

    #[tokio::test]
    async fn an_enum_holds_what_a_backend_listens_to() {
        let push = taken(&secure(), &sealed(Format::Json, verdict("t").to_string().as_bytes())).await;
        let Heard::Verdict(verdict) = Heard::in_push(&push).unwrap() else { panic!() };
        assert_eq!(verdict.trace_id, "t");

        let other = r#"{"ToUserName":"gh_1","FromUserName":"o1","CreateTime":1,"MsgType":"text","Content":"hi","MsgId":1}"#;
        let push = taken(&secure(), &sealed(Format::Json, other.as_bytes())).await;
        assert!(matches!(Heard::in_push(&push), Ok(Heard::Other)));

        // A push of the right name and another shape says where.
        let odd = verdict_without_result();
        let push = taken(&secure(), &sealed(Format::Json, odd.as_bytes())).await;
        let error = Heard::in_push(&push).unwrap_err();
        assert_eq!(error.to_string(), "the push has another shape: `result` is missing");
    }

    fn verdict_without_result() -> String {
        let mut message = verdict("t");
        message.as_object_mut().unwrap().remove("result");
        message.to_string()
    }
}
