//! What is counted, through the `metrics` facade; nothing without the feature `metrics`.
//!
//! | name | labels | |
//! |---|---|---|
//! | `wx_calls_total` | `endpoint`, `outcome` | calls; how they ended: `ok`, `request`, `token`, `transport`, `errcode`, `answer` |
//! | `wx_call_seconds` | `endpoint` | histogram: how long a call took, token and retries included |
//! | `wx_errcodes_total` | `endpoint`, `errcode` | what WeChat answered to calls that failed |
//! | `wx_retries_total` | `endpoint` | tries after the first, a new token's included |
//! | `wx_token_fetches_total` | `appid`, `outcome`, `forced` | fetches of an access token |
//! | `wx_token_taken_timestamp_seconds` | `appid` | gauge: when this process took the token it has; the time less this is its age |
//! | `wx_token_expires_timestamp_seconds` | `appid` | gauge: when that token expires |
//! | `wx_token_store_failures_total` | `appid` | operations of the token store that failed |
//! | `wx_pushes_total` | `push`, `outcome` | requests of message push: `taken`, `again` (seen before), `refused` (no push, no name) |

use std::time::Duration;

use wx_core::{AppId, Meta};

use crate::Error;

/// Tells the recorder in use what the numbers mean. Call it once, after the recorder is installed.
#[cfg(feature = "metrics")]
pub fn describe() {
    use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};
    describe_counter!("wx_calls_total", "Calls of the WeChat server API, by endpoint and outcome.");
    describe_histogram!(
        "wx_call_seconds",
        Unit::Seconds,
        "How long a call took, token and retries included."
    );
    describe_counter!("wx_errcodes_total", "Errcodes that WeChat answered.");
    describe_counter!("wx_retries_total", "Tries after the first.");
    describe_counter!("wx_token_fetches_total", "Fetches of an access token.");
    describe_gauge!("wx_token_taken_timestamp_seconds", Unit::Seconds, "When the token in hand was taken.");
    describe_gauge!("wx_token_expires_timestamp_seconds", Unit::Seconds, "When the token in hand expires.");
    describe_counter!("wx_token_store_failures_total", "Operations of the token store that failed.");
    describe_counter!("wx_pushes_total", "Requests of message push, by what was pushed and outcome.");
}

/// A call has ended.
pub(crate) fn call(meta: &'static Meta, error: Option<&Error>, elapsed: Duration) {
    #[cfg(feature = "metrics")]
    {
        let outcome = match error {
            None => "ok",
            Some(Error::Setup(_) | Error::Request(_)) => "request",
            Some(Error::Token(_) | Error::Source(_)) => "token",
            Some(Error::Transport(_)) => "transport",
            Some(Error::Api(_)) => "errcode",
            Some(Error::Answer(_)) => "answer",
        };
        metrics::counter!("wx_calls_total", "endpoint" => meta.name, "outcome" => outcome).increment(1);
        metrics::histogram!("wx_call_seconds", "endpoint" => meta.name).record(elapsed);
        if let Some(Error::Api(api)) = error {
            let errcode = api.code.to_string();
            metrics::counter!("wx_errcodes_total", "endpoint" => meta.name, "errcode" => errcode)
                .increment(1);
        }
    }
    let _ = (meta, error, elapsed);
}

/// A call is made again.
pub(crate) fn retry(meta: &'static Meta) {
    #[cfg(feature = "metrics")]
    metrics::counter!("wx_retries_total", "endpoint" => meta.name).increment(1);
    let _ = meta;
}

/// A token was fetched, or not.
pub(crate) fn token_fetch(appid: &AppId, forced: bool, ok: bool) {
    #[cfg(feature = "metrics")]
    metrics::counter!(
        "wx_token_fetches_total",
        "appid" => appid.to_string(),
        "outcome" => if ok { "ok" } else { "failed" },
        "forced" => if forced { "true" } else { "false" },
    )
    .increment(1);
    let _ = (appid, forced, ok);
}

/// A token was taken in hand.
pub(crate) fn token(appid: &AppId, expires_in: Duration) {
    #[cfg(feature = "metrics")]
    {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let label = || [("appid", appid.to_string())];
        metrics::gauge!("wx_token_taken_timestamp_seconds", &label()).set(now.as_secs_f64());
        metrics::gauge!("wx_token_expires_timestamp_seconds", &label()).set((now + expires_in).as_secs_f64());
    }
    let _ = (appid, expires_in);
}

/// The token store has failed.
pub(crate) fn store_failure(appid: &AppId) {
    #[cfg(feature = "metrics")]
    metrics::counter!("wx_token_store_failures_total", "appid" => appid.to_string()).increment(1);
    let _ = appid;
}

/// A request of message push has come.
#[cfg(feature = "push")]
pub(crate) fn push(name: &str, outcome: &'static str) {
    #[cfg(feature = "metrics")]
    metrics::counter!("wx_pushes_total", "push" => name.to_owned(), "outcome" => outcome).increment(1);
    let _ = (name, outcome);
}
