//! Mini-program codes, drawn by WeChat once and kept: a code never changes.

use std::time::Duration;

use axum::{
    body::Bytes,
    extract::{Query, State},
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::IntoResponse,
};
use serde::Deserialize;
use serde_json::json;
use wx_api::prelude::*;

use crate::{App, failure::Failure};

const KEEP: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// What the code carries and where it leads.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    scene: String,
    page: Option<String>,
}

pub(crate) async fn code(
    State(app): State<App>,
    Query(wanted): Query<Wanted>,
) -> Result<impl IntoResponse, Failure> {
    // JSON, so that no scene can look like another scene and page.
    let key = format!("code:{}", json!([wanted.scene, wanted.page]));
    let image = match app.store.get(&key).await? {
        Some(image) => image,
        None => {
            let image = draw(&app.wechat, wanted).await?;
            app.store.put(key, image.clone(), KEEP).await?;
            image
        }
    };
    let kind = if image.starts_with(b"\x89PNG") { "image/png" } else { "image/jpeg" };
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=2592000, immutable")], image))
}

async fn draw(wechat: &Client, wanted: Wanted) -> Result<Bytes, Failure> {
    let mut request = GetUnlimitedQrCode::new(wanted.scene).width(430);
    request.page = wanted.page;
    Ok(wechat.get_unlimited_qr_code(request).await?.bytes)
}
