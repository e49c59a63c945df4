//! Virtual payment: every user has some coins, and pays for an order once.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Call, Handler};
use crate::{refusal::Refusal, reply::Answer, world::World};

pub(super) const HANDLERS: &[(&str, Handler)] =
    &[("virtual_payment.query_user_balance", balance), ("virtual_payment.currency_pay", pay)];

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
