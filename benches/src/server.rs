//! A loopback server that answers as fast as it can, in a process of its own: what it costs is not the clients'.

use std::{
    convert::Infallible,
    io::{BufRead, BufReader, Read, Write},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
};

use bytes::Bytes;
use http::{Request, Response, header::CONTENT_TYPE};
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;

use crate::{
    Failure,
    scenario::{self, Dialect, Scenario},
};

/// The generation of the token that is good.
static GENERATION: AtomicU64 = AtomicU64::new(1);
/// How many tokens were given out.
static FETCHES: AtomicU64 = AtomicU64::new(0);

/// Serves until the standard input ends, which it does with the process that started this one.
pub(crate) async fn serve() -> Result<(), Failure> {
    let mut addresses = Vec::new();
    for dialect in Dialect::ALL {
        let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await?;
        addresses.push(listener.local_addr()?.to_string());
        tokio::spawn(accept(listener, dialect));
    }
    let mut out = std::io::stdout();
    writeln!(out, "{}", addresses.join(" "))?;
    out.flush()?;
    _ = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await;
    Ok(())
}

async fn accept(listener: TcpListener, dialect: Dialect) -> Result<(), Failure> {
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .serve_connection(TokioIo::new(stream), service_fn(move |request| answer(request, dialect)));
        tokio::spawn(connection);
    }
}

async fn answer(request: Request<Incoming>, dialect: Dialect) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    // A client that breaks off gets its answer nevertheless.
    _ = body.collect().await;
    let query = head.uri.query().unwrap_or_default();
    let good = scenario::token(GENERATION.load(Ordering::SeqCst));
    let (kind, body) = match head.uri.path() {
        "/cgi-bin/stable_token" | "/cgi-bin/token" => {
            FETCHES.fetch_add(1, Ordering::SeqCst);
            ("application/json", Bytes::from(format!(r#"{{"access_token":"{good}","expires_in":7200}}"#)))
        }
        "/void" => {
            GENERATION.fetch_add(1, Ordering::SeqCst);
            ("text/plain", Bytes::new())
        }
        "/fetches" => ("text/plain", FETCHES.load(Ordering::SeqCst).to_string().into()),
        path => match Scenario::of(path) {
            Some(scenario) if scenario == Scenario::Get || query.contains(&good) => {
                let (kind, body) = scenario::answer(scenario, dialect);
                (kind, Bytes::from_static(body))
            }
            _ => {
                let refusal = br#"{"errcode":40001,"errmsg":"invalid credential, access_token is invalid or not latest"}"#;
                ("application/json", Bytes::from_static(refusal))
            }
        },
    };
    Ok(Response::builder().header(CONTENT_TYPE, kind).body(Full::new(body)).unwrap_or_default())
}

/// A server under way; it ends with this.
pub(crate) struct Server {
    child: Child,
    addresses: Vec<String>,
}

impl Server {
    /// Starts this program again as a server.
    pub(crate) fn start() -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.arg("serve").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let addresses: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        if addresses.len() == Dialect::ALL.len() {
            Ok(Self { child, addresses })
        } else {
            Err(Failure("the server told no address".to_owned()))
        }
    }

    /// Where a dialect is spoken.
    pub(crate) fn url(&self, dialect: Dialect) -> String {
        let at = Dialect::ALL.iter().position(|one| *one == dialect).unwrap_or_default();
        format!("http://{}", self.addresses[at])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
