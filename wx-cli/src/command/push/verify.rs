//! `wx push verify`: a captured request, looked into.

use std::{io::Write, time::SystemTime};

use clap::Args;
use serde_json::{Value, json};
use wx_api::{
    http::Request,
    push::{Incoming, Push, Receiver},
};

use super::{Mode, appid, key, token};
use crate::{
    cli::Global,
    command::call::typed_text,
    out::{BOLD, GOOD, Out},
    stop::Stop,
};

/// The request.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The query of its address, everything after the `?`.
    #[arg(long, value_name = "QUERY")]
    query: String,
    /// Its body; @FILE reads a file, - reads stdin. Left out: it is the GET that verifies the address.
    #[arg(long, value_name = "TEXT|@FILE|-")]
    body: Option<String>,
    /// How pushes are protected.
    #[arg(long, value_enum, default_value = "secure")]
    mode: Mode,
}

impl Verify {
    pub(super) async fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        let appid = appid(global);
        let receiver = match self.mode {
            Mode::Secure => Receiver::secure(appid, token()?, key()?),
            Mode::Compatible => Receiver::compatible(appid, token()?, key()?),
            Mode::Plain => Receiver::plain(appid, token()?),
        };
        let query = self.query.trim_start_matches('?');
        let uri = format!("/?{query}");
        let request = match &self.body {
            Some(body) => Request::post(uri).body(typed_text(body)?.0.into_bytes()),
            None => Request::get(uri).body(Vec::new()),
        };
        let request = request.map_err(|error| Stop::Usage(format!("--query is no query: {error}")))?;
        // It was captured some time ago, and is looked at, not handled.
        let taken = receiver.max_age(None).no_dedup().take(&request).await;
        match taken.map_err(|error| Stop::Failed(error.to_string()))? {
            Incoming::Answered(reply) => {
                let echo = String::from_utf8_lossy(reply.body()).into_owned();
                if global.json {
                    return out.json(&json!({ "verification": true, "answer": echo }));
                }
                writeln!(
                    out,
                    "{GOOD}The signature fits.{GOOD:#} The address is verified by answering: {echo}"
                )?;
                Ok(())
            }
            Incoming::Push(push) => show(&push, query, global, out),
        }
    }
}

fn show(push: &Push, query: &str, global: &Global, out: &mut Out) -> Result<(), Stop> {
    let known = push.show().map_err(|error| {
        Stop::Failed(format!(
            "the request is WeChat's, and is not what `{}` is known to be: {error}",
            push.name()
        ))
    })?;
    let rust_name = known.as_ref().map(|(meta, _)| meta.rust_name);
    let fields = known.map_or_else(|| Value::Object(push.fields().clone()), |(_, fields)| fields);
    if global.json {
        return out.json(&json!({
            "name": push.name(), "rust_name": rust_name, "from_user": push.from_user(), "to_user": push.to_user(),
            "created": push.created(), "format": push.format().to_string(), "key": push.key(), "fields": fields,
        }));
    }
    writeln!(out, "{GOOD}The request is WeChat's{GOOD:#}{}.", age(query))?;
    let read = rust_name.map_or("no type here knows it".to_owned(), |name| format!("read as {name}"));
    writeln!(out, "{BOLD}{}{BOLD:#} of {}, {read}", push.name(), push.from_user())?;
    writeln!(out, "{fields:#}")?;
    Ok(())
}

/// How old it is, if it is older than a receiver takes.
fn age(query: &str) -> String {
    let signed = query.split('&').find_map(|pair| pair.strip_prefix("timestamp="));
    let signed = signed.and_then(|seconds| seconds.parse::<u64>().ok());
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    match signed.map(|signed| now.saturating_sub(signed)) {
        Some(age) if age > 300 => format!("; signed {age} seconds ago, a receiver takes it for 300"),
        _ => String::new(),
    }
}
