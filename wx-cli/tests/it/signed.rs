//! Calls that are signed with keys of the environment.

use wx_mock::MockWechat;

use crate::wx::{Fake, Ran, command, wx};

const OPENID: &str = "oXk3d5Jq9vR2nT7wLb0YcZ8mHfEs";

/// A fake WeChat with keys of its own.
fn fake() -> Fake {
    let builder = MockWechat::builder().pay_keys("live-key", "sandbox-key");
    Fake::of(builder.merchant_key("1230000109", "merchant=key").shop_secret("122222222", "shop-secret"))
}

fn order(env: u8) -> String {
    format!(r#"{{"openid":"{OPENID}","env":{env},"order_id":"VP20260101000001"}}"#)
}

const B2B: [&str; 4] =
    ["call", "b2b_payment.getOrder", "--data", r#"{"mchid":"1230000109","out_trade_no":"1217752501"}"#];
const DELIVERY: [&str; 4] =
    ["call", "getLocalOrder", "--data", r#"{"shopid":"122222222","shop_order_id":"SFTC_001"}"#];

/// `wx` with these variables beside the fake's credentials. No key shows anywhere.
fn with(fake: &Fake, variables: &[(&str, &str)], args: &[&str]) -> Ran {
    let ran = Ran::from(fake.command(args).envs(variables.iter().copied()).output().unwrap());
    for key in ["live-key", "sandbox-key", "merchant=key", "shop-secret"] {
        assert!(!ran.stdout().contains(key) && !ran.stderr.contains(key), "{}{}", ran.stdout(), ran.stderr);
    }
    ran
}

#[test]
fn each_call_is_signed_with_its_own_key() {
    let fake = fake();
    let all = [
        ("WX_APP_KEY", "live-key"),
        ("WX_SANDBOX_KEY", "sandbox-key"),
        ("WX_MERCHANT_KEYS", "77=other, 1230000109=merchant=key,"),
        ("WX_SHOP_SECRETS", "122222222=shop-secret"),
    ];
    with(&fake, &all, &["call", "query_order", "--data", &order(0)]).ok();
    with(&fake, &all, &["call", "query_order", "--data", &order(1)]).ok();
    with(&fake, &all, &B2B).ok();
    with(&fake, &all, &DELIVERY).ok();
    let wrong = [("WX_APP_KEY", "sandbox-key")];
    let said = with(&fake, &wrong, &["call", "query_order", "--data", &order(0)]).failed(1);
    assert!(said.contains("268490003"), "{said}");
}

#[test]
fn a_key_that_is_missing_is_asked_for_by_its_name() {
    let fake = fake();
    let calls: [(&[&str], &str); 5] = [
        (&["call", "query_order", "--data", &order(0)], "WX_APP_KEY"),
        (&["call", "query_order", "--data", &order(1)], "WX_SANDBOX_KEY"),
        (&B2B, "WX_MERCHANT_KEYS"),
        (&DELIVERY, "WX_SHOP_SECRETS"),
        (&["call", "checkSessionKey", "--data", r#"{"openid":"o"}"#], "session_key"),
    ];
    for (args, name) in calls {
        let said = fake.wx(args).failed(2);
        assert!(said.contains(name), "{said}");
    }
    assert!(fake.wechat.calls().is_empty(), "something was sent");
}

#[test]
fn keys_that_are_no_list_are_refused_without_being_quoted() {
    let fake = fake();
    for wrong in ["merchant-key", "1230000109=", "=merchant-key", "1=a,hush"] {
        let said = with(&fake, &[("WX_MERCHANT_KEYS", wrong)], &B2B).failed(2);
        assert!(
            said.contains("WX_MERCHANT_KEYS") && !said.contains("merchant-key") && !said.contains("hush"),
            "{said}"
        );
    }
}

#[test]
fn on_this_machine_nobody_is_the_fake_with_its_keys() {
    let fake = Fake::start();
    let base_url = ["--base-url", &fake.wechat.base_url()];
    for args in [&["call", "query_order", "--data", &order(1)][..], &B2B, &DELIVERY] {
        wx(&[args, &base_url].concat()).ok();
    }
    // The user's key is nobody else's: it comes with the request.
    let key = fake.wechat.log_in(OPENID);
    let data = format!(r#"{{"openid":"{OPENID}","session_key":"{}"}}"#, key.expose());
    let ran = wx(&[&["call", "checkSessionKey", "--data", &data], &base_url[..]].concat()).ok();
    assert!(!ran.stdout().contains(key.expose()), "{}", ran.stdout());
    let sent = fake.wechat.calls_of("checkSessionKey").pop().unwrap();
    assert!(sent.query.iter().all(|(_, value)| value != key.expose()), "{:?}", sent.query);
}

#[test]
fn help_says_where_keys_come_from() {
    let output = command(&["call", "--help"]).env("WX_APP_KEY", "hush").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    for name in ["WX_APP_KEY", "WX_SANDBOX_KEY", "WX_MERCHANT_KEYS", "WX_SHOP_SECRETS", "session_key"] {
        assert!(said.contains(name), "no {name} in {said}");
    }
    assert!(!said.contains("hush"), "{said}");
}

#[test]
fn a_description_says_what_signs_a_call() {
    let said = wx(&["describe", "query_user_balance"]).ok().stdout();
    for text in [
        "pay_sig (in the query)",
        "WX_APP_KEY",
        "signature (in the query)",
        "not sent: the call is signed with it",
    ] {
        assert!(said.contains(text), "no `{text}` in\n{said}");
    }
    let json = wx(&["describe", "query_user_balance", "--json"]).ok().json();
    assert_eq!(json["sign"], serde_json::json!(["pay_sig", "user_signature"]));
    assert_eq!(json["added"][0]["name"], "pay_sig");
    let fields = json["request"].as_array().unwrap();
    let key = fields.iter().find(|field| field["name"] == "session_key").unwrap();
    assert_eq!((&key["in"], &key["secret"]), (&"key".into(), &true.into()));
}

#[test]
fn a_description_says_what_is_added_and_what_is_one_of_several() {
    let said = wx(&["describe", "applyPlugin"]).ok().stdout();
    assert!(said.contains(r#"action: "apply" (in the body)"#) && said.contains("签名加密"), "{said}");
    let json = wx(&["describe", "applyPlugin", "--json"]).ok().json();
    assert_eq!((&json["secure"], &json["added"][0]["value"]), (&true.into(), &"apply".into()));
    let said = wx(&["describe", "idcardOcr"]).ok().stdout();
    assert!(said.contains("exactly one of img, img_url"), "{said}");
    assert_eq!(wx(&["describe", "idcardOcr", "--json"]).ok().json()["one_of"][1], "img_url");
    // What stands in a text of JSON.
    let said = wx(&["describe", "currency_pay"]).ok().stdout();
    assert!(said.contains("JSON text of") && said.contains("productid"), "{said}");
}
