use serde_json::Value;
use wx_api::{AppKey, DeliverySecret, prelude::*, sign};

use crate::Canned;

#[tokio::test]
async fn a_payment_is_signed_with_the_key_of_its_environment() {
    let canned = Canned::new(
        r#"{"errcode":0,"errmsg":"ok","balance":7,"present_balance":1.0,"sum_save":"3","sum_present":0,
        "sum_balance":0,"sum_cost":0,"first_save_flag":1}"#,
    );
    for (env, key) in [(PayEnv::Live, "live-key"), (PayEnv::Sandbox, "sandbox-key")] {
        let request = QueryUserBalance::new("o1", env, "127.0.0.1", "session");
        let balance = canned.client().query_user_balance(request).await.unwrap();
        assert_eq!((balance.balance, balance.present_balance), (7, 1));
        let (path, query, body) = canned.last();
        let expected = sign::pay_sig(&AppKey::new(key), &path, &body);
        assert!(query.contains(&format!("pay_sig={expected}")), "{query}");
    }
}

#[tokio::test]
async fn a_delivery_is_signed_by_its_shop_and_keeps_its_fractions() {
    let canned = Canned::new(
        r#"{"resultcode":0,"resultmsg":"ok","order_status":101,"waybill_id":"w",
        "rider_name":"r","rider_phone":"p","rider_lat":22.50,"rider_lng":113.0}"#,
    );
    let request = GetLocalOrder::new("s1", "order-1");
    let state = canned.client().get_local_order(request).await.unwrap();
    assert_eq!(state.rider_lat, Some(22.5));
    let (_, _, body) = canned.last();
    let body: Value = serde_json::from_slice(&body).unwrap();
    let expected = sign::delivery_sign(&DeliverySecret::new("shop-secret"), "s1", "order-1");
    assert_eq!(body["delivery_sign"], expected);
}
