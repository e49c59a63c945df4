//! Types of message push.

use serde_json::{Value, json};
use wx_api::{
    AppId, EventKind, OpenId, ReplyKind, Success, UnixSeconds,
    event::{AddSingleWaybill, AddWaybill, CancelWaybill, CheckBiz, GetQuotaEvent, IotVoipNotify},
    from_value,
    http::Request,
    push::{
        Claim, Dedup, DedupError, EncodingAesKey, Format, Incoming, MemoryDedup, PushError, PushHeader,
        PushRejection, PushReply, PushToken, Receiver, RedisDedup,
    },
    registry,
};
use wx_core::push::{decrypt, encrypt, msg_signature, open_reply, read, sealed_push};

use super::Table;
use crate::secrets::{PASSWORD_IN_URL, Secrets};

const APPID: &str = "wx0123456789abcdef";
const TOKEN: &str = "a-token-of-message-push";
const SAID: &str = "what-a-user-said";

pub(super) async fn everything(table: &mut Table, secrets: &mut Secrets) {
    let key = EncodingAesKey::generate();
    let token = PushToken::new(TOKEN);
    secrets.add("the EncodingAESKey", &key.expose());
    secrets.add("what a push says", SAID);
    table.debug("EncodingAesKey", &key);
    table.both("KeyError", &EncodingAesKey::new(&key.expose()[..42]).unwrap_err());

    for row in registry::events() {
        table.debug("EventRow", row);
        table.debug("EventMeta", row.meta);
    }
    let call: IotVoipNotify = from_value(&json!({
        "Action": "join_voip_room", "RoomId": "r", "SessionKey": SAID, "ServerToken": SAID, "ModelId": "m", "Sn": "s",
    }))
    .unwrap();
    table.debug("IotVoipNotify", &call);
    let order = json!({
        "Token": "t", "OrderID": "o", "BizID": "b", "BizPwd": SAID, "AccountPwd": SAID,
    });
    table.debug("AddSingleWaybill", &from_value::<AddSingleWaybill>(&order).unwrap());
    table.debug("AddWaybill", &from_value::<AddWaybill>(&order).unwrap());
    table.debug("CancelWaybill", &from_value::<CancelWaybill>(&order).unwrap());
    table.debug("CheckBiz", &from_value::<CheckBiz>(&order).unwrap());
    table.debug("GetQuotaEvent", &from_value::<GetQuotaEvent>(&order).unwrap());
    table.debug("EventKind", &EventKind::Event);
    table.debug("ReplyKind", &ReplyKind::Fields);
    table.debug("Success", &Success);
    table.both("Format", &Format::Xml);
    table.debug("PushHeader", &header());
    table.both("SyntaxError", &read(format!("<xml><a>{SAID}</b></xml>").as_bytes()).unwrap_err());

    let redis = RedisDedup::new(format!("redis://me:{PASSWORD_IN_URL}@127.0.0.1:1")).unwrap();
    table.debug("RedisDedup", &redis);
    table.both("DedupError", &redis.claim("a", std::time::Duration::from_secs(1)).await.unwrap_err());
    table.both("DedupError", &DedupError::new("a problem"));
    table.debug("MemoryDedup", &MemoryDedup::new());
    table.debug("Claim", &Claim::Done);

    let receiver = Receiver::secure(APPID, token.clone(), key.clone());
    table.debug("Receiver", &receiver);
    let mut message = json!({"Content": SAID, "SessionKey": SAID, "MsgId": 1});
    header().put(message.as_object_mut().unwrap());
    let request = request(&token, &key, &message);
    let incoming = receiver.take(&request).await.unwrap();
    table.debug("Incoming", &incoming);
    let Incoming::Push(push) = incoming else { panic!() };
    table.debug("Push", &push);
    let error = receiver.take(&request).await.unwrap_err();
    table.both("PushError", &error);
    table.debug("PushReply", &PushReply::from(&error));
    table.debug("PushRejection", &PushRejection::Refused(error));
    let reply = push.transfer_to_customer_service().await;
    table.debug("PushReply", &reply);
    table.debug("PushRejection", &PushRejection::Answered(reply.clone()));

    let other = EncodingAesKey::generate();
    let encrypted = encrypt(&key, &AppId::new(APPID), SAID.as_bytes());
    table.both("EnvelopeError", &decrypt(&other, &AppId::new(APPID), &encrypted).unwrap_err());
    table.both("EnvelopeError", &decrypt(&key, &AppId::new("wx1"), &encrypted).unwrap_err());
    for body in [reply.body().as_ref(), SAID.as_bytes(), br#"{"Encrypt":1}"#] {
        table.both(
            "ReplyError",
            &open_reply(&PushToken::new("x"), &other, &AppId::new(APPID), body).unwrap_err(),
        );
    }
    for error in refusals(&receiver, &token, &key, &message).await {
        table.both("PushError", &error);
    }
}

fn header() -> PushHeader {
    PushHeader {
        to_user: "gh_1".into(),
        from_user: OpenId::new("o1"),
        created: UnixSeconds(1),
        msg_type: "text".into(),
        event: None,
    }
}

fn request(token: &PushToken, key: &EncodingAesKey, message: &Value) -> Request<Vec<u8>> {
    let encrypted = encrypt(key, &AppId::new(APPID), message.to_string().as_bytes());
    let timestamp = UnixSeconds::now().0.to_string();
    let signature = msg_signature(token, &timestamp, "1", &encrypted);
    let uri = format!("/wechat?timestamp={timestamp}&nonce=1&msg_signature={signature}");
    Request::post(uri).body(sealed_push(Format::Json, "gh_1", &encrypted)).unwrap()
}

/// What is refused, with secrets in what was sent.
async fn refusals(
    receiver: &Receiver,
    token: &PushToken,
    key: &EncodingAesKey,
    message: &Value,
) -> Vec<PushError> {
    let other = EncodingAesKey::generate();
    let queries =
        ["".to_owned(), format!("signature={TOKEN}&timestamp=1&nonce={TOKEN}"), format!("a={TOKEN}&%")];
    let gets = queries.iter().map(|query| Request::get(format!("/?{query}")).body(Vec::new()).unwrap());
    let mut stale = request(token, key, message);
    *stale.uri_mut() = format!("/?timestamp=1&nonce=1&msg_signature={TOKEN}").parse().unwrap();
    let requests = [
        request(token, &other, message),
        request(&PushToken::new("another"), key, message),
        request(token, key, &json!({ "Content": SAID })),
        request(token, key, &json!(SAID)),
        Request::post("/").body(message.to_string().into_bytes()).unwrap(),
        Request::put("/").body(SAID.into()).unwrap(),
        stale,
    ];
    let mut errors = Vec::new();
    for request in gets.chain(requests) {
        errors.push(receiver.take(&request).await.unwrap_err());
    }
    errors
}
