//! `wx mock`: the fake WeChat in the foreground.

use std::io::Write;

use clap::Args;
use serde_json::json;
use wx_mock::MockWechat;

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

\
It serves every endpoint on 127.0.0.1, refuses what WeChat would refuse, with WeChat's own error codes, \
and forgets everything when it ends. Texts with `risky` in them are found risky; any js_code works once, \
one that begins with `invalid` never. GET /__mock/ lists how a test scripts faults and answers.")]
pub(crate) struct Mock {
    /// The port; left out: any that is free.
    #[arg(long, short, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Take only codes that were issued here, with POST /__mock/ (see GET /__mock/).
    #[arg(long)]
    strict_codes: bool,
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
        // Before anybody can know that it runs, and stop it.
        let stop = signal::to_stop()?;
        let mut wechat = builder.try_start().await.map_err(|error| {
            Stop::Failed(format!("the fake WeChat cannot listen on 127.0.0.1:{}: {error}", self.port))
        })?;
        announce(&wechat, global, out)?;
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

/// Where it is and how to talk to it. A secret of the user's own is not printed.
fn announce(wechat: &MockWechat, global: &Global, out: &mut Out) -> Result<(), Stop> {
    let (base, appid) = (wechat.base_url(), wechat.appid());
    let own = wechat.secret() != MockWechat::SECRET;
    if global.json {
        let secret = if own { None } else { Some(wechat.secret()) };
        writeln!(out, "{}", json!({ "base_url": base, "appid": appid, "secret": secret }))?;
        return Ok(out.flush()?);
    }
    let secret = if own { "the one in WX_SECRET" } else { wechat.secret() };
    writeln!(out, "{BOLD}A fake WeChat is listening.{BOLD:#} Ctrl-C stops it.\n")?;
    writeln!(out, "  base URL  {BOLD}{base}{BOLD:#}")?;
    writeln!(out, "  appid     {appid}")?;
    writeln!(out, "  secret    {secret}")?;
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
        "  {TYPED}curl {base}/__mock/{TYPED:#}  {DIM}how to script it: faults, codes, answers{DIM:#}"
    )?;
    out.flush()?;
    Ok(())
}
