//! `wx token`: the access token itself, and the server that gives it out to a fleet.

mod apps;
mod key;
mod metrics;
mod routes;
mod serve;

use std::{io::Write, sync::Arc, time::Duration};

use clap::{Args, Subcommand};
use serde_json::json;
use wx_api::{
    AppSecret, Client, TokenSource,
    token::{RedisStore, Token as Current},
};

use self::serve::Serve;
use crate::{cli::Global, client, out::Out, stop::Stop};

/// How long a token may take: two attempts upstream, of which the first one hangs. It is less than the 10 seconds that a client of
/// ours waits in its second attempt: it is to hear why there is none. (Its first attempt ends after 3 seconds; what is fetched here
/// goes on.)
const TIMEOUT: Duration = Duration::from_secs(8);

/// Where the token comes from, and what is done with it.
#[derive(Debug, Args)]
#[command(
    disable_help_subcommand = true,
    after_help = "\
Examples:
  wx token                             the token, to be looked at
  curl \"https://api.weixin.qq.com/…?access_token=$(wx token)\"
  wx token --json                      with the seconds it is still good for
  wx token serve                       a server for all who need it; `wx token serve --help`

\
This is the one command whose purpose is to show the token: it is worth the whole API for two hours. \
The appid comes from --appid or WX_APPID, the AppSecret from WX_SECRET.

With WX_REDIS_URL (`redis://:password@host:6379`) the token is the one that your servers share there. \
It has a password in it and so is never a flag. Without it, WeChat's stable_token is asked, which takes \
the token from nobody."
)]
pub(crate) struct Token {
    #[command(flatten)]
    origin: Origin,
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run a central token server (中控服务器) in the foreground
    Serve(Serve),
}

#[derive(Debug, Args)]
struct Origin {
    /// Ask the older /cgi-bin/token, where each fetch takes the token from everybody who has it. Without
    /// WX_REDIS_URL only for `serve`, as the one place that asks.
    #[arg(long, global = true)]
    legacy: bool,
}

impl Token {
    pub(crate) async fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        let origin = self.origin.with_store()?;
        let Some(Task::Serve(serve)) = self.task else { return show(&origin, global, out).await };
        serve.run(&origin, global, out).await
    }
}

/// Prints the token.
async fn show(origin: &Shared, global: &Global, out: &mut Out) -> Result<(), Stop> {
    if origin.legacy && origin.store.is_none() {
        return Err(Stop::Usage(
            "--legacy takes the token from every server that has it, unless they share it: set WX_REDIS_URL, \
             or leave --legacy out"
                .into(),
        ));
    }
    let (appid, secret) = global.credentials()?;
    let token = origin.client(global, appid, secret.into())?.token().await?;
    if global.json {
        return out.json(&shown(&token));
    }
    writeln!(out, "{}", token.access_token.expose())?;
    Ok(())
}

/// The token as JSON, in WeChat's own words.
fn shown(token: &Current) -> serde_json::Value {
    json!({ "access_token": token.access_token.expose(), "expires_in": token.expires_in.as_secs() })
}

/// Where tokens come from and where they are shared.
struct Shared {
    legacy: bool,
    /// One for all appids: they share its connection.
    store: Option<Arc<RedisStore>>,
}

impl Origin {
    fn with_store(&self) -> Result<Shared, Stop> {
        let url = client::in_environment("WX_REDIS_URL")?;
        let store = url.map(RedisStore::new).transpose();
        let store = store.map_err(|error| Stop::Usage(format!("WX_REDIS_URL: {error}")))?;
        Ok(Shared { legacy: self.legacy, store: store.map(Arc::new) })
    }
}

impl Shared {
    /// The client whose token it is.
    fn client(&self, global: &Global, appid: String, secret: AppSecret) -> Result<Client, Stop> {
        let mut builder = global.at_base_url(Client::builder(appid, secret)).timeout(TIMEOUT);
        if self.legacy {
            builder = builder.token_source(TokenSource::legacy());
        }
        if let Some(store) = &self.store {
            builder = builder.token_store(Arc::clone(store));
        }
        builder.build().map_err(|error| Stop::Usage(error.to_string()))
    }
}
