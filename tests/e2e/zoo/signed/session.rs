//! Calls that show that the session key is known, and users' own keys.

use std::{
    io,
    sync::{Arc, Mutex},
};

use serde_json::json;
use wx_api::{
    SessionKey, prelude::*, registry, sign::session_signature, user_info::PaidTrade, virtual_payment::PayEnv,
};
use wx_mock::Fault;

use super::{OPENID, last, refused, world};

#[tokio::test]
async fn a_session_key_is_checked_without_being_told() {
    let (wechat, client) = world().await;
    let key = wechat.log_in(OPENID);
    client.check_session_key(CheckSessionKey::new(OPENID, key.clone())).await.unwrap();
    let call = last(&wechat, "checkSessionKey");
    let due = session_signature(&key);
    assert_eq!(
        (call.query_value("openid"), call.query_value("signature")),
        (Some(OPENID), Some(due.as_str()))
    );
    assert_eq!((call.query_value("sig_method"), call.body.len()), (Some("hmac_sha256"), 0));
    assert_eq!(call.query_value("session_key"), None);

    let error = client.check_session_key(CheckSessionKey::new(OPENID, "an-older-key")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(87009)));
    assert!(error.to_string().contains("session_key 已不是用户当前的"), "{error}");
}

#[tokio::test]
async fn a_session_key_is_reset_once() {
    let (wechat, client) = world().await;
    let old = wechat.log_in(OPENID);
    let request = || ResetUserSessionKey::new(OPENID, old.clone());
    // The answer is lost: whether the key is another one now nobody knows, and the old one could not ask again.
    wechat.fault("ResetUserSessionKey", Fault::Reset);
    let error = client.reset_user_session_key(request()).await.unwrap_err();
    assert!(error.may_have_been_sent(), "{error}");
    assert_eq!(wechat.calls_to("ResetUserSessionKey"), 1);

    let reset = client.reset_user_session_key(request()).await.unwrap();
    assert_eq!(reset.openid, OPENID);
    assert_ne!(reset.session_key.expose(), old.expose());
    assert_eq!(refused(client.check_session_key(CheckSessionKey::new(OPENID, old.clone())).await), 87009);
    client.check_session_key(CheckSessionKey::new(OPENID, reset.session_key)).await.unwrap();
    let stranger = ResetUserSessionKey::new("o-nobody", old.clone());
    assert_eq!(refused(client.reset_user_session_key(stranger).await), 87007);
}

#[tokio::test]
async fn keys_of_the_encrypted_channel_are_secret() {
    let (wechat, client) = world().await;
    let key = wechat.log_in(OPENID);
    let keys = client.get_user_encrypt_key(GetUserEncryptKey::new(OPENID, key.clone())).await.unwrap();
    let call = last(&wechat, "getUserEncryptKey");
    assert_eq!(call.query_value("signature"), Some(session_signature(&key).as_str()));
    let newest = &keys.key_info_list[0];
    assert_eq!(
        (newest.version, newest.iv.as_str(), newest.encrypt_key.expose().len()),
        (10, "6003f73ec441c386", 24)
    );
    assert!(!format!("{keys:?}").contains(newest.encrypt_key.expose()));
    // Nor does the command line show them.
    let row = registry::find("getUserEncryptKey")[0];
    let request = json!({ "openid": OPENID, "session_key": key.expose() }).to_string();
    let wx_api::Reply::Json(shown) = client.call_row(row, request.as_bytes()).await.unwrap() else {
        panic!("JSON")
    };
    assert_eq!(shown.to_value()["key_info_list"][0]["encrypt_key"], "***");
    // Nor an answer that is quoted because it is none.
    let text = format!(r#"<p>{{"encrypt_key":"{}"}}"#, newest.encrypt_key.expose());
    let bytes = text.into_bytes().into();
    wechat.fault("getUserEncryptKey", Fault::Body { status: 404, content_type: "text/html".into(), bytes });
    let error = client.get_user_encrypt_key(GetUserEncryptKey::new(OPENID, key)).await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("encrypt_key") && !shown.contains(newest.encrypt_key.expose()), "{shown}");
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_session_key_is_in_no_log_and_no_error() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    // With two subscribers tracing asks each of them about an event, whichever thread comes by it first.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let _guard = tracing::subscriber::set_default(subscriber);

    let (wechat, client) = world().await;
    let key = wechat.log_in(OPENID);
    let query = |key: &SessionKey| QueryUserBalance::new(OPENID, PayEnv::Live, "203.0.113.7", key.clone());
    let mut shown = format!("{:?} {:?}", query(&key), CheckSessionKey::new(OPENID, key.clone()));
    client.query_user_balance(query(&key)).await.unwrap();
    client.check_session_key(CheckSessionKey::new(OPENID, key.clone())).await.unwrap();
    let wrong = SessionKey::new("a-wrong-session-key");
    for fault in [Fault::errcode(268_490_009), Fault::Html, Fault::Truncated, Fault::Empty] {
        wechat.fault("query_user_balance", fault);
        let error = client.query_user_balance(query(&key)).await;
        shown += &format!("{error:?}");
    }
    let error = client.query_user_balance(query(&wrong)).await.unwrap_err();
    shown += &format!("{error} {error:?}");
    // By name, as the command line calls.
    let row = registry::find("query_user_balance")[0];
    let request =
        json!({ "openid": OPENID, "env": 0, "user_ip": "203.0.113.7", "session_key": key.expose() });
    shown += &format!("{:?}", client.call_row(row, request.to_string().as_bytes()).await);
    let broken = json!({ "openid": OPENID, "env": 7, "user_ip": "203.0.113.7", "session_key": key.expose() });
    shown += &format!("{:?}", client.call_row(row, broken.to_string().as_bytes()).await.unwrap_err());

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("query_user_balance") && log.contains("268490003"), "{log}");
    assert!(shown.contains("SessionKey(***)"), "{shown}");
    for secret in [key.expose(), wrong.expose()] {
        assert!(!log.contains(secret) && !shown.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn users_are_looked_up() {
    let (wechat, client) = world().await;
    let by_transaction = PaidTrade::Transaction { transaction_id: "42000020".to_owned() };
    client.get_paid_union_id(GetPaidUnionId::new(OPENID, by_transaction)).await.unwrap();
    let call = last(&wechat, "getPaidUnionid");
    assert_eq!((call.query_value("transaction_id"), call.query_value("mch_id")), (Some("42000020"), None));
    let by_merchant = PaidTrade::Merchant { mch_id: "1900000109".to_owned(), out_trade_no: "a&b".to_owned() };
    let paid = client.get_paid_union_id(GetPaidUnionId::new(OPENID, by_merchant)).await.unwrap();
    assert!(!paid.unionid.as_str().is_empty());
    let call = last(&wechat, "getPaidUnionid");
    assert_eq!((call.query_value("transaction_id"), call.query_value("out_trade_no")), (None, Some("a&b")));

    let hash = "657edd868c9715a9bebe42b833269a557a48498785397a796f1568c29a200b2c";
    let check = client.check_encrypted_data(CheckEncryptedData::new(hash)).await.unwrap();
    assert!(check.vaild && check.create_time.is_some());
    let error = client.check_encrypted_data(CheckEncryptedData::new("not a hash")).await.unwrap_err();
    assert!(error.to_string().contains("10 characters, at least 64"), "{error}");
    let plugin = client.get_plugin_open_pid(GetPluginOpenPid::new("0c2b2064")).await.unwrap();
    assert_eq!(plugin.openpid, "GACo74wkDIkDzEhkwRwgjGt1pqlk");
}
