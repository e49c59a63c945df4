//! Virtual payment and B2b payment.

use serde_json::json;
use wx_api::{
    AppKey, JsonText, Keys, SessionKey, UnixSeconds,
    b2b_payment::{B2bEnv, B2bPayStatus, B2bSettleStatus},
    prelude::*,
    sign::{pay_sig, user_signature},
    virtual_payment::{
        CoinItem, PayEnv, RefundReason, RefundRequester, SettlementState, VirtualOrderEnv, VirtualOrderId,
        VirtualOrderStatus, VirtualOrderType,
    },
};
use wx_mock::{Fault, Recorded};

use super::{LIVE, MCHID, MERCHANT, OPENID, SANDBOX, last, refused, world};

fn balance(env: PayEnv, key: &SessionKey) -> QueryUserBalance {
    QueryUserBalance::new(OPENID, env, "203.0.113.7", key.clone())
}

fn payment(order_id: &str, amount: u64, key: &SessionKey) -> CurrencyPay {
    CurrencyPay {
        openid: OPENID.into(),
        env: PayEnv::Live,
        user_ip: None,
        amount,
        order_id: order_id.to_owned(),
        payitem: None,
        remark: None,
        session_key: key.clone(),
    }
}

/// Whether the signature of a call that came is that of its path and its bytes.
#[track_caller]
fn assert_paid_for(call: &Recorded, key: &str) {
    let due = pay_sig(&AppKey::new(key), &call.path, &call.body);
    assert_eq!(call.query_value("pay_sig"), Some(due.as_str()), "{call:?}");
}

#[tokio::test]
async fn coins_are_asked_for_and_spent() {
    let (wechat, client) = world().await;
    let key = wechat.log_in(OPENID);
    let before = client.query_user_balance(balance(PayEnv::Live, &key)).await.unwrap();
    // Quotation marks inside a text inside JSON, and what is no ASCII: the bytes are signed as they are sent.
    let items = vec![CoinItem::new("第7集 \"加长版\"", 15_u64, 2_u64)];
    let request = payment("COIN1", 30, &key).payitem(JsonText(items)).remark("看完/下一集");
    let paid = client.currency_pay(request).await.unwrap();
    assert_eq!((paid.order_id.as_str(), paid.balance), ("COIN1", before.balance - 30));

    let call = last(&wechat, "currency_pay");
    assert_paid_for(&call, LIVE);
    let due = user_signature(&key, &call.body);
    assert_eq!(call.query_value("signature"), Some(due.as_str()));
    let body = call.text();
    assert!(
        body.contains(r#""payitem":"[{\"productid\":\"第7集 \\\"加长版\\\"\",\"unit_price\":15,"#),
        "{body}"
    );
    assert!(!body.contains("session_key") && !body.contains(key.expose()), "{body}");

    assert_eq!(refused(client.currency_pay(payment("COIN1", 30, &key)).await), 268_490_004);
    let error = client.currency_pay(payment("COIN2", 1_000_000, &key)).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(268_490_006)));
    assert!(error.to_string().contains("代币的退款/支付操作金额不足"), "{error}");
}

#[tokio::test]
async fn each_environment_and_each_merchant_has_its_key() {
    let (wechat, client) = world().await;
    let key = wechat.log_in(OPENID);
    for (env, app_key) in [(PayEnv::Live, LIVE), (PayEnv::Sandbox, SANDBOX)] {
        client.query_user_balance(balance(env, &key)).await.unwrap();
        assert_paid_for(&last(&wechat, "query_user_balance"), app_key);
    }
    // Without an environment in the body, the live one.
    let punishment = client.query_punishment_reasons(QueryPunishmentReasons::new()).await.unwrap();
    let call = last(&wechat, "query_punishment_reasons");
    assert_eq!(call.text(), "{}");
    assert_paid_for(&call, LIVE);
    // The table says a string, the example a list: both are there as they came.
    let cases: Vec<_> =
        punishment.recovery_specifications.iter().map(|case| case.relate_limitations.clone()).collect();
    assert_eq!(cases, [Some(json!([{ "function": "NO_WITHDRAWAL" }])), Some(json!("NO_WITHDRAWAL"))]);

    client.get_b2b_order(GetB2bOrder::new(MCHID).order_id("o1")).await.unwrap();
    assert_paid_for(&last(&wechat, "b2b_payment.getOrder"), MERCHANT);
}

