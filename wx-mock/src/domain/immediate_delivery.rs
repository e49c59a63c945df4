//! Immediate delivery: an order is there once, until it is canceled. One that was not made here is answered as the sample
//! has it.

use serde_json::json;

use super::{Call, Handler};
use crate::{refusal::Refusal, reply::Answer, world::World};

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("immediate_delivery.addLocalOrder", add),
    ("immediate_delivery.getLocalOrder", get),
    ("immediate_delivery.cancelLocalOrder", cancel),
];

/// An order that was made here.
pub(crate) struct Delivery {
    waybill_id: String,
    canceled: bool,
}

impl Delivery {
    /// Its `order_status`: no rider has it yet, or the shop canceled it.
    fn status(&self) -> i64 {
        if self.canceled { 103 } else { 101 }
    }
}

/// The shop and its order.
fn order(call: &Call<'_>) -> (String, String) {
    (call.fields.text("shopid").to_owned(), call.fields.text("shop_order_id").to_owned())
}

fn add(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    if world.deliveries.contains_key(&order(call)) {
        return Err(Refusal::new(930_562).because("`shop_order_id`: the shop made this order before"));
    }
    let delivery = Delivery { waybill_id: world.random.hex(16), canceled: false };
    let mut answer = call.sample();
    if let Answer::Json(answer) = &mut answer {
        answer["waybill_id"] = json!(delivery.waybill_id);
        answer["order_status"] = json!(delivery.status());
    }
    world.deliveries.insert(order(call), delivery);
    Ok(answer)
}

fn get(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let Some(delivery) = world.deliveries.get(&order(call)) else { return Ok(call.sample()) };
    Ok(Answer::Json(json!({
        "resultcode": 0,
        "resultmsg": "ok",
        "order_status": delivery.status(),
        "waybill_id": delivery.waybill_id,
    })))
}

fn cancel(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    match world.deliveries.get_mut(&order(call)) {
        Some(delivery) if delivery.canceled => {
            Err(Refusal::new(930_565).because("`shop_order_id`: this order was canceled before"))
        }
        Some(delivery) => {
            delivery.canceled = true;
            Ok(call.sample())
        }
        None => Ok(call.sample()),
    }
}
