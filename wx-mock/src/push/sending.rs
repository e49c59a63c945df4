//! One request to a backend.

use std::{error::Error as _, time::Duration};

use bytes::Bytes;
use http::{Request, Response};
use reqwest::{Client, ClientBuilder, redirect::Policy};

use super::PushProblem;

/// More than any answer has.
const MOST: usize = 1 << 20;

/// A client as WeChat is one: it follows no redirect, and keeps no connection.
pub(super) fn client(url: &str) -> Result<Client, String> {
    let local = url.parse::<http::Uri>().is_ok_and(|uri| uri.host().is_some_and(is_local));
    let builder = Client::builder().redirect(Policy::none()).pool_max_idle_per_host(0);
    // What is on this machine is not behind the proxy.
    let builder = if local { ClientBuilder::no_proxy(builder) } else { builder };
    builder.build().map_err(|error| whole(&error.without_url()))
}

fn is_local(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

/// Sends, and waits for the answer for so long.
pub(super) async fn send(
    client: &Client,
    request: Request<Bytes>,
    patience: Duration,
) -> Result<Response<Bytes>, PushProblem> {
    match tokio::time::timeout(patience, exchange(client, request)).await {
        Ok(response) => response,
        Err(_) => Err(PushProblem::TooLate(patience)),
    }
}

async fn exchange(client: &Client, request: Request<Bytes>) -> Result<Response<Bytes>, PushProblem> {
    let request = reqwest::Request::try_from(request.map(reqwest::Body::from)).map_err(failed)?;
    let mut answer = client.execute(request).await.map_err(failed)?;
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(failed)? {
        if body.len() + chunk.len() > MOST {
            return Err(PushProblem::Reply(format!("it is larger than {MOST} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = answer.status();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    Ok(response)
}

/// What went wrong, without the URL: the signature stands in it.
fn failed(error: reqwest::Error) -> PushProblem {
    let error = error.without_url();
    if error.is_builder() { PushProblem::Url(whole(&error)) } else { PushProblem::Connection(whole(&error)) }
}

/// An error with its causes, the last of which says what happened.
fn whole(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
