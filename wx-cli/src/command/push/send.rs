//! `wx push send`: an event or a message, pushed as WeChat would.

use std::io::Write;

use clap::Args;
use serde_json::{Value, json};
use wx_mock::{Pushed, PushedReply, Pusher};

use super::{Mode, SpokenFormat, appid};
use crate::{
    cli::Global,
    command::call::typed_text,
    out::{DIM, GOOD, Out},
    request,
    stop::Stop,
};

/// Where pushes go, and how.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// The address of the backend.
    #[arg(long, value_name = "URL")]
    to: String,
    /// How pushes are protected.
    #[arg(long, value_enum, default_value = "secure")]
    mode: Mode,
}

impl Target {
    fn pusher(&self, global: &Global) -> Result<Pusher, Stop> {
        super::pusher(&self.to, self.mode, appid(global))
    }
}

/// Which address.
#[derive(Debug, Args)]
pub(super) struct Url {
    #[command(flatten)]
    target: Target,
}

impl Url {
    pub(super) async fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        let pusher = self.target.pusher(global)?;
        pusher.verify().await.map_err(|problem| Stop::Failed(problem.to_string()))?;
        if global.json {
            return out.json(&json!({ "verified": self.target.to }));
        }
        writeln!(out, "{GOOD}The address is verified:{GOOD:#} it knows the Token.")?;
        Ok(())
    }
}

/// What is pushed.
#[derive(Debug, Args)]
pub(super) struct Send {
    /// The event (`wxa_media_check`), the type of a message (`text`), or the Rust name of either.
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    target: Target,
    /// Fields that stand over those of the sample, as a JSON object; @FILE reads a file, - reads stdin.
    #[arg(long, short, value_name = "JSON|@FILE|-", default_value = "{}", hide_default_value = true)]
    data: String,
    /// The format.
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "json")]
    format: SpokenFormat,
    /// The user it comes from; the sample's unless said.
    #[arg(long, value_name = "OPENID")]
    from: Option<String>,
    /// How often the same push is sent: a second time a backend should answer and do nothing.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=20))]
    times: u8,
}

impl Send {
    pub(super) async fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        let (text, from) = typed_text(&self.data)?;
        let data = Value::Object(request::parse(&text, from)?);
        let mut pusher = self.target.pusher(global)?;
        pusher = pusher.format(self.format.into());
        if let Some(openid) = &self.from {
            pusher = pusher.from_user(openid.as_str());
        }
        let failed = |problem: wx_mock::PushProblem| match problem.comes_again() {
            true => Stop::Failed(problem.to_string()),
            false => Stop::Usage(problem.to_string()),
        };
        let message = pusher.message(&self.name, &data).map_err(failed)?;
        if !global.json {
            writeln!(out, "{DIM}{}{DIM:#}", Value::Object(message.clone()))?;
        }
        let mut pushes = Vec::new();
        for _ in 0..self.times {
            let pushed = pusher.send_message(message.clone()).await.map_err(failed)?;
            if !global.json {
                writeln!(out, "{GOOD}pushed{GOOD:#}  {}", said(&pushed))?;
            }
            pushes.push(json!({ "message": pushed.message, "reply": reply(&pushed) }));
        }
        if global.json { out.json(&pushes) } else { Ok(()) }
    }
}

fn reply(pushed: &Pushed) -> Value {
    match &pushed.reply {
        PushedReply::Fields(fields) => Value::Object(fields.clone()),
        _ => "success".into(),
    }
}

fn said(pushed: &Pushed) -> String {
    match &pushed.reply {
        PushedReply::Fields(fields) => format!("the backend replies {}", Value::Object(fields.clone())),
        _ => "the backend says that it arrived".to_owned(),
    }
}
