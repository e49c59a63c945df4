//! Fetching an access token from where the client's [`TokenSource`](crate::TokenSource) says.

use std::{sync::Arc, time::Duration};

use tokio::time::Instant;
use wx_core::{
    Answer, AppSecret, Bytes, Endpoint, Meta, Misfit, ResponseKind, Unexpected,
    http::{
        Method, Request, StatusCode, Uri,
        header::{AUTHORIZATION, CONTENT_TYPE},
    },
};
use wx_specs::access_token::{GetAccessToken, GetStableAccessToken, IssuedToken};

use crate::{
    Error, Keys,
    service::{Service, deadline, late, strange, write},
    token::{ATTEMPTS, Ask, Fetch, Fetching, Kind, SourceError, Token, TokenRequest, TokenSource, unusable},
};

const STABLE: &Meta = <GetStableAccessToken as Endpoint>::META;
const LEGACY: &Meta = <GetAccessToken as Endpoint>::META;
/// The central token server, as errors name it.
static CENTRAL: Meta =
    Meta::new(("tokenServer", "TokenServer", "wx_api::token"), Method::GET, "/token", ResponseKind::Json, "");

/// How long an attempt to fetch a token may take: a connection that hangs is given up soon enough for another attempt within
/// the time of a call.
const ATTEMPT: Duration = Duration::from_secs(3);
/// How long a closure may take, and the last attempt of any source: a service that is always slow still gives a token.
const LONG_ATTEMPT: Duration = Duration::from_secs(10);

/// Fetches tokens for one appid.
pub(crate) struct Issuer {
    service: Arc<Service>,
    source: TokenSource,
    timeout: Duration,
}

impl Issuer {
    pub(crate) fn new(service: Arc<Service>, source: TokenSource, timeout: Duration) -> Self {
        Self { service, source, timeout }
    }

    async fn ask(&self, ask: Ask) -> Result<Token, Error> {
        match &self.source.0 {
            Kind::Stable => self.stable(&ask).await,
            // A legacy fetch would take the token from all the others, who cannot be told now.
            Kind::Legacy if ask.alone => self.stable(&ask).await,
            Kind::Legacy => self.issue(&GetAccessToken::new(), ask.until).await,
            Kind::Custom(fetch) => {
                let request = TokenRequest::new(self.service.appid.clone(), ask.refused);
                let token =
                    fetch(request).await.map_err(|cause| Error::Source(SourceError::because(cause)))?;
                match unusable(&token.access_token) {
                    Some(problem) => Err(failed(format!("its token {problem}"))),
                    None => Ok(token),
                }
            }
            Kind::Server { url, key } => {
                self.service.traced(&CENTRAL, |_| self.ask_server(url, key, ask)).await
            }
            Kind::CloudRun { .. } => Err(failed("in Cloud Run there is no token")),
        }
    }

    async fn stable(&self, ask: &Ask) -> Result<Token, Error> {
        let mut request = GetStableAccessToken::new();
        request.force_refresh = ask.force.then_some(true);
        self.issue(&request, ask.until).await
    }

    async fn issue<E: Endpoint<Response = IssuedToken>>(
        &self,
        request: &E,
        until: Instant,
    ) -> Result<Token, Error> {
        let outgoing = self.service.outgoing(E::META, write(request)?, &Keys::new())?;
        self.service
            .traced(E::META, async |_| {
                let until = until.min(deadline(self.timeout));
                let reply = self.service.exchange(E::META, &outgoing, None, until).await?;
                issued(E::META, IssuedToken::from_reply(reply))
            })
            .await
    }

