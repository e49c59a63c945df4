//! What an endpoint is, and the seam through which it is called.

use std::future::Future;

use serde::Serialize;

use crate::{Answer, BodyKind, EncodeError, Meta, Parts, Wire};

/// One endpoint of the server API: its request is the struct that implements this, usually through
/// [`#[wx_endpoint]`](crate::wx_endpoint).
pub trait Endpoint: Wire + Serialize + Send + Sync {
    /// What WeChat answers when it answers well.
    type Response: Answer;

    /// Everything about the endpoint that is the same for every call.
    const META: &'static Meta;

    /// Writes the request's query, body and parts.
    ///
    /// The provided method follows [`Meta::body`]; the macro writes one of its own only where fields travel in
    /// different places.
    fn encode(&self, parts: &mut Parts) -> Result<(), EncodeError> {
        match Self::META.body {
            BodyKind::Json => parts.json(self),
            BodyKind::Query => parts.query(self),
            BodyKind::Multipart | BodyKind::Raw | BodyKind::None => Ok(()),
        }
    }
}

/// Whatever can call an endpoint: the client, a test double, a wrapper that limits or audits.
///
/// Every endpoint's client method is provided for every `Caller`.
pub trait Caller: Sync {
    /// How a call fails.
    type Error;

    /// Calls the endpoint and waits for its answer.
    fn call<E: Endpoint>(&self, request: E) -> impl Future<Output = Result<E::Response, Self::Error>> + Send;
}

/// A call under way: a future of the answer, or of the caller's error, that may move between threads.
///
/// Every client method returns one; nobody implements it, every such future is one.
pub trait Pending<T, E>: Future<Output = Result<T, E>> + Send {}

impl<F: Future<Output = Result<T, E>> + Send, T, E> Pending<T, E> for F {}

impl<C: Caller> Caller for &C {
    type Error = C::Error;

    fn call<E: Endpoint>(&self, request: E) -> impl Future<Output = Result<E::Response, Self::Error>> + Send {
        C::call(self, request)
    }
}

impl<C: Caller + Send> Caller for std::sync::Arc<C> {
    type Error = C::Error;

    fn call<E: Endpoint>(&self, request: E) -> impl Future<Output = Result<E::Response, Self::Error>> + Send {
        C::call(self, request)
    }
}
