//! `vectors/make.py` says where the vectors come from.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::json;
use wx_core::UnixSeconds;

use super::*;

mod tampered;

/// What other people's cryptography made.
#[derive(Deserialize)]
struct Vectors {
    appid: String,
    timestamp: i64,
    encrypted: Vec<Encrypted>,
    raw_data: Vec<RawData>,
}

#[derive(Deserialize)]
struct Encrypted {
    kind: String,
    name: String,
    session_key: String,
    iv: String,
    #[serde(rename = "encryptedData")]
    data: String,
    plain: Value,
}

impl Encrypted {
    fn open<T: DeserializeOwned + Wire>(&self) -> T {
        let opened = open_with(&self.session_key, &self.data, &self.iv);
        opened.unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    /// The text at this place of what was encrypted, if there is one and it is not empty.
    fn text(&self, pointer: &str) -> Option<&str> {
        self.plain.pointer(pointer)?.as_str().filter(|text| !text.is_empty())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawData {
    #[serde(rename = "session_key")]
    session_key: String,
    raw_data: String,
    signature: String,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("vectors/vectors.json")).unwrap()
}

fn open_with<T: DeserializeOwned + Wire>(key: &str, data: &str, iv: &str) -> Result<T, OpenDataError> {
    decrypt(&SessionKey::new(key), data, iv, &AppId::new("wx0123456789abcdef"))
}

#[test]
fn every_kind_is_opened_that_others_encrypted() {
    let Vectors { appid, timestamp, encrypted, .. } = vectors();
    for case in &encrypted {
        let watermark = match case.kind.as_str() {
            "FullUserInfo" => {
                let user: FullUserInfo = case.open();
                assert_eq!(user.open_id.as_ref().map(|id| id.as_str()), case.text("/openId"));
                assert_eq!(user.union_id.as_ref().map(|id| id.as_str()), case.text("/unionId"));
                assert_eq!(Some(user.nick_name.as_str()), case.text("/nickName"));
                assert_eq!(user.avatar_url.as_deref(), case.text("/avatarUrl"));
                assert_eq!(user.language.as_deref(), case.text("/language"));
                assert_eq!((user.country, user.province, user.city), (None, None, None));
                let gender = if case.plain["gender"] == 1 { Gender::Male } else { Gender::Unknown };
                assert_eq!(user.gender, Some(gender));
                user.watermark
            }
            "PhoneInfo" => {
                let phone: PhoneInfo = case.open();
                assert_eq!(Some(phone.phone_number.as_str()), case.text("/phoneNumber"));
                assert_eq!(Some(phone.pure_phone_number.as_str()), case.text("/purePhoneNumber"));
                assert_eq!(phone.country_code, case.plain["countryCode"].to_string().replace('"', ""));
                phone.watermark
            }
            "WeRunData" => {
                let run: WeRunData = case.open();
                let days = run.step_info_list.iter();
                let days: Vec<_> =
                    days.map(|day| json!({ "timestamp": day.timestamp.0, "step": day.step })).collect();
                assert_eq!(days.len(), 31);
                assert_eq!(json!(days), case.plain["stepInfoList"]);
                run.watermark
            }
            "GroupEnterInfo" => {
                let group: GroupEnterInfo = case.open();
                assert_eq!(group.opengid.as_deref(), case.text("/opengid"));
                assert_eq!(group.open_single_roomid.as_deref(), case.text("/open_single_roomid"));
                assert_eq!(group.group_openid.as_deref(), case.text("/group_openid"));
                let kind = match case.plain["chat_type"].as_i64() {
                    Some(1) => Some(ChatType::Single),
                    Some(3) => Some(ChatType::Group),
                    other => other.map(ChatType::Other),
                };
                assert_eq!(group.chat_type, kind);
                group.watermark
            }
            "ShareInfo" => {
                let share: ShareInfo = case.open();
                assert_eq!(Some(share.open_gid.as_str()), case.text("/openGId"));
                share.watermark
            }
            "PrivateMessage" => {
                let message: PrivateMessage = case.open();
                assert_eq!(Some(message.activity_id.as_str()), case.text("/activityId"));
                message.watermark
            }
            "Value" => wx_core::from_value(&case.open::<Value>()["watermark"]).unwrap(),
            other => panic!("nobody opens a {other} here"),
        };
        assert_eq!((watermark.appid.as_str(), watermark.timestamp.0), (appid.as_str(), timestamp));
        // Whatever it is, all of it can be had.
        assert_eq!(case.open::<Value>(), case.plain, "{}", case.name);
    }
}

#[test]
fn the_official_sample_is_opened() {
    // Of the sample code that the official page offers for download.
    let user: FullUserInfo = decrypt(
        &SessionKey::new("tiihtNczf5v6AKRyjwEUhQ=="),
        "CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVbJSRgv+4lG\
         OETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInNlx\
         uacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z\
         6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlV\
         sAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==",
        "r7BXXKkLb8qrSNn05n0qiA==",
        &AppId::new("wx4f4bc4dec97d474b"),
    )
    .unwrap();
    assert_eq!(user.open_id.unwrap(), "oGZUI0egBJY1zhBYw2KhdUfwVJJE");
    assert_eq!(user.union_id.unwrap(), "ocMvos6NjeKLIBqg5Mr9QjxrP1FA");
    assert_eq!((user.nick_name.as_str(), user.gender), ("Band", Some(Gender::Male)));
    assert_eq!(user.city.as_deref(), Some("Guangzhou"));
    assert_eq!(user.watermark.timestamp, UnixSeconds(1_477_314_187));
}

#[test]
fn raw_data_is_read_if_it_is_signed() {
    for RawData { session_key, raw_data, signature } in vectors().raw_data {
        let key = SessionKey::new(session_key);
        let user = read_raw_data(&key, &raw_data, &signature).unwrap();
        let raw: Value = serde_json::from_str(&raw_data).unwrap();
        assert_eq!(user.nick_name, raw["nickName"].as_str().unwrap());
        assert_eq!(user.avatar_url.is_some(), raw["avatarUrl"] != "");
        assert!(is_signed(&key, &raw_data, &signature.to_uppercase()));

        assert!(!is_signed(&SessionKey::new("another"), &raw_data, &signature));
        assert!(!is_signed(&key, &format!("{raw_data} "), &signature));
        for other in ["", "0", &signature[1..], &format!("{signature}0"), &"0".repeat(40)] {
            assert_eq!(read_raw_data(&key, &raw_data, other).unwrap_err(), OpenDataError::NotSigned);
        }
    }
}

#[test]
fn signed_raw_data_of_another_shape_is_named() {
    let key = SessionKey::new("HyVFkGl5F5OQWJZZaNzBBg==");
    for (raw, problem) in
        [("", "it is no JSON"), ("{", "it is no JSON"), ("{}", "it has none of the fields of `UserInfo`")]
    {
        let error = read_raw_data(&key, raw, &raw_data_signature(&key, raw)).unwrap_err();
        assert_eq!(error.to_string(), format!("the data has another shape: {problem}"));
    }
}

#[test]
fn old_data_is_refused() {
    let issued = |seconds_ago: i64| {
        let timestamp = UnixSeconds::now().0 - seconds_ago;
        wx_core::from_value::<Watermark>(&json!({ "timestamp": timestamp, "appid": "wx1" })).unwrap()
    };
    let five_minutes = Duration::from_secs(300);
    check_age(&issued(0), five_minutes).unwrap();
    check_age(&issued(200), five_minutes).unwrap();
    // WeChat's clock is ahead of ours.
    check_age(&issued(-60), five_minutes).unwrap();
    let error = check_age(&issued(7200), five_minutes).unwrap_err();
    let OpenDataError::Stale { age, max_age } = error else { panic!("{error}") };
    assert!(age >= Duration::from_secs(7200) && max_age == five_minutes);
    let error = OpenDataError::Stale { age: Duration::from_secs(7201), max_age };
    assert_eq!(
        error.to_string(),
        "the data was issued 7201 seconds ago, at most 300 are allowed: it may have been handed over before. Let the front \
         end get it anew"
    );
    // What is as old as the vectors was opened all the same: whether age matters is the caller's to say.
    let old = &vectors().encrypted[0];
    assert_eq!(old.open::<FullUserInfo>().watermark.timestamp.0, vectors().timestamp);
}

#[test]
fn the_watermark_must_be_ours() {
    let case = &vectors().encrypted[0];
    let key = SessionKey::new(case.session_key.as_str());
    let error = decrypt::<Value>(&key, &case.data, &case.iv, &AppId::new("wx1")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the data was issued for the mini program wx0123456789abcdef, this one is wx1"
    );
    for (plain, problem) in [
        ("{}", "`watermark.appid` is missing"),
        ("[]", "`watermark.appid` is missing"),
        (r#"{"watermark":{"appid":7}}"#, "`watermark.appid` is missing"),
        (r#"{"watermark":{"appid":"wx0123456789abcdef","timestamp":1}}"#, "`phoneNumber` is missing"),
    ] {
        let data = aes_cbc::encrypt(*b"0123456789abcdef", *b"fedcba9876543210", plain.as_bytes());
        let [key, iv] = ["0123456789abcdef", "fedcba9876543210"].map(|text| STANDARD.encode(text));
        let error = open_with::<PhoneInfo>(&key, &data, &iv).unwrap_err();
        assert_eq!(error.to_string(), format!("the data has another shape: {problem}"));
    }
}
