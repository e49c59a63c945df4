//! WeChat as one appid sees it: how a request becomes an HTTP exchange, and an answer a reply.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Instant, timeout_at},
};
use tracing::{Instrument, Span, field};
use wx_core::{
    AccessToken, AppId, AppSecret, Auth, Bytes, Endpoint, Failure, Meta, ParsedBody, Parts, Reply,
    RequestError, ResponseKind, Scrub, Unexpected,
    http::{
        HeaderMap, HeaderValue, Request, Response, Uri,
        header::{CONTENT_TYPE, HOST},
        response,
        uri::InvalidUri,
    },
};

#[cfg(feature = "secure")]
use crate::sealed::{Seal, Untrusted};
use crate::{
    ApiError, BadRequest, Error, Keys, NoAnswer, StrangeAnswer, TransportError, TransportErrorKind,
    address::{Addresses, address},
    metrics,
    outgoing::Outgoing,
    raw::{Keep, RawReply},
    transport::Transport,
};

/// Stands for a timeout too long to be added to the clock: a year.
const FOREVER: Duration = Duration::from_secs(365 * 86_400);

/// The longest body that is parsed at once, which takes a millisecond or two.
const PARSED_AT_ONCE: usize = 256 << 10;

/// Those of an ordinary request, and one that the transport adds.
const HEADERS: usize = 4;

/// Where calls go, on whose behalf, through what.
pub(crate) struct Service {
    pub(crate) appid: AppId,
    pub(crate) secret: Option<AppSecret>,
    /// `https://api.weixin.qq.com`, without a slash at its end.
    pub(crate) base: String,
    pub(crate) host: String,
    pub(crate) host_header: HeaderValue,
    /// WeChat Cloud Run puts the credential in; which account is meant is said in the query.
    pub(crate) from_appid: bool,
    /// The longest answer that is taken, and the longest that is read as JSON, in bytes.
    pub(crate) max_body: usize,
    pub(crate) max_json: usize,
    pub(crate) addresses: Addresses,
    pub(crate) transport: Arc<dyn Transport>,
    /// How many calls may be under way at a time.
    pub(crate) gate: Option<Arc<Semaphore>>,
    #[cfg(feature = "secure")]
    pub(crate) seal: Option<Seal>,
}

/// Checks the limits and writes the request. The only generic step before the answer: the rest is compiled once, not
/// once an endpoint.
pub(crate) fn write<E: Endpoint>(request: &E) -> Result<Parts, Error> {
    Parts::of(request).map_err(|cause| bad_request(E::META, cause))
}