    /// `GET /token/{appid}`, or `POST` with the token that was refused.
    async fn ask_server(&self, url: &str, key: &AppSecret, ask: Ask) -> Result<Token, Error> {
        let appid = &self.service.appid;
        let url = format!("{}/token/{appid}", url.trim_end_matches('/'));
        let host = host(&url);
        let request = Request::builder().uri(url).header(AUTHORIZATION, format!("Bearer {}", key.expose()));
        let request = match &ask.refused {
            None => request.method(Method::GET).body(Bytes::new()),
            Some(refused) => {
                let body = serde_json::json!({ "refused": refused.expose() }).to_string();
                request.method(Method::POST).header(CONTENT_TYPE, "application/json").body(body.into())
            }
        };
        let Ok(request) = request else {
            return Err(failed(format!("the appid {appid} cannot stand in an address")));
        };
        let refused = ask.refused.as_ref().map_or("", |token| token.expose());
        let secrets = [key.expose(), refused];
        let until = ask.until.min(deadline(self.timeout));
        let reply = self.service.send(&CENTRAL, request, &host, &secrets, until).await;
        let answer = match reply {
            Ok(reply) => return issued(&CENTRAL, IssuedToken::from_reply(reply)),
            Err(Error::Answer(answer)) => answer,
            Err(error) => return Err(error),
        };
        let problem = match &answer.cause {
            Unexpected::Status { status: StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN, .. } => {
                format!("the token server {host} does not take this client's key")
            }
            Unexpected::Status { status: StatusCode::NOT_FOUND, .. } => {
                format!("the token server {host} knows no mini program {appid}")
            }
            // From something in front of it, or from one that is being started again: it may pass.
            Unexpected::Status { status, excerpt }
                if status.is_server_error() && !excerpt.starts_with(r#"{"error""#) =>
            {
                return Err(Error::Answer(answer));
            }
            Unexpected::Status { status, excerpt } => {
                format!("the token server {host} answered HTTP {status}: {excerpt}")
            }
            _ => return Err(Error::Answer(answer)),
        };
        Err(failed(problem))
    }
}

impl Fetch for Issuer {
    fn fetch(&self, ask: Ask) -> Fetching<'_> {
        Box::pin(self.ask(ask))
    }

    fn time_for(&self, attempt: u32) -> Duration {
        let long = match &self.source.0 {
            Kind::Custom(_) => true,
            // It has an upstream of its own: what that says is worth waiting for.
            Kind::Server { .. } => attempt > 1,
            Kind::Stable | Kind::Legacy | Kind::CloudRun { .. } => attempt >= ATTEMPTS,
        };
        if long { LONG_ATTEMPT } else { ATTEMPT }
    }

    fn replaces(&self) -> bool {
        matches!(self.source.0, Kind::Legacy)
    }

    fn can_force(&self, alone: bool) -> bool {
        matches!(self.source.0, Kind::Stable) || alone && matches!(self.source.0, Kind::Legacy)
    }

    fn late(&self) -> Error {
        match &self.source.0 {
            Kind::Stable | Kind::CloudRun { .. } => late(STABLE, &self.service.host),
            Kind::Legacy => late(LEGACY, &self.service.host),
            Kind::Server { url, .. } => late(&CENTRAL, &host(url)),
            Kind::Custom(_) => failed("it gave no token in time"),
        }
    }
}

/// The error of a source that has no code for it.
fn failed(problem: impl Into<String>) -> Error {
    Error::Source(SourceError::because(problem.into().into()))
}

/// The host of a token server's address.
fn host(url: &str) -> String {
    let uri = url.parse::<Uri>().ok();
    uri.and_then(|uri| uri.authority().map(ToString::to_string)).unwrap_or_default()
}

fn issued(meta: &'static Meta, answer: Result<IssuedToken, Unexpected>) -> Result<Token, Error> {
    let IssuedToken { access_token, expires_in, .. } = answer.map_err(|cause| strange(meta, cause))?;
    if let Some(problem) = unusable(&access_token) {
        return Err(strange(meta, Unexpected::Misfit(Misfit::at("access_token", problem))));
    }
    Ok(Token::new(access_token, Duration::from_secs(expires_in)))
}
