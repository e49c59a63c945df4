//! The client: one appid, its token, and the way of a call.

use std::{fmt, sync::Arc, time::Duration};

use tokio::time::{Instant, timeout_at};
use tracing::{Instrument, Span, field};
use wx_core::{
    AccessToken, Answer, AppId, AppSecret, Auth, Body, Bytes, Caller, Check, Endpoint, Failure, Meta, Misfit,
    Parts, Reply, RequestError, Scrub, Unexpected,
    http::{Request, header::CONTENT_TYPE},
};
use wx_specs::access_token::{GetStableAccessToken, IssuedToken};

use crate::{
    ApiError, BadRequest, ClientBuilder, Error, NoAnswer, StrangeAnswer, TokenError, TransportError,
    TransportErrorKind, token::Tokens, transport::Transport,
};

/// Stands for a timeout too long to be added to the clock: a year.
const FOREVER: Duration = Duration::from_secs(365 * 86_400);

/// A mini program's client. Cloning it is cheap; clones share the token and the connections.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    config: Config,
    tokens: Tokens,
}

pub(crate) struct Config {
    pub(crate) appid: AppId,
    pub(crate) secret: AppSecret,
    /// `https://api.weixin.qq.com`, without a slash at its end.
    pub(crate) base: String,
    pub(crate) host: String,
    pub(crate) timeout: Duration,
    pub(crate) max_body: usize,
    pub(crate) transport: Arc<dyn Transport>,
}

/// A request that is the same for every attempt.
struct Outgoing {
    query: String,
    content_type: Option<String>,
    body: Bytes,
}

impl Client {
    /// A client with everything else as it comes.
    pub fn new(appid: impl Into<AppId>, secret: impl Into<AppSecret>) -> Result<Self, Error> {
        Self::builder(appid, secret).build()
    }

    /// A client to be set up further.
    pub fn builder(appid: impl Into<AppId>, secret: impl Into<AppSecret>) -> ClientBuilder {
        ClientBuilder::new(appid.into(), secret.into())
    }

    /// The mini program it speaks for.
    pub fn appid(&self) -> &AppId {
        &self.0.config.appid
    }

    /// The access token in hand, or a new one. For calls that go past this client.
    pub async fn access_token(&self) -> Result<AccessToken, Error> {
        self.0.token(Inner::TOKEN, self.0.deadline()).await
    }

    /// Calls an endpoint that is known only at run time: its request as JSON, its answer as its type shows it, secrets
    /// masked.
    #[cfg(feature = "registry")]
    pub async fn call_row(&self, row: &wx_core::registry::Row, json: &[u8]) -> Result<Reply, Error> {
        let meta = row.meta;
        let parts = row.encode(json).map_err(|cause| bad_request(meta, cause))?;
        let reply = self.0.call(meta, parts).await?;
        row.show(reply).map_err(|cause| strange(meta, cause))
    }

    pub(crate) fn from_config(config: Config) -> Self {
        Self(Arc::new(Inner { config, tokens: Tokens::default() }))
    }
}

impl Caller for Client {
    type Error = Error;

    async fn call<E: Endpoint>(&self, request: E) -> Result<E::Response, Error> {
        let parts = write(&request)?;
        drop(request);
        let reply = self.0.call(E::META, parts).await?;
        E::Response::from_reply(reply).map_err(|cause| strange(E::META, cause))
    }
}

/// Checks the limits and writes the request.
fn write<E: Endpoint>(request: &E) -> Result<Parts, Error> {
    let mut parts = Parts::default();
    let check = Check::request(request).map_err(RequestError::Invalid);
    check
        .and_then(|()| request.encode(&mut parts).map_err(RequestError::Encode))
        .map_err(|cause| bad_request(E::META, cause))?;
    Ok(parts)
}

// Nothing below is generic: it is compiled once, not once an endpoint.

impl Inner {
    /// The endpoint that access tokens come from.
    const TOKEN: &'static Meta = <GetStableAccessToken as Endpoint>::META;

