//! What WeChat pushes.

use axum::extract::State;
use wx_api::{
    event::{UserTextMessage, WxaMediaCheck},
    push::{Push, PushReply},
};

use crate::{App, failure::Failure, posts};

wx_api::pushes! {
    /// What this backend listens to.
    enum Heard { WxaMediaCheck, UserTextMessage }
}

/// Takes a push. One whose handling fails is not answered with `success`, so WeChat pushes it again.
pub(crate) async fn pushed(State(app): State<App>, push: Push) -> Result<PushReply, Failure> {
    match Heard::in_push(&push)? {
        Heard::WxaMediaCheck(verdict) => {
            posts::verdict(&app, &verdict).await?;
            Ok(push.success().await)
        }
        // The people at the customer service answer.
        Heard::UserTextMessage(_) => Ok(push.transfer_to_customer_service().await),
        Heard::Other => {
            tracing::info!(push = push.name(), "nobody listens to this");
            Ok(push.success().await)
        }
    }
}
