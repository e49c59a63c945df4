//! Every way in which what a front end or WeChat hands over is not believed.

use std::{collections::BTreeSet, error::Error as StdError, time::Duration};

use serde_json::json;
use wx_api::{
    AppId, PushToken, SessionKey,
    encrypted_channel::{ChannelError, ChannelKey},
    from_value,
    http::{HeaderMap, HeaderValue},
    open_data::{OpenDataError, check_age, decrypt, read_raw_data},
    prelude::*,
    verify::{VerifyError, intracity_order, plugin_host},
};

use super::{
    Secrets,
    errors::{shown, variant},
    public::Source,
};

/// The errors of one type.
struct Seen<'a> {
    name: &'static str,
    secrets: &'a Secrets,
    variants: BTreeSet<String>,
}

impl<'a> Seen<'a> {
    fn new(name: &'static str, secrets: &'a Secrets) -> Self {
        Self { name, secrets, variants: BTreeSet::new() }
    }

    #[track_caller]
    fn add(&mut self, error: &(impl StdError + 'static)) {
        self.secrets.assert_unseen(self.name, &shown(error));
        self.variants.insert(variant(error));
    }

    #[track_caller]
    fn assert_whole(&self) {
        assert_eq!(self.variants, Source::of("wx-api").variants(self.name));
    }
}

#[tokio::test]
async fn errors_of_open_data_show_none() {
    let (wechat, client) = crate::world().await;
    let session = client.code2_session(Code2Session::new("a-code")).await.unwrap();
    let (openid, key) = (session.openid.as_str(), session.session_key.expose());
    let (data, iv) = wechat.encrypted_phone(openid, "13800138000");
    let (other, other_iv) = wechat.encrypted_data(openid, json!({ "nickName": "n" }));
    let (raw, signature) = wechat.raw_data(openid, &json!({ "nickName": "a-user-s-own-name" }));
    let mut secrets = Secrets::new();
    secrets.add("the session key", key);
    secrets.add("the broken session key", "%%%not+base64%%%");
    secrets.add("the short session key", "c2hvcnQga2V5");
    secrets.add("the user info", "a-user-s-own-name");
    secrets.add("the right signature", &signature);
    let mut seen: Seen<'_> = Seen::new("OpenDataError", &secrets);
    for (key, data, iv, appid) in [
        (key, "%%%", iv.as_str(), wechat.appid()),
        (key, data.as_str(), "%%%", wechat.appid()),
        (key, &data[..8], &iv, wechat.appid()),
        ("%%%not+base64%%%", &data, &iv, wechat.appid()),
        ("c2hvcnQga2V5", &data, &iv, wechat.appid()),
        ("bm90IHRoaXMgc2Vzc2lvbg==", &data, &iv, wechat.appid()),
        (key, &data, &iv, "wx0000000000000000"),
        (key, &other, &other_iv, wechat.appid()),
    ] {
        let error: OpenDataError =
            decrypt::<PhoneInfo>(&SessionKey::new(key), data, iv, &AppId::new(appid)).unwrap_err();
        seen.add(&error);
    }
    let watermark = from_value(&json!({ "timestamp": 0, "appid": "wx1" })).unwrap();
    seen.add(&check_age(&watermark, Duration::from_secs(60)).unwrap_err());
    seen.add(&read_raw_data(&session.session_key, &raw, "another").unwrap_err());
    seen.assert_whole();
}

#[test]
fn errors_of_the_encrypted_channel_show_none() {
    let mut secrets = Secrets::new();
    secrets.add("the key", "VI6BpyrK9XH4i4AIGe86tg==");
    secrets.add("the broken key", "%%%not+base64%%%");
    secrets.add("the message", "an-order-of-a-user");
    let keys = |version: u64, expire_in: i64, key: &str| {
        let info = json!({
            "encrypt_key": key, "version": version, "expire_in": expire_in, "iv": "6003f73ec441c386", "create_time": 0,
        });
        from_value::<UserEncryptKeys>(&json!({ "key_info_list": [info] })).unwrap()
    };
    let mut seen = Seen::new("ChannelError", &secrets);
    let good = ChannelKey::latest(&keys(2, 60, "VI6BpyrK9XH4i4AIGe86tg==")).unwrap();
    let none = from_value::<UserEncryptKeys>(&json!({ "key_info_list": [] })).unwrap();
    let errors: [ChannelError; 6] = [
        ChannelKey::latest(&none).unwrap_err(),
        ChannelKey::of_version(&keys(2, 60, "VI6BpyrK9XH4i4AIGe86tg=="), 1).unwrap_err(),
        ChannelKey::latest(&keys(2, 0, "VI6BpyrK9XH4i4AIGe86tg==")).unwrap_err(),
        ChannelKey::latest(&keys(2, 60, "%%%not+base64%%%")).unwrap_err(),
        good.decrypt("an-order-of-a-user").unwrap_err(),
        good.decrypt("AAAA").unwrap_err(),
    ];
    errors.iter().for_each(|error| seen.add(error));
    seen.assert_whole();
}

#[test]
fn errors_of_requests_to_a_server_show_none() {
    let token = PushToken::new("a-token-of-message-push");
    let mut secrets = Secrets::new();
    secrets.add("the Token", token.expose());
    secrets.add("what was said", "an-order-of-a-user");
    let body = json!({ "appid": "wx1", "store_order_id": "an-order-of-a-user", "sign": "0" }).to_string();
    // Signed as the page says: the keys in their order, the Token last.
    let signed = r#"{"appid":"wx1","order_status":10000,"service_trans_id":"DADA","status_change_time":1,"store_order_id":"an-order-of-a-user","timestamp":1,"wx_order_id":"1","wx_store_id":"1","sign":"161b80ecf498b14d16754f58d83cebe6"}"#;
    let mut headers = HeaderMap::new();
    headers.insert("x-wechat-hostsign", HeaderValue::from_static("an-order-of-a-user"));
    let mut seen = Seen::new("VerifyError", &secrets);
    let of = |body: &str| intracity_order(body.as_bytes(), &token, &AppId::new("wx2")).unwrap_err();
    let errors: [VerifyError; 5] = [
        of("an-order-of-a-user"),
        of(&body),
        of(&body.replace("sign", "signed")),
        of(signed),
        plugin_host(&headers, &token.expose().into()).unwrap_err(),
    ];
    errors.iter().for_each(|error| seen.add(error));
    seen.assert_whole();
}
