//! What WeChat sends beyond its pages: seen in public threads, or read by other SDKs.

use serde_json::{Value, json};
use wx_api::{
    ErrCode, Upload,
    event::{
        SubscribeMsgSentEvent, UserInfoModified, UserTextMessage, WxaMediaCheck,
        XpaySubscribeIosRefundQueryNotify,
    },
    from_value,
    immediate_delivery::{LocalOffer, LocalOrder},
    live_broadcast::LiveRooms,
    nearby_poi::AddedPoi,
    operation::RealtimeLogs,
    prelude::*,
    virtual_payment::{SettlementState, VirtualOrder},
};

use crate::{PNG, world};

#[tokio::test]
async fn a_subscribe_message_has_an_id() {
    let (wechat, client) = world().await;
    let send = || client.send_message(SendMessage::new("o-a-user", "t", [("thing1", "x")]));
    wechat.answer(
        "sendMessage",
        json!({ "errcode": 0, "errmsg": "ok", "msgid": 3_248_682_510_344_192_008_u64 }),
    );
    assert_eq!(send().await.unwrap().msgid.as_deref(), Some("3248682510344192008"));
    wechat.answer("sendMessage", json!({ "errcode": 0, "errmsg": "ok" }));
    assert_eq!(send().await.unwrap().msgid, None);
    let pushed = json!({ "List": { "TemplateId": "t", "MsgID": "1864323726461255680", "ErrorCode": "0" } });
    let pushed: SubscribeMsgSentEvent = from_value(&pushed).unwrap();
    assert_eq!(pushed.list[0].msg_id, "1864323726461255680");
}

#[tokio::test]
async fn a_thumbnail_has_its_id_under_another_name() {
    let (wechat, client) = world().await;
    let upload =
        || client.upload_temp_media(UploadTempMedia::new(MediaType::Thumb, Upload::new("a.jpg", PNG)));
    let media = upload().await.unwrap();
    let card = MiniProgramPage::new("Menu", "pages/menu/menu", media.media_id);
    let message = SendCustomMessage::new("o-a-user", CustomMessage::MiniProgramPage(card));
    client.send_custom_message(message).await.unwrap();
    let answer = json!({ "type": "thumb", "thumb_media_id": "m", "created_at": "1526449520" });
    wechat.answer("uploadTempMedia", answer);
    let media = upload().await.unwrap();
    assert_eq!((media.media_id.as_str(), media.created_at.0), ("m", 1_526_449_520));
}

/// A check is answered with a verdict, or the call fails: version 1 says in an errcode what version 2 says in `result`.
#[tokio::test]
async fn a_verdict_of_version_1() {
    let (wechat, client) = world().await;
    let check = || client.msg_sec_check(MsgSecCheck::new("a text", CheckScene::Comment, "o-a-user"));
    wechat.answer("msgSecCheck", json!({ "errcode": 87014, "errmsg": "risky content rid: 1-2-3" }));
    assert_eq!(check().await.unwrap_err().errcode(), Some(ErrCode::RISKY_CONTENT));
    wechat.answer("msgSecCheck", json!({ "errcode": 0, "errmsg": "ok" }));
    let error = check().await.unwrap_err();
    assert!(error.to_string().ends_with("`result` is missing"), "{error}");
}

#[test]
fn the_old_version_of_a_verdict_on_a_file() {
    let verdict = json!({
        "isrisky": 1, "extra_info_json": "", "appid": "wx0", "trace_id": "t", "status_code": 0,
    });
    let verdict: WxaMediaCheck = from_value(&verdict).unwrap();
    assert_eq!((verdict.isrisky.unwrap().0, verdict.status_code, verdict.version), (true, Some(0), 0));
    let failed = json!({ "isrisky": "0", "appid": "wx0", "trace_id": "t", "status_code": "4294966288" });
    let failed: WxaMediaCheck = from_value(&failed).unwrap();
    assert_eq!((failed.isrisky.unwrap().0, failed.status_code), (false, Some(4_294_966_288)));
}

