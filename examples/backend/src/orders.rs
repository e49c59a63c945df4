//! An order, and the message that says it was taken.

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;
use wx_api::{prelude::*, subscribe_message::TemplateData};

use crate::{App, failure::Failure, sessions::User};

/// What is ordered.
#[derive(Deserialize)]
pub(crate) struct Order {
    item: String,
    quantity: u32,
}

pub(crate) async fn order(
    State(app): State<App>,
    user: User,
    Json(order): Json<Order>,
) -> Result<Json<Value>, Failure> {
    // A shop would put it into its database here.
    let number = Uuid::new_v4().simple().to_string();
    let told = tell(&app, &user, &order, &number).await?;
    Ok(Json(json!({ "number": number, "told": told })))
}

/// Whether the user could be told. One who did not ask for messages is no error: the order is taken all the same.
async fn tell(app: &App, user: &User, order: &Order, number: &str) -> Result<bool, Failure> {
    // The keys are those of the template in the console. A `thing` has 20 characters at most.
    let item: String = order.item.chars().take(20).collect();
    let data = TemplateData::new()
        .with("character_string1", number)
        .with("thing2", item)
        .with("number3", order.quantity.to_string());
    let message =
        SendMessage::new(user.openid.clone(), app.template.clone(), data).page("pages/orders/orders");
    match app.wechat.send_message(message).await {
        Ok(_) => Ok(true),
        Err(error) if error.errcode() == Some(ErrCode::USER_REFUSED) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
