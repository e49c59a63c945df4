//! `wx mock`: the fake WeChat in the foreground.

use std::io::Write;

use clap::Args;
use serde_json::json;
use wx_mock::{MockWechat, Pusher};

use super::push::{self, Mode, SpokenFormat};
use crate::{
    cli::Global,
    client,
    out::{BOLD, DIM, Out, TYPED},
    signal,
    stop::Stop,
};

/// How the fake WeChat is to be.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wx mock                              on a free port; prints where and with which credentials
  wx mock --port 8420                  on a port of your choice
  wx mock --json                       one line of JSON when it is ready, for a script
  WX_APPID=wx1 WX_SECRET=s1 wx mock    with credentials of your choice
  wx mock --push-to http://127.0.0.1:3000/wechat
                                       pushes to your backend what follows a call

\
It serves every endpoint on 127.0.0.1, refuses what WeChat would refuse, with WeChat's own error codes, \
and forgets everything when it ends. Texts with `risky` in them are found risky; any js_code works once, \
one that begins with `invalid` never. GET /__mock/ lists how a test scripts faults, answers and pushes.

After a call it pushes the verdict of mediaCheckAsync, what became of a subscribe message, the end of a refund; \
POST /__mock/push has it push anything. The Token of message push is read from WX_PUSH_TOKEN, the EncodingAESKey from WX_PUSH_AES_KEY; neither is a flag.")]
pub(crate) struct Mock {
    /// The port; left out: any that is free.
    #[arg(long, short, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Take only codes that were issued here, with POST /__mock/ (see GET /__mock/).
    #[arg(long)]
    strict_codes: bool,
    /// Push to this address of your backend, signed and encrypted.
    #[arg(long, value_name = "URL")]
    push_to: Option<String>,
    /// How pushes are protected.
    #[arg(long, value_enum, value_name = "MODE", default_value = "secure", requires = "push_to")]
    push_mode: Mode,
    /// The format of pushes.
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "json", requires = "push_to")]
    push_format: SpokenFormat,
}

impl Mock {
    pub(crate) async fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        let mut builder = MockWechat::builder().port(self.port).strict_codes(self.strict_codes);
        let appid = global.appid.clone().filter(|appid| !appid.is_empty());
        match (appid, client::secret()?) {
            (Some(appid), Some(secret)) => builder = builder.app(appid, secret),
            (None, None) => {}
            (Some(_), None) => {
                return Err(Stop::Usage("an appid of your own needs a secret: set WX_SECRET too".into()));
            }
            (None, Some(_)) => {
                return Err(Stop::Usage(
                    "WX_SECRET is set without an appid: set WX_APPID too, or neither".into(),
                ));
            }
        }
        let pusher = self.pusher(global)?;
        // Before anybody can know that it runs, and stop it.
        let stop = signal::to_stop()?;
        let mut wechat = builder.try_start().await.map_err(|error| {
            Stop::Failed(format!("the fake WeChat cannot listen on 127.0.0.1:{}: {error}", self.port))
        })?;
        if let Some(pusher) = pusher {
            wechat.push_to(pusher);
        }
        announce(&wechat, self.push_to.as_deref(), global, out)?;
        tokio::select! {
            () = stop => wechat.stop().await,
            () = wechat.wait() => {}
        }
        if !global.json {
            writeln!(out, "\nStopped.")?;
        }
        Ok(())
    }
}

impl Mock {
    fn pusher(&self, global: &Global) -> Result<Option<Pusher>, Stop> {
        let Some(url) = &self.push_to else { return Ok(None) };
        let pusher = push::pusher(url, self.push_mode, push::appid(global))?;
        Ok(Some(pusher.format(self.push_format.into())))
    }
}

/// Where it is and how to talk to it. A secret of the user's own is not printed.
fn announce(wechat: &MockWechat, push_to: Option<&str>, global: &Global, out: &mut Out) -> Result<(), Stop> {
    let (base, appid) = (wechat.base_url(), wechat.appid());
    let own = wechat.secret() != MockWechat::SECRET;
    if global.json {
        let secret = if own { None } else { Some(wechat.secret()) };
        writeln!(
            out,
            "{}",
            json!({ "base_url": base, "appid": appid, "secret": secret, "push_to": push_to })
        )?;
        return Ok(out.flush()?);
    }
    let secret = if own { "the one in WX_SECRET" } else { wechat.secret() };
    writeln!(out, "{BOLD}A fake WeChat is listening.{BOLD:#} Ctrl-C stops it.\n")?;
    writeln!(out, "  base URL  {BOLD}{base}{BOLD:#}")?;
    writeln!(out, "  appid     {appid}")?;
    writeln!(out, "  secret    {secret}")?;
    if let Some(url) = push_to {
        writeln!(out, "  pushes    to {url}")?;
    }
    let shown = if own { "$WX_SECRET" } else { secret };
    let curl = format!(
        "curl '{base}/sns/jscode2session?appid={appid}&secret='{shown}'&js_code=any&grant_type=authorization_code'"
    );
    let curl = if own { curl } else { curl.replace(&format!("'{shown}'"), shown) };
    writeln!(out, "\n{BOLD}Try it from another terminal{BOLD:#}\n")?;
    writeln!(out, "  {TYPED}{curl}{TYPED:#}")?;
    writeln!(
        out,
        "  {TYPED}wx call getPhoneNumber --data '{{\"code\":\"any\"}}' --base-url {base}{TYPED:#}"
    )?;
    writeln!(
        out,
        "  {TYPED}curl {base}/__mock/{TYPED:#}  {DIM}how to script it: faults, codes, answers, pushes{DIM:#}"
    )?;
    out.flush()?;
    Ok(())
}