#[tokio::test]
async fn a_wrong_key_is_refused_with_the_code_of_its_service() {
    let (wechat, client) = world().await;
    let key = wechat.log_in(OPENID);
    // The keys of the environments taken for each other.
    let wrong = client.with_keys(Keys::new().pay(SANDBOX).pay_sandbox(LIVE).merchant(MCHID, LIVE));
    for env in [PayEnv::Live, PayEnv::Sandbox] {
        let error = wrong.query_user_balance(balance(env, &key)).await.unwrap_err();
        assert_eq!(error.errcode(), Some(ErrCode(268_490_003)));
        assert!(error.to_string().contains("签名错误"), "{error}");
    }
    let order = GetB2bOrder::new(MCHID).out_trade_no("1217752501201407033233368018");
    let error = wrong.get_b2b_order(order.clone()).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(9_403_200)));
    assert!(error.to_string().contains("pay_sig"), "{error}");
    assert_eq!(wechat.calls_to("getOrder"), 1, "it is not tried again");
    client.get_b2b_order(order).await.unwrap();

    let old = SessionKey::new("an-older-session-key");
    assert_eq!(refused(client.query_user_balance(balance(PayEnv::Live, &old)).await), 268_490_003);
    let stranger = QueryUserBalance::new("o-nobody", PayEnv::Live, "203.0.113.7", key);
    let error = client.query_user_balance(stranger).await.unwrap_err();
    assert_eq!(error.errcode(), Some(ErrCode(268_490_009)));
    assert!(error.to_string().contains("session_key"), "{error}");
}

#[tokio::test]
async fn another_try_sends_the_same_bytes() {
    let (wechat, client) = world().await;
    let key = wechat.log_in(OPENID);
    for fault in [Fault::errcode(-1), Fault::Reset, Fault::Status(502)] {
        wechat.forget_calls();
        wechat.fault("query_user_balance", fault.clone().times(2));
        client.query_user_balance(balance(PayEnv::Live, &key)).await.unwrap();
        let calls = wechat.calls_of("query_user_balance");
        let [first, second, third] = &calls[..] else { panic!("{fault:?}: {} calls", calls.len()) };
        for call in [second, third] {
            assert_eq!((&call.query, &call.body), (&first.query, &first.body), "{fault:?}");
        }
        assert_paid_for(third, LIVE);
    }
    // Nor does another token change what is signed.
    wechat.forget_calls();
    wechat.void_tokens();
    client.query_user_balance(balance(PayEnv::Live, &key)).await.unwrap();
    let calls = wechat.calls_of("query_user_balance");
    let signatures: Vec<_> = calls.iter().map(|call| (call.query_value("signature"), &call.body)).collect();
    assert!(signatures.len() == 2 && signatures[0] == signatures[1], "{signatures:?}");

    // Whether the coins are gone nobody knows, so it is not asked for again.
    wechat.fault("currency_pay", Fault::Reset);
    let error = client.currency_pay(payment("COIN1", 1, &key)).await.unwrap_err();
    assert!(error.may_have_been_sent(), "{error}");
    assert_eq!(wechat.calls_to("currency_pay"), 1);
}

