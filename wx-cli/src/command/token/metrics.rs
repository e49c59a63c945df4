//! What the token server counts, for Prometheus.

use std::time::Duration;

use axum::http::StatusCode;
use metrics::{counter, describe_counter};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

use crate::stop::Stop;

/// The requests that were answered.
const REQUESTS: &str = "wx_token_server_requests_total";
/// Seconds. Without buckets it would be a summary, which cannot be added up over servers.
const BUCKETS: [f64; 8] = [0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
/// How often what was observed is put into the buckets, if nobody looks.
const UPKEEP: Duration = Duration::from_secs(60);

/// Everything this process counts.
pub(super) struct Counters(PrometheusHandle);

impl Counters {
    /// Counts from now on, for the whole process.
    pub(super) fn install() -> Result<Self, Stop> {
        let handle = install().map_err(|error| Stop::Failed(format!("nothing could be counted: {error}")))?;
        wx_api::metrics::describe();
        describe_counter!(REQUESTS, "Requests that the token server answered, by HTTP status.");
        let upkeep = handle.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(UPKEEP).await;
                upkeep.run_upkeep();
            }
        });
        Ok(Self(handle))
    }

    /// As Prometheus reads it.
    pub(super) fn text(&self) -> String {
        self.0.render()
    }
}

fn install() -> Result<PrometheusHandle, BuildError> {
    let builder = PrometheusBuilder::new();
    builder.set_buckets_for_metric(Matcher::Full("wx_call_seconds".to_owned()), &BUCKETS)?.install_recorder()
}

/// A request was answered.
pub(super) fn answered(status: StatusCode) {
    counter!(REQUESTS, "status" => status.as_str().to_owned()).increment(1);
}
