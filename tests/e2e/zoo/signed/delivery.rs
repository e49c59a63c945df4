//! Immediate delivery: signed in the body, and a status of the carrier's.

use serde_json::json;
use wx_api::{
    DeliverySecret, Keys, UnixSeconds, ZeroOne,
    immediate_delivery::{
        CancelReason, CargoClass, LocalCargo, LocalContact, LocalDraft, LocalOrderInfo, LocalOrderStatus,
        LocalOrderType, LocalShop,
    },
    prelude::*,
    sign::delivery_sign,
};
use wx_mock::{Fault, MockWechat};

use super::{CARRIER, OPENID, SHOP, last, refused, world};

fn contact(name: &str) -> LocalContact {
    LocalContact {
        name: name.to_owned(),
        city: "北京市".to_owned(),
        address: "xx大厦".to_owned(),
        address_detail: "1号楼101".to_owned(),
        phone: "13712345678".to_owned(),
        lng: 116.383_075,
        lat: 40.448_612,
        coordinate_type: None,
    }
}

fn cargo() -> LocalCargo {
    LocalCargo::new(12.5, 0.5, CargoClass::Flowers, "鲜花")
}

fn order(shop_order_id: &str) -> LocalDraft {
    LocalDraft {
        shopid: SHOP.to_owned(),
        shop_order_id: shop_order_id.to_owned(),
        delivery_id: "SFTC".to_owned(),
        openid: OPENID.into(),
        sender: Some(contact("刘一")),
        receiver: contact("老王"),
        cargo: cargo(),
        order_info: LocalOrderInfo::new()
            .order_type(LocalOrderType::Later)
            .expected_finish_time(UnixSeconds(1_586_345_780))
            .is_finish_code_needed(ZeroOne(true))
            .is_insured(ZeroOne(false)),
        shop: LocalShop::new().goods_name("花").goods_count(1_u32),
        shop_no: None,
        sub_biz_id: None,
    }
}

#[track_caller]
fn assert_signed(wechat: &MockWechat, endpoint: &str, shop_order_id: &str) {
    let sent = last(wechat, endpoint).json().unwrap();
    let due = delivery_sign(&DeliverySecret::new(CARRIER), SHOP, shop_order_id);
    assert_eq!((&sent["delivery_sign"], &sent["shopid"]), (&json!(due), &json!(SHOP)));
}

#[tokio::test]
async fn an_order_is_made_looked_at_and_canceled() {
    let (wechat, client) = world().await;
    let offer = client.pre_add_order(PreAddOrder::new(order("1"))).await.unwrap();
    assert_signed(&wechat, "preAddOrder", "1");
    let token = offer.delivery_token.unwrap_or_default();
    let made = client.add_local_order(AddLocalOrder::new(order("1")).delivery_token(token)).await.unwrap();
    assert_signed(&wechat, "addLocalOrder", "1");
    assert_eq!(made.order_status, LocalOrderStatus::Waiting);
    let sent = last(&wechat, "addLocalOrder").json().unwrap();
    assert_eq!(sent["cargo"]["cargo_first_class"], "鲜花");
    let info = json!({ "order_type": 1, "is_insured": 0, "is_finish_code_needed": 1, "expected_finish_time": 1_586_345_780 });
    assert_eq!(sent["order_info"], info);

    let found = client.get_local_order(GetLocalOrder::new(SHOP, "1")).await.unwrap();
    assert_signed(&wechat, "getLocalOrder", "1");
    assert_eq!((&found.waybill_id, found.order_status), (&made.waybill_id, LocalOrderStatus::Waiting));

    let end = || CancelLocalOrder::new(SHOP, "1", "SFTC", CancelReason::Misc).cancel_reason("下雨了");
    client.cancel_local_order(end()).await.unwrap();
    assert_signed(&wechat, "cancelLocalOrder", "1");
    assert_eq!(last(&wechat, "cancelLocalOrder").json().unwrap()["cancel_reason_id"], 6);
    let error = client.cancel_local_order(end()).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(930_565)));
    assert!(error.to_string().contains("配送单已结束"), "{error}");

    let carriers = client.get_all_imme_delivery(GetAllImmeDelivery::new()).await.unwrap().list;
    assert_eq!((carriers.len(), carriers[0].delivery_id.as_str()), (2, "SFTC"));
    let call = last(&wechat, "getAllImmeDelivery");
    assert_eq!((call.text().as_str(), call.query_value("delivery_sign")), ("{}", None));
}