impl Service {
    /// Makes a call one span, with how it ended.
    pub(crate) async fn traced<T, C>(
        &self,
        meta: &'static Meta,
        call: impl FnOnce(Span) -> C,
    ) -> Result<T, Error>
    where
        C: Future<Output = Result<T, Error>>,
    {
        let span = tracing::info_span!(
            "wx_call",
            endpoint = meta.name,
            appid = %self.appid,
            errcode = field::Empty,
            rid = field::Empty,
            attempts = field::Empty,
            elapsed_ms = field::Empty,
        );
        let started = Instant::now();
        let result = call(span.clone()).instrument(span.clone()).await;
        let elapsed = started.elapsed();
        span.record("elapsed_ms", u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX));
        let error = result.as_ref().err();
        if let Some(error) = error {
            if let Some(code) = error.errcode() {
                span.record("errcode", code.0);
            }
            if let Some(rid) = error.rid() {
                span.record("rid", rid.as_str());
            }
            // A user who declines messages is no trouble of this server's: the caller knows what is.
            span.in_scope(|| tracing::debug!(%error, "the call failed"));
        }
        metrics::call(meta, error, elapsed);
        result
    }

    /// Completes and signs a request.
    pub(crate) fn outgoing(&self, meta: &'static Meta, parts: Parts, keys: &Keys) -> Result<Outgoing, Error> {
        Outgoing::new(meta, parts, &self.appid, self.secret.as_ref(), keys)
            .map_err(|cause| bad_request(meta, cause))
    }

    /// Sends one request and reads its answer.
    pub(crate) async fn exchange(
        &self,
        meta: &'static Meta,
        outgoing: &Outgoing,
        token: Option<&AccessToken>,
        deadline: Instant,
    ) -> Result<Reply, Error> {
        self.exchange_keeping(meta, outgoing, token, deadline, None).await
    }

    /// The same; the answer as it came is left in `raw`, if that is wanted.
    pub(crate) async fn exchange_keeping(
        &self,
        meta: &'static Meta,
        outgoing: &Outgoing,
        token: Option<&AccessToken>,
        deadline: Instant,
        mut raw: Keep<'_>,
    ) -> Result<Reply, Error> {
        if let Some(raw) = raw.as_deref_mut() {
            *raw = None;
        }
        let request = self.request(meta, outgoing, token)?;
        let secret = self.secret.as_ref().map_or("", AppSecret::expose);
        let secrets = [secret, token.map_or("", AccessToken::expose)];
        let response = self.transmit(meta, request, &self.host, deadline).await?;
        #[cfg(feature = "secure")]
        if let Some(seal) = self.seal_of(meta) {
            return match seal.open(meta, &self.host, &self.appid, response) {
                Ok(response) => self.read(meta, response, &self.host, &secrets, deadline, raw).await,
                Err(untrusted) => {
                    let Untrusted { cause, plain } = *untrusted;
                    let failure = match plain {
                        Some(plain) => {
                            self.read(meta, plain, &self.host, &secrets, deadline, raw).await.err()
                        }
                        None => None,
                    };
                    Err(failure.unwrap_or_else(|| strange(meta, cause)))
                }
            };
        }
        self.read(meta, response, &self.host, &secrets, deadline, raw).await
    }

    /// Sends a request that is ready. `secrets` show in no error.
    pub(crate) async fn send(
        &self,
        meta: &'static Meta,
        request: Request<Bytes>,
        host: &str,
        secrets: &[&str],
        deadline: Instant,
    ) -> Result<Reply, Error> {
        let response = self.transmit(meta, request, host, deadline).await?;
        self.read(meta, response, host, secrets, deadline, None).await
    }

    /// Reads an answer; `secrets` show in no error.
    async fn read(
        &self,
        meta: &'static Meta,
        response: Response<Bytes>,
        host: &str,
        secrets: &[&str],
        deadline: Instant,
        raw: Keep<'_>,
    ) -> Result<Reply, Error> {
        if let Some(raw) = raw {
            *raw = Some(RawReply::new(meta, &response, self.max_json));
        }
        let (head, body) = response.into_parts();
        let body = if body.len() <= PARSED_AT_ONCE {
            ParsedBody::parse(body, self.max_json)
        } else {
            parsed(body, self.max_json, deadline).await.map_err(|cause| no_answer(meta, host, cause))?
        };
        reply(meta, head, body, secrets)
    }

    /// The longest body that is taken as an answer.
    fn longest_body(&self, meta: &Meta) -> usize {
        match meta.response {
            ResponseKind::Json | ResponseKind::Empty => self.max_json.min(self.max_body),
            _ => self.max_body,
        }
    }

    async fn transmit(
        &self,
        meta: &'static Meta,
        request: Request<Bytes>,
        host: &str,
        deadline: Instant,
    ) -> Result<Response<Bytes>, Error> {
        let _place = self.place(deadline).await.map_err(|cause| no_answer(meta, host, cause))?;
        let sending = timeout_at(deadline, self.transport.send(request, self.longest_body(meta))).await;
        sending
            .unwrap_or_else(|_| Err(TransportError::new(TransportErrorKind::Timeout)))
            .map_err(|cause| no_answer(meta, host, cause))
    }

    /// A place among the calls that may be under way, if they are limited.
    async fn place(&self, deadline: Instant) -> Result<Option<SemaphorePermit<'_>>, TransportError> {
        let Some(gate) = &self.gate else { return Ok(None) };
        match timeout_at(deadline, gate.acquire()).await {
            Ok(place) => Ok(place.ok()),
            Err(_) => Err(TransportError::because(TransportErrorKind::Connect, "all connections were busy")),
        }
    }

    /// Headers and body of a sealed request; `None` where nothing is sealed.
    #[cfg(feature = "secure")]
    fn sealed(&self, meta: &'static Meta, outgoing: &Outgoing) -> Result<Option<(HeaderMap, Bytes)>, Error> {
        let sealed = self.seal_of(meta).map(|seal| seal.seal(meta, &self.host, &self.appid, outgoing));
        sealed.transpose().map_err(|cause| bad_request(meta, cause))
    }

    #[cfg(not(feature = "secure"))]
    fn sealed(&self, _: &'static Meta, _: &Outgoing) -> Result<Option<(HeaderMap, Bytes)>, Error> {
        Ok(None)
    }

    /// The keys that seal the calls of an endpoint, if it has them sealed and there are any.
    #[cfg(feature = "secure")]
    fn seal_of(&self, meta: &Meta) -> Option<&Seal> {
        self.seal.as_ref().filter(|_| meta.secure)
    }

    /// The request with its credential in it.
    fn request(
        &self,
        meta: &'static Meta,
        outgoing: &Outgoing,
        token: Option<&AccessToken>,
    ) -> Result<Request<Bytes>, Error> {
        // Each attempt is sealed anew: the seal carries the time.
        let sealed = self.sealed(meta, outgoing)?;
        let query = if sealed.is_some() { "" } else { &outgoing.query };
        let address = match token {
            Some(token) if query.is_empty() => {
                let fixed = if sealed.is_some() { "" } else { meta.fixed_query() };
                self.addresses.of(meta, token, || self.address(meta, fixed, "", Some(token)))
            }
            _ if sealed.is_some() => self.address(meta, "", "", token),
            _ => self.address(meta, meta.fixed_query(), query, token),
        };
        let address = address
            .map_err(|_| no_answer(meta, &self.host, TransportError::new(TransportErrorKind::Unsendable)))?;
        let (headers, body) = match sealed {
            Some(sealed) => sealed,
            None => {
                let mut headers = HeaderMap::with_capacity(HEADERS);
                if let Some(kind) = &outgoing.content_type {
                    headers.insert(CONTENT_TYPE, kind.clone());
                }
                (headers, outgoing.body.clone())
            }
        };
        let mut request = Request::new(body);
        request.method_mut().clone_from(&meta.method);
        *request.uri_mut() = address;
        *request.headers_mut() = headers;
        // What a client would otherwise write out of the address for each request.
        request.headers_mut().insert(HOST, self.host_header.clone());
        Ok(request)
    }

    fn address(
        &self,
        meta: &Meta,
        fixed: &str,
        query: &str,
        token: Option<&AccessToken>,
    ) -> Result<Uri, InvalidUri> {
        let encoded = |name: &str, value: &str| {
            form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
        };
        let credential = match (meta.auth, token) {
            (_, Some(token)) => encoded("access_token", token.expose()),
            (Auth::AccessToken, None) if self.from_appid => encoded("from_appid", self.appid.as_str()),
            (_, None) => String::new(),
        };
        address(&self.base, meta.route(), &[fixed, query, &credential])
    }
}