#[test]
fn fees_of_carriers_have_two_spellings_and_distances_a_fraction() {
    for (coupon, insurance) in [("couponfee", "insurancfee"), ("couponFee", "insurancefee")] {
        let answer = json!({
            "fee": "8.5", coupon: 1.5, insurance: 0.3, "distance": 1000.5, "dispatch_duration": 12.5,
            "waybill_id": 123_456_789, "order_status": 101, "finish_code": 1024,
        });
        let order: LocalOrder = from_value(&answer).unwrap();
        assert_eq!(
            (order.couponfee, order.insurancfee, order.distance),
            (Some(1.5), Some(0.3), Some(1000.5))
        );
        assert_eq!((order.waybill_id.as_str(), order.finish_code.as_deref()), ("123456789", Some("1024")));
        let offer: LocalOffer = from_value(&answer).unwrap();
        assert_eq!(
            (offer.couponfee, offer.insurancfee, offer.dispatch_duration),
            (Some(1.5), Some(0.3), Some(12.5))
        );
    }
}

#[test]
fn ids_of_shops_may_be_texts() {
    for (audit, poi) in [(json!(416_620_525), json!(112_333)), (json!("416620525"), json!("112333"))] {
        let added: AddedPoi = from_value(&json!({ "data": { "audit_id": audit, "poi_id": poi } })).unwrap();
        assert_eq!((added.data.audit_id.as_str(), added.data.poi_id.as_str()), ("416620525", "112333"));
    }
}

#[test]
fn a_log_may_hold_objects() {
    let message = json!({ "time": 1_570_852_795, "msg": ["slow", { "table": 7 }, 3], "level": 2 });
    let log = json!({ "id": "o", "level": 2, "timestamp": 1_570_852_796, "msg": [message] });
    let logs: RealtimeLogs = from_value(&json!({ "data": { "list": [log], "total": 1 } })).unwrap();
    let arguments: &[Value] = &logs.data.list[0].msg[0].msg;
    assert_eq!(arguments, [json!("slow"), json!({ "table": 7 }), json!(3)]);
}

#[test]
fn prices_of_a_room_may_have_a_fraction() {
    let goods = json!({ "goods_id": 1, "name": "a cup", "price": 18.89, "price2": "0", "price_type": 1 });
    let rooms: LiveRooms =
        from_value(&json!({ "room_info": [{ "roomid": 1, "goods": goods }], "total": 1 })).unwrap();
    let [goods] = &rooms.room_info[0].goods[..] else { panic!("{rooms:?}") };
    assert_eq!((goods.price, goods.price2), (18.89, Some(0.0)));
}

#[test]
fn an_order_that_apple_is_settling() {
    let order = json!({
        "order_id": "n", "status": 4, "order_fee": 600, "paid_fee": 600, "order_type": 7, "env_type": 1, "sett_state": 4,
    });
    let order: VirtualOrder = from_value(&json!({ "order": order })).unwrap();
    assert_eq!(order.order.unwrap().sett_state, Some(SettlementState::AppleUnderWay));
}

#[test]
fn pushes_with_fields_of_other_names_or_of_none_of_the_pages() {
    let modified = json!({ "openid": "o-a-user", "appid": "wx0" });
    let modified: UserInfoModified = from_value(&modified).unwrap();
    assert_eq!((modified.openid.as_str(), modified.appid.as_str()), ("o-a-user", "wx0"));
    let text: UserTextMessage = from_value(&json!({ "Content": "hi", "MsgId": 1, "BusinessId": 7 })).unwrap();
    assert_eq!(text.business_id.as_deref(), Some("7"));
    // As it came, but for the numbers.
    let asked = json!({
        "refund_time": "1782439766", "order_time": "1782382428", "channel_bill": "200000000000043",
        "bundleid": "com.tencent.xin", "service_type": "unipdt", "product_id": "mi_test", "p_count": "1",
        "refund_request_reason": "UNINTENDED_PURCHASE", "provide_status": "1", "consumption_status": "0",
        "pay_order_id": "935940000000005171",
    });
    let asked: XpaySubscribeIosRefundQueryNotify = from_value(&asked).unwrap();
    assert_eq!((asked.service_type.as_deref(), asked.consumption_status), (Some("unipdt"), Some(0)));
    assert_eq!((asked.refund_time.0, asked.p_count), (1_782_439_766, Some(1)));
}
