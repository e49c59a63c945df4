//! `wx token serve`: one place that has the access token, for a fleet in any language.

use std::{collections::BTreeMap, io::Write, net::SocketAddr, path::PathBuf, time::Duration};

use clap::Args;
use serde_json::json;
use tokio::{net::TcpListener, sync::oneshot, time::sleep};
use wx_api::Client;

use super::{
    Shared, apps,
    key::Key,
    metrics::Counters,
    routes::{self, Server},
};
use crate::{
    cli::Global,
    out::{self, BOLD, Out, TYPED},
    signal,
    stop::Stop,
};

/// How long requests under way may take once it is told to stop: as long as a token may take.
const GRACE: Duration = super::TIMEOUT;

/// How it is served.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  export WX_TOKEN_KEY=$(openssl rand -hex 32)
  wx token serve                       for the mini program of WX_APPID and WX_SECRET
  wx token serve --apps apps.json      for several: {\"wx0123456789abcdef\": \"its AppSecret\", …}
  curl -H \"Authorization: Bearer $WX_TOKEN_KEY\" http://127.0.0.1:8430/token/wx0123456789abcdef

What it answers:
  GET  /token/APPID                    {\"access_token\":\"…\",\"expires_in\":7200}
  POST /token/APPID                    {\"refused\":\"TOKEN\"}, when WeChat refused it (40001, 40014,
                                       42001); the answer has the token to use now
  GET  /metrics                        counters for Prometheus
  GET  /health                         ok, without the key

\
Ask for the token when you need it and keep it no longer than you must: here it is renewed before it \
expires, and thousands of requests make one call to WeChat. Without the key in `Authorization: Bearer` \
the answer is 401; without a token to give, 502 with WeChat's errcode and errmsg.

The key is read from WX_TOKEN_KEY and never from a flag: 16 printable ASCII characters or more. With \
WX_REDIS_URL several of these servers share one token. It speaks plain HTTP: anywhere but on this machine, \
put it behind TLS or into a private network. Ctrl-C or SIGTERM stops it, requests under way are finished.")]
pub(super) struct Serve {
    /// Where to listen; port 0 is any that is free.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8430", value_parser = address)]
    listen: SocketAddr,
    /// Appids and AppSecrets as one JSON object; in place of --appid, WX_APPID and WX_SECRET.
    #[arg(long, value_name = "FILE")]
    apps: Option<PathBuf>,
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "an IP address and a port, such as 127.0.0.1:8430 or [::1]:8430".to_owned())
}

impl Serve {
    pub(super) async fn run(self, origin: &Shared, global: &Global, out: &mut Out) -> Result<(), Stop> {
        let key = Key::from_environment()?;
        let clients = self.clients(origin, global)?;
        if !global.verbose {
            out::trace_trouble();
        }
        // Before anybody can know that it runs, and stop it.
        let stop = signal::to_stop()?;
        let cannot = |error| Stop::Failed(format!("cannot listen on {}: {error}", self.listen));
        let listener = TcpListener::bind(self.listen).await.map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        if !address.ip().to_canonical().is_loopback() {
            out::warn(&format!(
                "{address} may be reached from elsewhere, and this is plain HTTP: put it behind TLS or into a \
                 private network"
            ));
        }
        let appids: Vec<_> = clients.keys().cloned().collect();
        let server = Server { key, clients, counters: Counters::install()? };
        announce(address, &appids, global, out)?;
        serve(listener, server, stop).await?;
        if !global.json {
            writeln!(out, "\nStopped.")?;
        }
        Ok(())
    }

    fn clients(&self, origin: &Shared, global: &Global) -> Result<BTreeMap<String, Client>, Stop> {
        let apps = match &self.apps {
            Some(file) => apps::read(file)?,
            None => global.credentials().map(|(appid, secret)| BTreeMap::from([(appid, secret.into())]))?,
        };
        let client =
            |(appid, secret): (String, _)| Ok((appid.clone(), origin.client(global, appid, secret)?));
        apps.into_iter().map(client).collect()
    }
}

/// Serves until it is told to stop, and then what is under way for a while.
async fn serve(
    listener: TcpListener,
    server: Server,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Stop> {
    let (told, heard) = oneshot::channel();
    let stop = async move {
        stop.await;
        let _ = told.send(());
    };
    let serving = axum::serve(listener, routes::router(server)).with_graceful_shutdown(stop);
    let too_long = async {
        let _ = heard.await;
        sleep(GRACE).await;
    };
    tokio::select! {
        served = serving.into_future() => {
            served.map_err(|error| Stop::Failed(format!("it could not go on serving: {error}")))
        }
        () = too_long => {
            out::warn(&format!("connections that were still open after {GRACE:?} were cut off"));
            Ok(())
        }
    }
}

/// Where it is and for whom. The key is not printed.
fn announce(address: SocketAddr, appids: &[String], global: &Global, out: &mut Out) -> Result<(), Stop> {
    let url = format!("http://{address}");
    if global.json {
        writeln!(out, "{}", json!({ "url": url, "appids": appids }))?;
        return Ok(out.flush()?);
    }
    writeln!(out, "{BOLD}A token server is listening.{BOLD:#} Ctrl-C stops it.\n")?;
    writeln!(out, "  address  {BOLD}{url}{BOLD:#}")?;
    writeln!(out, "  appids   {}", appids.join(", "))?;
    writeln!(out, "  key      the one in WX_TOKEN_KEY")?;
    let appid = appids.first().map_or("", String::as_str);
    writeln!(out, "\n{BOLD}Try it from another terminal{BOLD:#}\n")?;
    writeln!(out, "  {TYPED}curl -H \"Authorization: Bearer $WX_TOKEN_KEY\" '{url}/token/{appid}'{TYPED:#}")?;
    out.flush()?;
    Ok(())
}