/// What an answer is whose body was parsed; `secrets` show in no error.
pub(crate) fn reply(
    meta: &'static Meta,
    head: response::Parts,
    body: ParsedBody,
    secrets: &[&str],
) -> Result<Reply, Error> {
    Reply::read_parsed(meta, head, body, Scrub::new(secrets)).map_err(|failure| match failure {
        Failure::Refused(refusal) => Error::Api(Box::new(ApiError::new(meta, refusal))),
        Failure::Unexpected(cause) => strange(meta, cause),
    })
}

/// Parses a long body on a thread of its own: it takes longer than other tasks of the runtime may be held up, and longer than
/// the call may have left.
async fn parsed(body: Bytes, max_json: usize, deadline: Instant) -> Result<ParsedBody, TransportError> {
    if !ParsedBody::may_be_json(&body) {
        return Ok(ParsedBody::parse(body, max_json));
    }
    let parsing = tokio::task::spawn_blocking(move || ParsedBody::parse(body, max_json));
    match timeout_at(deadline, parsing).await {
        Ok(Ok(parsed)) => Ok(parsed),
        // The runtime is shutting down.
        Ok(Err(error)) => Err(TransportError::because(TransportErrorKind::Broken, error)),
        Err(_) => Err(TransportError::new(TransportErrorKind::Timeout)),
    }
}

/// So long from now on.
pub(crate) fn deadline(timeout: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(timeout).unwrap_or(now + FOREVER)
}

pub(crate) fn late(meta: &'static Meta, host: &str) -> Error {
    no_answer(meta, host, TransportError::new(TransportErrorKind::Timeout))
}

fn no_answer(meta: &'static Meta, host: &str, cause: TransportError) -> Error {
    Error::Transport(NoAnswer { endpoint: meta.name, host: host.to_owned(), cause })
}

pub(crate) fn bad_request(meta: &'static Meta, cause: RequestError) -> Error {
    Error::Request(BadRequest { endpoint: meta.name, cause })
}

pub(crate) fn strange(meta: &'static Meta, cause: Unexpected) -> Error {
    Error::Answer(Box::new(StrangeAnswer { endpoint: meta.name, cause }))
}
