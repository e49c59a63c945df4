//! What the front end is told when something fails: enough to act on, nothing about this server.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;
use wx_api::{Category, ErrCode, Error};

pub(crate) enum Failure {
    NotLoggedIn,
    Wechat(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Wechat(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, message) = match self {
            Self::NotLoggedIn => (StatusCode::UNAUTHORIZED, "log in first"),
            Self::Wechat(error) => {
                // The whole story, rid included, is for the log.
                tracing::warn!(%error, "a call to WeChat failed");
                told(&error)
            }
        };
        (status, Json(json!({ "error": message }))).into_response()
    }
}

fn told(error: &Error) -> (StatusCode, &'static str) {
    match error.errcode() {
        Some(ErrCode::INVALID_CODE | ErrCode::CODE_USED) => {
            return (StatusCode::BAD_REQUEST, "the code was used or has expired, ask WeChat for a new one");
        }
        Some(ErrCode::USER_BLOCKED) => return (StatusCode::FORBIDDEN, "WeChat has blocked this user"),
        _ => {}
    }
    match error {
        Error::Request(_) => (StatusCode::BAD_REQUEST, "a parameter is outside its limits"),
        Error::Api(error) if error.category() == Category::RateLimit => {
            (StatusCode::TOO_MANY_REQUESTS, "too many calls, try again in a minute")
        }
        _ => (StatusCode::BAD_GATEWAY, "WeChat cannot be reached right now"),
    }
}