#[tokio::test]
async fn a_wrong_secret_is_refused() {
    let (wechat, client) = world().await;
    let wrong = client.with_keys(Keys::new().shop(SHOP, "another-secret"));
    assert_eq!(refused(wrong.add_local_order(AddLocalOrder::new(order("1"))).await), 930_561);
    assert_eq!(wechat.calls_to("addLocalOrder"), 1);
    // A shop whose secret the client does not know.
    let error = client.get_local_order(GetLocalOrder::new("another-shop", "1")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "getLocalOrder was not sent: it is signed, and there is no AppSecret of this shopid: give the client its keys \
         with `ClientBuilder::keys` or `with_keys`"
    );
    assert_eq!(wechat.calls_to("getLocalOrder"), 0);
}

#[tokio::test]
async fn a_carrier_that_refuses_is_an_error_of_its_own() {
    let (wechat, client) = world().await;
    for status in [json!({ "errcode": 0, "errmsg": "ok" }), json!({})] {
        let mut answer = status;
        answer["resultcode"] = 1010.into();
        answer["resultmsg"] = "收件人信息不正确".into();
        wechat.answer("addLocalOrder", answer);
        let error = client.add_local_order(AddLocalOrder::new(order("1"))).await.unwrap_err();
        assert_eq!(error.errcode(), None, "1010 is no number of WeChat's");
        let shown = error.to_string();
        assert!(shown.contains("resultcode 1010") && shown.contains("收件人信息不正确"), "{shown}");
    }
    assert_eq!(wechat.calls_to("addLocalOrder"), 2, "an order is not made again by itself");
    // Neither is a question asked again: nobody knows what the number means.
    wechat.answer("preAddOrder", json!({ "errcode": 0, "resultcode": -1, "resultmsg": "busy" }));
    let error = client.pre_add_order(PreAddOrder::new(order("1"))).await.unwrap_err();
    assert!(error.errcode().is_none() && error.to_string().contains("resultcode -1"), "{error}");
    assert_eq!(wechat.calls_to("preAddOrder"), 1);
}

#[tokio::test]
async fn what_is_too_large_to_carry_is_not_sent() {
    let (wechat, client) = world().await;
    let mut big = order("1");
    big.cargo = LocalCargo::new(0.0, 50.01, CargoClass::Cakes, "蛋糕").goods_height(-1.0).goods_length(65.0);
    big.shop_order_id = "订".repeat(43);
    let error = client.add_local_order(AddLocalOrder::new(big)).await.unwrap_err().to_string();
    for problem in [
        "`shop_order_id`: 129 bytes, at most 128 are allowed",
        "`cargo.goods_value`: 0 is not more than 0",
        "`cargo.goods_height`: -1 is not more than 0",
        "`cargo.goods_weight`: 50.01 is more than 50",
    ] {
        assert!(error.contains(problem), "`{problem}`: {error}");
    }
    assert!(!error.contains("goods_length"), "{error}");
    assert!(wechat.calls().is_empty());
}

#[tokio::test]
async fn an_offer_is_read_in_either_spelling() {
    let (wechat, client) = world().await;
    for (coupon, insurance) in [("couponfee", "insurancfee"), ("couponFee", "insurancefee")] {
        wechat.answer(
            "preAddOrder",
            json!({ "resultcode": 0, "resultmsg": "ok", "fee": "8.5", coupon: 1.5, insurance: 0.3, "distance": 1000.0 }),
        );
        let offer = client.pre_add_order(PreAddOrder::new(order("1"))).await.unwrap();
        assert_eq!((offer.fee, offer.couponfee, offer.insurancfee), (Some(8.5), Some(1.5), Some(0.3)));
        assert_eq!((offer.distance, offer.delivery_token), (Some(1000.0), None));
    }
}

#[tokio::test]
async fn another_try_sends_the_same_bytes() {
    let (wechat, client) = world().await;
    wechat.fault("getLocalOrder", Fault::Reset.times(2));
    client.get_local_order(GetLocalOrder::new(SHOP, "1").shop_no("7")).await.unwrap();
    let bodies: Vec<_> = wechat.calls_of("getLocalOrder").into_iter().map(|call| call.body).collect();
    assert_eq!(bodies, vec![bodies[0].clone(); 3]);
}