    async fn call(&self, meta: &'static Meta, parts: Parts) -> Result<Reply, Error> {
        self.traced(meta, |span| self.attempts(meta, parts, span)).await
    }

    /// Makes a call one span, with how it ended.
    async fn traced<T, C>(&self, meta: &Meta, call: impl FnOnce(Span) -> C) -> Result<T, Error>
    where
        C: Future<Output = Result<T, Error>>,
    {
        let span = tracing::info_span!(
            "wx_call",
            endpoint = meta.name,
            appid = %self.config.appid,
            errcode = field::Empty,
            rid = field::Empty,
            attempts = field::Empty,
            elapsed_ms = field::Empty,
        );
        let started = Instant::now();
        let result = call(span.clone()).instrument(span.clone()).await;
        span.record("elapsed_ms", u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX));
        if let Err(error) = &result {
            if let Some(code) = error.errcode() {
                span.record("errcode", code.0);
            }
            if let Some(rid) = error.rid() {
                span.record("rid", rid.as_str());
            }
            // A user who declines messages is no trouble of this server's: the caller knows what is.
            span.in_scope(|| tracing::debug!(%error, "the call failed"));
        }
        result
    }

    /// Calls once; once more with a new token if WeChat refused the one that was sent. It refuses before it acts, so
    /// that is safe for every endpoint.
    async fn attempts(&self, meta: &'static Meta, parts: Parts, span: Span) -> Result<Reply, Error> {
        let deadline = self.deadline();
        let outgoing = self.outgoing(parts);
        let mut attempt = 1;
        loop {
            span.record("attempts", attempt);
            let token = match meta.auth {
                Auth::AccessToken => Some(self.token(meta, deadline).await?),
                _ => None,
            };
            match (self.exchange(meta, &outgoing, token.as_ref(), deadline).await, token) {
                (Err(Error::Api(refusal)), Some(token)) if attempt == 1 && refusal.code.is_stale_token() => {
                    tracing::debug!(
                        errcode = refusal.code.0,
                        "WeChat refused the access token, getting a new one"
                    );
                    self.tokens.refused(&token);
                    attempt += 1;
                }
                (result, _) => return result,
            }
        }
    }

    /// The token for a call of `meta`, with what it takes to get one.
    async fn token(&self, meta: &'static Meta, deadline: Instant) -> Result<AccessToken, Error> {
        let fetch = self.tokens.get(async || self.traced(Self::TOKEN, |_| self.fetch_token()).await);
        let cause = match timeout_at(deadline, fetch).await {
            Ok(Ok(token)) => return Ok(token),
            Ok(Err(cause)) => cause,
            Err(_) => Arc::new(self.no_answer(Self::TOKEN, TransportError::new(TransportErrorKind::Timeout))),
        };
        Err(Error::Token(TokenError { endpoint: meta.name, cause }))
    }

    async fn fetch_token(&self) -> Result<IssuedToken, Error> {
        let meta = Self::TOKEN;
        let parts = write(&GetStableAccessToken::new())?;
        let reply = self.exchange(meta, &self.outgoing(parts), None, self.deadline()).await?;
        let issued = IssuedToken::from_reply(reply).map_err(|cause| strange(meta, cause))?;
        if issued.access_token.expose().is_empty() {
            return Err(strange(meta, Unexpected::Misfit(Misfit::at("access_token", "is empty"))));
        }
        Ok(issued)
    }

    /// Sends one request and reads its answer.
    async fn exchange(
        &self,
        meta: &'static Meta,
        outgoing: &Outgoing,
        token: Option<&AccessToken>,
        deadline: Instant,
    ) -> Result<Reply, Error> {
        let Config { transport, secret, max_body, .. } = &self.config;
        let request = self.request(meta, outgoing, token)?;
        let sending = timeout_at(deadline, transport.send(request, *max_body)).await;
        let response = sending
            .unwrap_or_else(|_| Err(TransportError::new(TransportErrorKind::Timeout)))
            .map_err(|cause| self.no_answer(meta, cause))?;
        let secrets = [secret.expose(), token.map_or("", AccessToken::expose)];
        Reply::read(meta, response, Scrub::new(&secrets)).map_err(|failure| match failure {
            Failure::Refused(refusal) => Error::Api(Box::new(ApiError::new(meta, refusal))),
            Failure::Unexpected(cause) => strange(meta, cause),
        })
    }

    fn outgoing(&self, parts: Parts) -> Outgoing {
        let Parts { query, body, .. } = parts;
        let (content_type, body) = body.into_bytes();
        Outgoing { query, content_type, body }
    }

    /// The request with its credential in it.
    fn request(
        &self,
        meta: &'static Meta,
        outgoing: &Outgoing,
        token: Option<&AccessToken>,
    ) -> Result<Request<Bytes>, Error> {
        let Config { appid, secret, base, .. } = &self.config;
        let mut query = Parts::default();
        query.raw_query(meta.fixed_query());
        query.raw_query(&outgoing.query);
        let mut body = outgoing.body.clone();
        let credential = match (meta.auth, token) {
            (Auth::AppSecret, _) if body.is_empty() => {
                query.query(&[("appid", appid.as_str()), ("secret", secret.expose())])
            }
            (Auth::AppSecret, _) => with_secret(&body, appid, secret).map(|signed| body = signed),
            (_, Some(token)) => query.query(&[("access_token", token.expose())]),
            (_, None) => Ok(()),
        };
        credential.map_err(|error| bad_request(meta, error.into()))?;
        let separator = if query.query.is_empty() { "" } else { "?" };
        let mut request = Request::builder().method(meta.method.clone()).uri(format!(
            "{base}{}{separator}{}",
            meta.route(),
            query.query
        ));
        if let Some(content_type) = &outgoing.content_type {
            request = request.header(CONTENT_TYPE, content_type);
        }
        request
            .body(body)
            .map_err(|_| self.no_answer(meta, TransportError::new(TransportErrorKind::Unsendable)))
    }

    fn deadline(&self) -> Instant {
        let now = Instant::now();
        now.checked_add(self.config.timeout).unwrap_or(now + FOREVER)
    }

    fn no_answer(&self, meta: &'static Meta, cause: TransportError) -> Error {
        Error::Transport(NoAnswer { endpoint: meta.name, host: self.config.host.clone(), cause })
    }
}

