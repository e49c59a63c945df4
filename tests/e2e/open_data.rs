//! What the fake hands to its front ends, opened by the backend.

use std::time::Duration;

use serde_json::{Value, json};
use wx_api::{
    encrypted_channel::ChannelKey,
    open_data::{self, ChatType, Gender, OpenDataError},
    prelude::*,
};

use super::world;

const NOW: Duration = Duration::from_secs(60);

#[tokio::test]
async fn every_kind_is_opened() {
    let (wechat, client) = world().await;
    let session = client.code2_session(Code2Session::new("a-code")).await.unwrap();
    let (openid, key) = (session.openid.as_str(), &session.session_key);

    let (data, iv) = wechat.encrypted_phone(openid, "13800138000");
    let phone: PhoneInfo = client.decrypt(key, &data, &iv).unwrap();
    assert_eq!(phone.pure_phone_number, "13800138000");
    open_data::check_age(&phone.watermark, NOW).unwrap();

    let user =
        json!({ "openId": openid, "unionId": "u-1", "nickName": "小明", "gender": "2", "avatarUrl": "" });
    let (data, iv) = wechat.encrypted_data(openid, user);
    let user: FullUserInfo = client.decrypt(key, &data, &iv).unwrap();
    assert_eq!(user.open_id.as_ref(), Some(&session.openid));
    assert_eq!((user.nick_name.as_str(), user.gender, user.avatar_url), ("小明", Some(Gender::Female), None));

    let steps = json!({ "stepInfoList": [{ "timestamp": 1_700_000_000, "step": 5000 }] });
    let (data, iv) = wechat.encrypted_data(openid, steps);
    let steps: WeRunData = client.decrypt(key, &data, &iv).unwrap();
    assert_eq!(steps.step_info_list[0].step, 5000);

    let chat = json!({ "open_single_roomid": "s-1", "group_openid": "g-1", "chat_type": 1, "opengid": "" });
    let (data, iv) = wechat.encrypted_data(openid, chat);
    let chat: GroupEnterInfo = client.decrypt(key, &data, &iv).unwrap();
    assert_eq!((chat.opengid, chat.chat_type), (None, Some(ChatType::Single)));

    let (data, iv) = wechat.encrypted_data(openid, json!({ "openGId": "t-1" }));
    assert_eq!(client.decrypt::<ShareInfo>(key, &data, &iv).unwrap().open_gid, "t-1");

    let (data, iv) = wechat.encrypted_data(openid, json!({ "activityId": "1017_a" }));
    assert_eq!(client.decrypt::<PrivateMessage>(key, &data, &iv).unwrap().activity_id, "1017_a");

    // What is not known here yet.
    let (data, iv) = wechat.encrypted_data(openid, json!({ "later": [1] }));
    let later: Value = client.decrypt(key, &data, &iv).unwrap();
    assert_eq!((&later["later"], &later["watermark"]["appid"]), (&json!([1]), &json!(wechat.appid())));
}

#[tokio::test]
async fn what_is_not_to_be_believed_is_refused() {
    let (wechat, client) = world().await;
    let session = client.code2_session(Code2Session::new("a-code")).await.unwrap();
    let other = client.code2_session(Code2Session::new("another-code")).await.unwrap();
    let (openid, key) = (session.openid.as_str(), &session.session_key);

    let (data, iv) = wechat.encrypted_phone(openid, "13800138000");
    let error = client.decrypt::<PhoneInfo>(&other.session_key, &data, &iv).unwrap_err();
    assert_eq!(error, OpenDataError::WrongKey);
    let error = client.decrypt::<ShareInfo>(key, &data, &iv).unwrap_err();
    assert_eq!(error.to_string(), "the data has another shape: `openGId` is missing");

    let foreign = json!({ "openGId": "t-1", "watermark": { "appid": "wx0000000000000000" } });
    let (data, iv) = wechat.encrypted_data(openid, foreign);
    let error = client.decrypt::<ShareInfo>(key, &data, &iv).unwrap_err();
    assert!(matches!(error, OpenDataError::WrongApp { .. }), "{error}");

    // Handed over a second time, long after the first.
    let (data, iv) =
        wechat.encrypted_data(openid, json!({ "openGId": "t-1", "watermark": { "timestamp": 0 } }));
    let share: ShareInfo = client.decrypt(key, &data, &iv).unwrap();
    let error = open_data::check_age(&share.watermark, NOW).unwrap_err();
    assert!(error.to_string().ends_with("Let the front end get it anew"), "{error}");
}

#[tokio::test]
async fn user_info_in_plain_is_signed() {
    let (wechat, client) = world().await;
    let session = client.code2_session(Code2Session::new("a-code")).await.unwrap();
    let user = json!({ "nickName": "小明", "gender": 0, "language": "zh_CN" });
    let (raw, signature) = wechat.raw_data(session.openid.as_str(), &user);
    let user = open_data::read_raw_data(&session.session_key, &raw, &signature).unwrap();
    assert_eq!((user.nick_name.as_str(), user.language.as_deref()), ("小明", Some("zh_CN")));
    let altered = raw.replace("小明", "小红");
    let error = open_data::read_raw_data(&session.session_key, &altered, &signature).unwrap_err();
    assert_eq!(error, OpenDataError::NotSigned);
}

#[tokio::test]
async fn the_encrypted_channel_is_opened_with_the_key_of_its_version() {
    let (wechat, client) = world().await;
    let session = client.code2_session(Code2Session::new("a-code")).await.unwrap();
    let request = GetUserEncryptKey::new(session.openid.clone(), session.session_key.clone());
    let keys = client.get_user_encrypt_key(request).await.unwrap();
    assert_eq!(wechat.calls_to("getUserEncryptKey"), 1);
    let newest = ChannelKey::latest(&keys).unwrap();
    let sent = newest.encrypt("两杯咖啡".as_bytes());
    let key = ChannelKey::of_version(&keys, newest.version()).unwrap();
    assert_eq!(key.decrypt(&sent).unwrap(), "两杯咖啡".as_bytes());
}
