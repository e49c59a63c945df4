//! Virtual payment: every user has some coins, and pays for an order once; a refund is over at once.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use wx_core::UnixSeconds;

use super::{Call, Handler};
use crate::{push::Due, random::Random, refusal::Refusal, reply::Answer, world::World};

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("virtual_payment.query_user_balance", balance),
    ("virtual_payment.currency_pay", pay),
    ("virtual_payment.refund_order", refund),
];

/// The coins of one user.
pub(crate) struct Wallet {
    /// Those that were paid for.
    saved: i64,
    /// Those that were given.
    given: i64,
    /// The orders that were paid with others.
    orders: BTreeSet<String>,
}

impl Wallet {
    /// How many coins of each kind everybody has in the beginning.
    const SAVED: i64 = 900;
    const GIVEN: i64 = 100;

    fn balance(&self) -> i64 {
        self.saved + self.given
    }
}

/// The wallet of the user a call is about, and of the environment it names.
fn wallet<'w>(call: &Call<'_>, world: &'w mut World) -> &'w mut Wallet {
    let env = number(call, "env");
    let owner = (call.appid.to_owned(), call.fields.text("openid").to_owned(), env);
    world.wallets.entry(owner).or_insert_with(|| Wallet {
        saved: Wallet::SAVED,
        given: Wallet::GIVEN,
        orders: BTreeSet::new(),
    })
}

fn number(call: &Call<'_>, name: &str) -> i64 {
    call.fields.values.get(name).and_then(Value::as_i64).unwrap_or(0)
}

fn balance(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let wallet = wallet(call, world);
    let ever = Wallet::SAVED + Wallet::GIVEN;
    Ok(Answer::Json(json!({
        "errcode": 0,
        "errmsg": "ok",
        "balance": wallet.balance(),
        "present_balance": wallet.given,
        "sum_save": Wallet::SAVED,
        "sum_present": Wallet::GIVEN,
        "sum_balance": ever,
        "sum_cost": ever - wallet.balance(),
        "first_save_flag": false,
    })))
}

/// Takes the coins that were given first.
fn pay(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let (amount, order_id) = (number(call, "amount"), call.fields.text("order_id"));
    if amount <= 0 {
        return Err(Refusal::new(268_490_002).because("`amount`: it is not more than 0"));
    }
    let wallet = wallet(call, world);
    if wallet.orders.contains(order_id) {
        return Err(Refusal::new(268_490_004).because("`order_id`: this order is paid already"));
    }
    if wallet.balance() < amount {
        let reason = format!("`amount`: the user has {} coins", wallet.balance());
        return Err(Refusal::new(268_490_006).because(reason));
    }
    let given = amount.min(wallet.given);
    wallet.given -= given;
    wallet.saved -= amount - given;
    wallet.orders.insert(order_id.to_owned());
    Ok(Answer::Json(json!({
        "errcode": 0,
        "errmsg": "ok",
        "order_id": order_id,
        "balance": wallet.balance(),
        "used_present_amount": given,
    })))
}

/// Says which refund has begun. How it ended is pushed, if it is known where to.
fn refund(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let refund_order_id = call.fields.text("refund_order_id");
    // One number of the order is given; the other, and that of the refund, are always the same for it.
    let made_up = |what: &str, of: &str| Random::of(&[call.appid, what, of]).digits(22);
    let refund_wx_order_id = made_up("refund", refund_order_id);
    let (own, wechat) = (call.fields.text("order_id"), call.fields.text("wx_order_id"));
    let (own, wechat) = match wechat {
        "" => (own.to_owned(), made_up("order", own)),
        _ => (format!("VP{}", made_up("own", wechat)), wechat.to_owned()),
    };
    let now = UnixSeconds::now();
    world.pushing.due.push(Due {
        name: "xpay_refund_notify",
        appid: call.appid.to_owned(),
        // It comes from WeChat's own account; the user stands among the fields.
        openid: None,
        fields: json!({
            "OpenId": call.fields.text("openid"), "WxRefundId": refund_wx_order_id, "MchRefundId": refund_order_id,
            "WxOrderId": wechat, "MchOrderId": own, "RefundFee": number(call, "refund_fee"),
            "RetCode": 0, "RetMsg": "success", "RefundStartTimestamp": now, "RefundSuccTimestamp": now,
            "WxpayRefundTransactionId": made_up("transaction", refund_order_id), "RetryTimes": 0,
        }),
    });
    Ok(Answer::Json(json!({
        "errcode": 0,
        "errmsg": "ok",
        "refund_order_id": refund_order_id,
        "refund_wx_order_id": refund_wx_order_id,
        "pay_order_id": own,
        "pay_wx_order_id": wechat,
    })))
}
