//! Endpoints that answer bytes: the bytes on success, an error when JSON comes, whatever it is called.

use wx_api::{Error, face_verify::CertInfo, prelude::*};
use wx_mock::Fault;

use super::{pairs, sent};
use crate::world;

const OPENID: &str = "oEWzBfmdLqhFS2mTXCo2E4Y9gJAM";

#[tokio::test]
async fn an_image_of_feedback() {
    let (wechat, client) = world().await;
    let ask = || client.get_feedback_media(GetFeedbackMedia::new(20_211_224, "a-media"));
    let image = ask().await.unwrap();
    assert_eq!((image.extension(), image.content_type.as_deref()), (Some("png"), Some("image/png")));
    let call = sent(&wechat, "getFeedbackmedia");
    assert_eq!((call.method.as_str(), &call.body[..]), ("GET", &b""[..]));
    assert_eq!(pairs(&call), [("record_id", "20211224"), ("media_id", "a-media")]);

    wechat.fault("getFeedbackmedia", Fault::errcode(46001));
    let error = ask().await.unwrap_err();
    assert!(error.to_string().starts_with("getFeedbackmedia: errcode 46001, "), "{error}");
    wechat.fault("getFeedbackmedia", Fault::JsonAsImage);
    assert_eq!(ask().await.unwrap_err().errcode(), Some(ErrCode(40097)));
    wechat.fault("getFeedbackmedia", Fault::ImageAsJson);
    assert_eq!(ask().await.unwrap().extension(), Some("png"));
    wechat.answer("getFeedbackmedia", serde_json::json!({ "url": "https://example.com" }));
    let error = ask().await.unwrap_err();
    assert!(matches!(error, Error::Answer(_)), "{error}");
}

#[tokio::test]
async fn a_person_is_verified_and_known_again_by_their_hash() {
    let (wechat, client) = world().await;
    let person = CertInfo::identity_card("张三", "310101199801011234");
    let hash = person.hash();
    assert_eq!(hash, "3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b");
    let begun = client.get_verify_id(GetVerifyId::new("visit-2026_42", person, OPENID)).await.unwrap();
    assert_eq!(
        sent(&wechat, "getVerifyId").text(),
        format!(
            r#"{{"out_seq_no":"visit-2026_42","cert_info":{{"cert_type":"IDENTITY_CARD","cert_name":"张三","cert_no":"310101199801011234"}},"openid":"{OPENID}"}}"#
        )
    );

    let id = begun.verify_id.as_str();
    let query = |hash: &str| QueryVerifyInfo::new(id, "visit-2026_42", hash, OPENID);
    assert!(client.query_verify_info(query(&hash)).await.unwrap().passed());
    let error = client.query_verify_info(query("another")).await.unwrap_err();
    assert!(error.to_string().starts_with("queryVerifyInfo: errcode 84018, "), "{error}");
    wechat.answer("queryVerifyInfo", serde_json::json!({ "errcode": 0, "verify_ret": 90199 }));
    assert!(!client.query_verify_info(query(&hash)).await.unwrap().passed());
    wechat.answer("queryVerifyInfo", serde_json::json!({ "errcode": 0, "verify_ret": 1 }));
    assert!(!client.query_verify_info(query(&hash)).await.unwrap().passed());

    let picture = |hash: &str| GetFaceIdentifyImage::new(id, "visit-2026_42", hash, OPENID);
    let image = client.get_face_identify_image(picture(&hash)).await.unwrap();
    assert_eq!(image.extension(), Some("png"));
    let error = client.get_face_identify_image(picture("another")).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(84018)));
    wechat.fault("getFaceIdentifyImage", Fault::JsonAsImage);
    let error = client.get_face_identify_image(picture(&hash)).await.unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error}");

    let short = GetVerifyId::new("a b", CertInfo::identity_card("张三", "1"), OPENID);
    let error = client.get_verify_id(short).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "getVerifyId was not sent: `out_seq_no`: 3 characters, at least 5 are needed; `out_seq_no`: character ' ' is \
         not allowed, only those of `0-9A-Za-z_-`"
    );
}
