//! What the token server answers.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequestParts, Path, Request, State, rejection::BytesRejection},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE},
        request,
    },
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;
use serde_json::json;
use wx_api::{AccessToken, Client, Error, token::Token};

use super::{
    key::Key,
    metrics::{self, Counters},
    shown,
};

/// The longest body that is read: a token and its wrapping are a quarter of it.
const LONGEST_BODY: usize = 4096;

/// What is served to whom.
pub(super) struct Server {
    pub(super) key: Key,
    pub(super) clients: BTreeMap<String, Client>,
    pub(super) counters: Counters,
}

pub(super) fn router(server: Server) -> Router {
    let server = Arc::new(server);
    Router::new()
        .route("/token/{appid}", get(current).post(refused).fallback(wrong_method))
        .route("/metrics", get(counters).fallback(wrong_method))
        .fallback(async || failure(StatusCode::NOT_FOUND, "there is nothing here"))
        // Around everything above, the fallback too: without the key nobody learns what is there.
        .layer(from_fn_with_state(Arc::clone(&server), with_key))
        .route("/health", get(async || "ok").fallback(wrong_method))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(from_fn(counted))
        .with_state(server)
}

/// The token of now.
async fn current(App(client): App) -> Response {
    answer(client.token().await)
}

/// The body of a POST.
#[derive(Deserialize)]
struct Refused {
    refused: AccessToken,
}

/// Another token in place of one that WeChat has refused.
async fn refused(App(client): App, body: Result<Bytes, BytesRejection>) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(error) => return failure(error.status(), "the body is too long, or broke off"),
    };
    match serde_json::from_slice::<Refused>(&body) {
        Ok(Refused { refused }) if !refused.expose().is_empty() => {
            answer(client.token_refused(&refused).await)
        }
        // What serde_json says may quote the body.
        _ => failure(
            StatusCode::BAD_REQUEST,
            r#"the body is to be {"refused": "the access token that WeChat refused"}"#,
        ),
    }
}

async fn counters(State(server): State<Arc<Server>>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], server.counters.text())
}

async fn wrong_method() -> Response {
    failure(StatusCode::METHOD_NOT_ALLOWED, "this method is not for this path")
}

/// The mini program in the path.
struct App(Client);

impl FromRequestParts<Arc<Server>> for App {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut request::Parts,
        server: &Arc<Server>,
    ) -> Result<Self, Self::Rejection> {
        // A path that is no text is no appid either.
        let appid = Path::<String>::from_request_parts(parts, server).await.ok();
        let client = appid.and_then(|Path(appid)| server.clients.get(&appid));
        let unknown = || failure(StatusCode::NOT_FOUND, "there is no mini program of this appid here");
        client.cloned().map(Self).ok_or_else(unknown)
    }
}

/// Lets pass whoever has the key.
async fn with_key(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    if server.key.opens(request.headers()) {
        return next.run(request).await;
    }
    let mut response =
        failure(StatusCode::UNAUTHORIZED, "the key is missing or wrong: `Authorization: Bearer …`");
    response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    response
}

/// Counts every answer, and keeps it out of caches.
async fn counted(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    metrics::answered(response.status());
    response
}

fn answer(token: Result<Token, Error>) -> Response {
    let error = match token {
        Ok(token) => return Json(shown(&token)).into_response(),
        Err(error) => error,
    };
    // In WeChat's words where it said why, so that a client shows it as if it had asked itself.
    let said = match error.api() {
        Some(refusal) => json!({ "errcode": refusal.code.0, "errmsg": refusal.message }),
        None => json!({ "error": error.to_string() }),
    };
    (StatusCode::BAD_GATEWAY, Json(said)).into_response()
}

fn failure(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "error": message }))).into_response()
}
