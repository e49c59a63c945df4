//! [`Push`] as an extractor of axum.

use axum::{
    body::{Body, to_bytes},
    extract::{FromRef, FromRequest, Request},
    response::{IntoResponse, Response},
};
use wx_core::http;

use super::{Incoming, Push, PushError, PushReply, Receiver};

/// Takes a push out of a request. The state has the [`Receiver`]; the route is for both GET and POST:
///
/// ```
/// use axum::{Router, routing::any};
/// use wx_api::push::{Push, PushReply, Receiver};
///
/// async fn pushed(push: Push) -> PushReply {
///     println!("{} of {}", push.name(), push.from_user());
///     push.success().await
/// }
///
/// fn routes(receiver: Receiver) -> Router {
///     Router::new().route("/wechat", any(pushed)).with_state(receiver)
/// }
/// ```
impl<S: Send + Sync> FromRequest<S> for Push
where
    Receiver: FromRef<S>,
{
    type Rejection = PushRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, PushRejection> {
        let receiver = Receiver::from_ref(state);
        let (parts, body) = request.into_parts();
        let body = read(body, receiver.limit()).await.map_err(PushRejection::Refused)?;
        match receiver.take(&http::Request::from_parts(parts, body)).await {
            Ok(Incoming::Push(push)) => Ok(push),
            Ok(Incoming::Answered(reply)) => Err(PushRejection::Answered(reply)),
            Err(error) => Err(PushRejection::Refused(error)),
        }
    }
}

async fn read(body: Body, limit: usize) -> Result<wx_core::Bytes, PushError> {
    to_bytes(body, limit).await.map_err(|error| {
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            if cause.is::<http_body_util::LengthLimitError>() {
                return PushError::TooLarge { limit };
            }
            source = cause.source();
        }
        PushError::Body(error.to_string())
    })
}

/// Why no handler is called.
#[derive(Debug)]
#[non_exhaustive]
pub enum PushRejection {
    /// There is nothing to be handled; this is what WeChat is waiting for.
    Answered(PushReply),
    /// The request is no push.
    Refused(PushError),
}

impl IntoResponse for PushRejection {
    fn into_response(self) -> Response {
        match self {
            Self::Answered(reply) => reply.into_response(),
            Self::Refused(error) => error.into_response(),
        }
    }
}

impl IntoResponse for PushReply {
    fn into_response(self) -> Response {
        self.into()
    }
}

impl IntoResponse for PushError {
    fn into_response(self) -> Response {
        PushReply::from(&self).into_response()
    }
}