#[tokio::test]
async fn an_order_is_named_by_one_number() {
    let (wechat, client) = world().await;
    let b2b = || GetB2bOrder::new(MCHID);
    for (request, problem) in [
        (b2b(), "`out_trade_no`, `order_id`: one of them is needed"),
        (b2b().out_trade_no("1234567").order_id("b"), "`out_trade_no`, `order_id`: 2 of them are given"),
        (b2b().order_id(""), "`order_id`: 0 characters, at least 1 are needed"),
    ] {
        let error = client.get_b2b_order(request).await.unwrap_err();
        assert!(error.to_string().contains(problem), "{error}");
    }
    let error = client.get_b2b_order(GetB2bOrder::new(MCHID).out_trade_no("中文1")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "getOrder was not sent: `out_trade_no`: 3 characters, at least 6 are needed; `out_trade_no`: character '中' is \
         not allowed, only those of `0-9A-Za-z_-*`"
    );
    assert!(wechat.calls().is_empty());

    let query = |order| QueryOrder::new(OPENID, PayEnv::Live, order);
    let own = || query(VirtualOrderId::own("VP1"));
    let order = client.query_order(own()).await.unwrap().order.unwrap();
    assert_eq!((order.status, order.order_type), (VirtualOrderStatus::Delivered, VirtualOrderType::Payment));
    assert_eq!((order.env_type, order.left_fee), (VirtualOrderEnv::Live, Some(600)));
    assert_eq!(order.sett_state, Some(SettlementState::Done));
    let call = last(&wechat, "query_order");
    assert_paid_for(&call, LIVE);
    assert_eq!(call.json().unwrap(), json!({ "openid": OPENID, "env": 0, "order_id": "VP1" }));
    let refund = client.query_order(query(VirtualOrderId::wechat("WX1"))).await.unwrap().order.unwrap();
    assert_eq!((refund.order_type, refund.refund_fee), (VirtualOrderType::Refund, Some(200)));

    // Seconds as text, a status of the future, what is not there said as 0 or as nothing.
    wechat.answer(
        "query_order",
        json!({ "errcode": 0, "errmsg": "", "order": {
            "order_id": "VP1", "create_time": "1767225600", "update_time": 0, "status": 99, "biz_type": 0, "order_fee": 1,
            "paid_fee": 0, "order_type": 0, "paid_time": "", "env_type": 2, "wx_order_id": "", "sett_time": 0 } }),
    );
    let order = client.query_order(own()).await.unwrap().order.unwrap();
    assert_eq!(
        (order.create_time, order.status),
        (UnixSeconds(1_767_225_600), VirtualOrderStatus::Other(99))
    );
    assert_eq!((order.paid_time, order.sett_time), (None, Some(UnixSeconds(0))));
    // An order that WeChat does not know.
    for nothing in [json!([]), json!({}), json!(""), json!(null)] {
        wechat.answer("query_order", json!({ "errcode": 0, "errmsg": "ok", "order": nothing }));
        assert!(client.query_order(own()).await.unwrap().order.is_none());
    }
}

#[tokio::test]
async fn an_order_is_refunded() {
    let (wechat, client) = world().await;
    let request = RefundVirtualOrder {
        openid: OPENID.into(),
        order: VirtualOrderId::wechat("WX1"),
        refund_order_id: "RF20260102-1".to_owned(),
        left_fee: 600,
        refund_fee: 600,
        biz_meta: String::new(),
        refund_reason: RefundReason::Wish,
        req_from: RefundRequester::User,
        env: PayEnv::Sandbox,
    };
    let refund = client.refund_virtual_order(request.clone()).await.unwrap();
    assert!(!refund.refund_wx_order_id.is_empty());
    let call = last(&wechat, "refund_order");
    assert_paid_for(&call, SANDBOX);
    let sent = call.json().unwrap();
    assert_eq!(
        (&sent["refund_reason"], &sent["req_from"], &sent["env"]),
        (&json!("3"), &json!("2"), &json!(1))
    );
    assert!(sent.get("order_id").is_none());

    let nothing = RefundVirtualOrder { refund_fee: 0, refund_order_id: "RF 1".to_owned(), ..request };
    let error = client.refund_virtual_order(nothing).await.unwrap_err().to_string();
    for problem in ["4 characters, at least 8", "character ' '", "`refund_fee`: 0 is not more than 0"] {
        assert!(error.contains(problem), "{error}");
    }
}

#[tokio::test]
async fn an_order_of_a_shop_says_how_far_it_is() {
    let (_wechat, client) = world().await;
    let paid = GetB2bOrder::new(MCHID).out_trade_no("1217752501201407033233368018");
    let paid = client.get_b2b_order(paid).await.unwrap();
    assert_eq!((paid.pay_status, paid.settle_status), (B2bPayStatus::Paid, Some(B2bSettleStatus::Done)));
    assert_eq!((paid.amount.payer_amount, paid.env), (1300, B2bEnv::Live));
    assert_eq!(paid.pay_time.as_deref(), Some("2023-07-20 17:04:28"));
    // The other sample has an empty `attach`.
    let other = client.get_b2b_order(GetB2bOrder::new(MCHID).order_id("o1")).await.unwrap();
    assert_eq!((other.attach, other.settle_status), (None, None));
}
