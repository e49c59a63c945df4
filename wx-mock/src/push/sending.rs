//! One request over plain HTTP, as to a backend on this machine.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, header::HOST};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::PushProblem;

/// How long WeChat waits for an answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// More than any answer has.
const MOST: usize = 1 << 20;

pub(super) async fn send(request: Request<Bytes>) -> Result<Response<Bytes>, PushProblem> {
    match tokio::time::timeout(PATIENCE, exchange(request)).await {
        Ok(response) => response,
        Err(_) => Err(PushProblem::TooLate(PATIENCE)),
    }
}

async fn exchange(request: Request<Bytes>) -> Result<Response<Bytes>, PushProblem> {
    let failed = |error: &dyn std::error::Error| PushProblem::Connection(error.to_string());
    let (mut parts, body) = request.into_parts();
    let address = match (parts.uri.scheme_str(), parts.uri.authority()) {
        (Some("http"), Some(authority)) => authority.clone(),
        _ => return Err(PushProblem::Url("over TLS it is pushed by `wx push send`".into())),
    };
    let port = address.port_u16().unwrap_or(80);
    // What a client of HTTP sends: the path alone, the host in a header.
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let host = HeaderValue::from_str(address.as_str()).map_err(|error| failed(&error))?;
    parts.headers.insert(HOST, host);
    parts.uri = path.parse().map_err(|error: http::uri::InvalidUri| failed(&error))?;

    let stream = TcpStream::connect((address.host(), port)).await.map_err(|error| failed(&error))?;
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.map_err(|error| failed(&error))?;
    let connection = tokio::spawn(connection);
    let response = sender.send_request(Request::from_parts(parts, Full::new(body))).await;
    let (parts, body) = response.map_err(|error| failed(&error))?.into_parts();
    let body = Limited::new(body, MOST).collect().await.map_err(|error| PushProblem::Connection(error.to_string()))?;
    connection.abort();
    Ok(Response::from_parts(parts, body.to_bytes()))
}