/// The JSON object with the appid and its secret put in front.
fn with_secret(body: &[u8], appid: &AppId, secret: &AppSecret) -> Result<Bytes, wx_core::EncodeError> {
    let mut parts = Parts::default();
    parts.json(&serde_json::json!({ "appid": appid.as_str(), "secret": secret.expose() }))?;
    let Body::Json(mut signed) = parts.body else { return Ok(Bytes::copy_from_slice(body)) };
    let rest = body.strip_prefix(b"{").unwrap_or(body);
    signed.pop();
    if rest != b"}" {
        signed.push(b',');
    }
    signed.extend_from_slice(rest);
    Ok(signed.into())
}

fn bad_request(meta: &'static Meta, cause: RequestError) -> Error {
    Error::Request(BadRequest { endpoint: meta.name, cause })
}

fn strange(meta: &'static Meta, cause: Unexpected) -> Error {
    Error::Answer(Box::new(StrangeAnswer { endpoint: meta.name, cause }))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Config { appid, base, transport, timeout, .. } = &self.0.config;
        f.debug_struct("Client")
            .field("appid", appid)
            .field("base_url", base)
            .field("timeout", timeout)
            .field("transport", transport)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_goes_into_any_json_object() {
        let (appid, secret) = (AppId::new("wx1"), AppSecret::new("s\"1"));
        let signed =
            |body: &str| String::from_utf8(with_secret(body.as_bytes(), &appid, &secret).unwrap().into());
        assert_eq!(signed("{}").unwrap(), r#"{"appid":"wx1","secret":"s\"1"}"#);
        assert_eq!(signed(r#"{"a":1}"#).unwrap(), r#"{"appid":"wx1","secret":"s\"1","a":1}"#);
    }
}
