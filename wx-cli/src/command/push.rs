//! `wx push`: message push, tried out.

mod list;
mod send;
mod verify;

use clap::{Args, Subcommand};
use wx_api::push::{EncodingAesKey, Format, PushToken};
use wx_mock::Pusher;

use self::{list::List, send::Send, verify::Verify};
use crate::{cli::Global, out::Out, stop::Stop};

/// What to do with pushes.
#[derive(Debug, Args)]
#[command(
    disable_help_subcommand = true,
    after_help = "\
Examples:
  wx push list                         every push there is a type for
  wx push url --to http://127.0.0.1:3000/wechat
                                       verify an address, as the console does when it is saved
  wx push send wxa_media_check --to http://127.0.0.1:3000/wechat --data '{\"trace_id\":\"60f96f1d\"}'
                                       push an event to your backend, signed and encrypted
  wx push verify --query 'signature=…&timestamp=…&nonce=…&msg_signature=…' --body @request.json
                                       what is in a request that was captured, or what is wrong with it

The Token is read from WX_PUSH_TOKEN, the EncodingAESKey from WX_PUSH_AES_KEY, as the console shows them under \
消息推送. Neither is a flag: flags show in `ps`."
)]
pub(crate) struct Push {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the pushes
    List(List),
    /// Push an event or a message to a backend, as WeChat would
    Send(Send),
    /// Verify the address of a backend, as the console does
    Url(send::Url),
    /// Check a captured request and show what is in it
    Verify(Verify),
}

impl Push {
    pub(crate) async fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        match self.command {
            Command::List(list) => list.run(global, out),
            Command::Send(send) => send.run(global, out).await,
            Command::Url(url) => url.run(global, out).await,
            Command::Verify(verify) => verify.run(global, out).await,
        }
    }
}

/// How pushes are protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Mode {
    /// 安全模式: encrypted
    Secure,
    /// 兼容模式: both ways at once
    Compatible,
    /// 明文模式: in plain text
    Plain,
}

/// In which format pushes come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum SpokenFormat {
    Json,
    Xml,
}

impl From<SpokenFormat> for Format {
    fn from(spoken: SpokenFormat) -> Self {
        match spoken {
            SpokenFormat::Json => Self::Json,
            SpokenFormat::Xml => Self::Xml,
        }
    }
}

/// Pushes to an address, with the Token and the key of the environment.
pub(super) fn pusher(url: &str, mode: Mode, appid: String) -> Result<Pusher, Stop> {
    let pusher = match mode {
        Mode::Secure => Pusher::secure(url, appid, token()?, key()?),
        Mode::Compatible => Pusher::compatible(url, appid, token()?, key()?),
        Mode::Plain => Pusher::plain(url, appid, token()?),
    };
    pusher.check_url().map_err(|problem| Stop::Usage(problem.to_string()))?;
    Ok(pusher)
}

/// The mini program, unless one is said: the fake WeChat's.
pub(super) fn appid(global: &Global) -> String {
    let said = global.appid.clone().filter(|appid| !appid.is_empty());
    said.unwrap_or_else(|| wx_mock::MockWechat::APPID.to_owned())
}

fn token() -> Result<PushToken, Stop> {
    variable("WX_PUSH_TOKEN").map(PushToken::new)
}

fn key() -> Result<EncodingAesKey, Stop> {
    let text = variable("WX_PUSH_AES_KEY")?;
    EncodingAesKey::new(&text).map_err(|error| Stop::Usage(format!("WX_PUSH_AES_KEY: {error}")))
}

fn variable(name: &str) -> Result<String, Stop> {
    match std::env::var(name) {
        Ok(value) if !value.trim().is_empty() => Ok(value.trim().to_owned()),
        _ => Err(Stop::Usage(format!(
            "{name} is not set: put there what the console shows under 消息推送, or what your backend was started with"
        ))),
    }
}
