//! Signed calls, and what they change.

use serde_json::{Value, json};
use wx_core::{AppKey, DeliverySecret, SessionKey, sign};
use wx_mock::MockWechat;

use crate::backend::{Backend, Got};

const OPENID: &str = "oXk3d5Jq9vR2nT7wLb0YcZ8mHfEs";

impl Backend {
    /// Posts a body signed with an AppKey, and with a session key if there is one.
    async fn pay(&self, path: &str, body: &Value, key: &str, session: Option<&SessionKey>) -> Got {
        let body = body.to_string();
        let pay_sig = sign::pay_sig(&AppKey::new(key), path, body.as_bytes());
        let mut url = format!("{path}?access_token={}&pay_sig={pay_sig}", self.token().await);
        if let Some(session) = session {
            url += &format!("&signature={}", sign::user_signature(session, body.as_bytes()));
        }
        self.post(&url, body).await
    }

    async fn session(&self, path: &str, key: &SessionKey, method: &str) -> Got {
        let signature = sign::session_signature(key);
        let token = self.token().await;
        let query = format!("access_token={token}&openid={OPENID}&signature={signature}&sig_method={method}");
        self.get(&format!("{path}?{query}")).await
    }

    /// Posts a body signed with the secret of a carrier's shop.
    async fn deliver(&self, what: &str, mut body: Value) -> Got {
        let secret = DeliverySecret::new(MockWechat::DELIVERY_SECRET);
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        let sign = sign::delivery_sign(&secret, &text("shopid"), &text("shop_order_id"));
        body["delivery_sign"] = sign.into();
        self.call(&format!("/cgi-bin/express/local/business/order/{what}"), body).await
    }
}

fn payment(order_id: &str, amount: i64) -> Value {
    json!({ "openid": OPENID, "env": 0, "amount": amount, "order_id": order_id })
}

#[tokio::test]
async fn coins_are_spent_once_and_only_while_there_are_some() {
    let backend = Backend::new().await;
    let session = backend.wechat.log_in(OPENID);
    let pay = async |order_id, amount| {
        let body = payment(order_id, amount);
        backend.pay("/xpay/currency_pay", &body, MockWechat::APP_KEY, Some(&session)).await
    };
    let balance = async |env: i64, key| {
        let body = json!({ "openid": OPENID, "env": env, "user_ip": "203.0.113.7" });
        backend.pay("/xpay/query_user_balance", &body, key, Some(&session)).await.json()["balance"].clone()
    };
    let before = balance(0, MockWechat::APP_KEY).await.as_i64().unwrap();
    let paid = pay("COIN1", 130).await.json();
    assert_eq!((&paid["balance"], &paid["used_present_amount"]), (&json!(before - 130), &json!(100)));
    assert_eq!(pay("COIN1", 130).await.errcode(), 268_490_004);
    assert_eq!(pay("COIN2", before).await.errcode(), 268_490_006);
    assert_eq!(pay("COIN2", 0).await.errcode(), 268_490_002);
    assert_eq!(balance(0, MockWechat::APP_KEY).await, before - 130);
    // The sandbox has coins and a key of its own.
    assert_eq!(balance(1, MockWechat::SANDBOX_KEY).await, before);
}

#[tokio::test]
async fn a_delivery_is_there_once_and_canceled_once() {
    let backend = Backend::new().await;
    let contact = json!({ "name": "老王", "city": "北京市", "address": "x", "address_detail": "1", "phone": "1",
        "lng": 116.5, "lat": 40.1 });
    let cargo = json!({ "goods_value": 1, "goods_weight": 0.5, "cargo_first_class": "鲜花", "cargo_second_class": "鲜花" });
    let order = json!({ "shopid": "s", "shop_order_id": "1", "delivery_id": "SFTC", "openid": OPENID,
        "receiver": contact, "cargo": cargo, "order_info": {}, "shop": {} });
    let made = backend.deliver("add", order.clone()).await.json();
    assert_eq!((&made["resultcode"], &made["order_status"]), (&json!(0), &json!(101)));
    assert_eq!(backend.deliver("add", order.clone()).await.errcode(), 930_562);

    let named = json!({ "shopid": "s", "shop_order_id": "1" });
    let found = backend.deliver("get", named.clone()).await.json();
    assert_eq!((&found["waybill_id"], &found["order_status"]), (&made["waybill_id"], &json!(101)));
    let end = json!({ "shopid": "s", "shop_order_id": "1", "delivery_id": "SFTC", "cancel_reason_id": 1 });
    assert_eq!(backend.deliver("cancel", end.clone()).await.json()["resultcode"], 0);
    assert_eq!(backend.deliver("cancel", end).await.errcode(), 930_565);
    assert_eq!(backend.deliver("get", named).await.json()["order_status"], 103);
}

#[tokio::test]
async fn a_session_key_that_was_reset_signs_no_more() {
    let backend = Backend::new().await;
    let old = backend.wechat.log_in(OPENID);
    let got = backend.session("/wxa/resetusersessionkey", &old, "hmac_sha256").await.json();
    assert_eq!(got["openid"], OPENID);
    let new = SessionKey::new(got["session_key"].as_str().unwrap());
    assert_eq!(backend.wechat.session_of(OPENID).unwrap().expose(), new.expose());
    assert_eq!(backend.session("/wxa/checksession", &old, "hmac_sha256").await.errcode(), 87009);
    assert_eq!(backend.session("/wxa/checksession", &new, "hmac_sha256").await.errcode(), 0);
}

#[tokio::test]
async fn a_wrong_signature_has_the_code_that_its_endpoint_documents() {
    let backend = Backend::new().await;
    let session = SessionKey::new("a-key-of-nobody");
    let b2b = json!({ "mchid": "1230000109", "order_id": "o1" });
    let wrong = backend.pay("/retail/B2b/getorder", &b2b, "wrong", None).await;
    assert_eq!(wrong.errcode(), 9_403_200);
    assert_eq!(wrong.header("x-wx-mock-reason"), "`pay_sig` does not fit the bytes that came");

    let path = "/xpay/currency_pay";
    let body = payment("COIN1", 1);
    assert_eq!(backend.pay(path, &body, "wrong", Some(&session)).await.errcode(), 268_490_003);
    // Nobody has logged in yet.
    let key = MockWechat::APP_KEY;
    assert_eq!(backend.pay(path, &body, key, Some(&session)).await.errcode(), 268_490_009);
    assert_eq!(backend.session("/wxa/resetusersessionkey", &session, "hmac_sha256").await.errcode(), 87007);
    assert_eq!(backend.session("/wxa/checksession", &session, "hmac_sha256").await.errcode(), 87009);
    backend.wechat.log_in(OPENID);
    assert_eq!(backend.pay(path, &body, key, Some(&session)).await.errcode(), 268_490_003);
    assert_eq!(backend.pay(path, &body, key, None).await.errcode(), 268_490_003);
    assert_eq!(backend.session("/wxa/resetusersessionkey", &session, "hmac_sha256").await.errcode(), 87009);
    assert_eq!(backend.session("/wxa/resetusersessionkey", &session, "md5").await.errcode(), 87008);

    let get = json!({ "shopid": "s", "shop_order_id": "1", "delivery_sign": "wrong" });
    assert_eq!(backend.call("/cgi-bin/express/local/business/order/get", get).await.errcode(), 930_561);
}
