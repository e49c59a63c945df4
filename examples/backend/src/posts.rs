//! What users write and show. A text is checked at once; an image later, its verdict comes by push.

use std::time::Duration;

use axum::{
    Json,
    extract::{Path, State},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wx_api::{
    content_security::{CheckScene, CheckedMedia, Suggest},
    event::WxaMediaCheck,
    prelude::*,
};

use crate::{App, failure::Failure, sessions::User};

/// A shop would keep posts in its database, for good.
const KEEP: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// What a user posts.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum New {
    /// A text.
    Text(String),
    /// The address of an image that was uploaded.
    Image(String),
}

/// A post, and whether others may see it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Post {
    id: Uuid,
    state: Outcome,
}

/// What became of a post.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    /// The verdict has not come yet.
    Checking,
    /// Everybody may see it.
    Shown,
    /// Somebody should look at it.
    Held,
    /// Nobody may see it.
    Rejected,
}

impl From<&Suggest> for Outcome {
    fn from(suggest: &Suggest) -> Self {
        match suggest {
            Suggest::Pass => Self::Shown,
            Suggest::Risky => Self::Rejected,
            // A word WeChat has added since is no reason to show it.
            _ => Self::Held,
        }
    }
}

pub(crate) async fn post(
    State(app): State<App>,
    user: User,
    Json(new): Json<New>,
) -> Result<Json<Post>, Failure> {
    let id = Uuid::new_v4();
    let state = match new {
        New::Text(text) => {
            let check = MsgSecCheck::new(text, CheckScene::Forum, user.openid);
            Outcome::from(&app.wechat.msg_sec_check(check).await?.result.suggest)
        }
        New::Image(url) => {
            let check = MediaCheckAsync::new(url, CheckedMedia::Image, CheckScene::Forum, user.openid);
            let trace_id = app.wechat.media_check_async(check).await?.trace_id;
            app.store.put_json(format!("trace:{trace_id}"), &id, KEEP).await?;
            // The verdict may have been quicker.
            match app.store.get_json(&format!("verdict:{trace_id}")).await? {
                Some(state) => state,
                None => Outcome::Checking,
            }
        }
    };
    keep(&app, Post { id, state }).await.map(Json)
}

pub(crate) async fn show(
    State(app): State<App>,
    _: User,
    Path(id): Path<Uuid>,
) -> Result<Json<Post>, Failure> {
    app.store.get_json(&key(id)).await?.map(Json).ok_or(Failure::NotFound)
}

/// The verdict on an image.
pub(crate) async fn verdict(app: &App, verdict: &WxaMediaCheck) -> Result<(), Failure> {
    let state = match &verdict.result {
        Some(result) if verdict.errcode == 0 => Outcome::from(&result.suggest),
        _ => Outcome::Held,
    };
    let trace_id = &verdict.trace_id;
    app.store.put_json(format!("verdict:{trace_id}"), &state, KEEP).await?;
    if let Some(id) = app.store.get_json(&format!("trace:{trace_id}")).await? {
        keep(app, Post { id, state }).await?;
    }
    Ok(())
}

async fn keep(app: &App, post: Post) -> Result<Post, Failure> {
    app.store.put_json(key(post.id), &post, KEEP).await?;
    Ok(post)
}

fn key(id: Uuid) -> String {
    format!("post:{id}")
}
