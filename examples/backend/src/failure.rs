//! What the front end is told when something fails: enough to act on, nothing about this server.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;
use wx_api::{Category, ErrCode, Error, open_data::OpenDataError, push::PushError};

#[derive(Debug)]
pub(crate) enum Failure {
    NotLoggedIn,
    NotFound,
    Wechat(Error),
    OpenData(OpenDataError),
    Push(PushError),
    Store(redis::RedisError),
    Broken(&'static str),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Wechat(error)
    }
}

impl From<OpenDataError> for Failure {
    fn from(error: OpenDataError) -> Self {
        Self::OpenData(error)
    }
}

impl From<PushError> for Failure {
    fn from(error: PushError) -> Self {
        Self::Push(error)
    }
}

impl From<redis::RedisError> for Failure {
    fn from(error: redis::RedisError) -> Self {
        Self::Store(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        // The whole story, rid included, is for the log.
        let (status, message) = match self {
            Self::NotLoggedIn => (StatusCode::UNAUTHORIZED, "log in first"),
            Self::NotFound => (StatusCode::NOT_FOUND, "there is no such thing"),
            Self::Wechat(error) => {
                tracing::warn!(%error, "a call to WeChat failed");
                told(&error)
            }
            Self::OpenData(error) => {
                tracing::warn!(%error, "encrypted data could not be opened");
                (StatusCode::BAD_REQUEST, "the data cannot be opened, log in again")
            }
            Self::Push(error) => {
                tracing::warn!(%error, "a push could not be read");
                (error.status(), "this is no push")
            }
            Self::Store(error) => {
                tracing::error!(kind = ?error.kind(), "Redis failed");
                (StatusCode::SERVICE_UNAVAILABLE, "try again in a moment")
            }
            Self::Broken(what) => {
                tracing::error!(what, "this is a mistake of this server");
                (StatusCode::INTERNAL_SERVER_ERROR, "something is wrong here")
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
