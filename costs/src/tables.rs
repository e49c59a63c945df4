//! One file a table.

use std::time::Duration;

pub(crate) mod averages;
pub(crate) mod build;
pub(crate) mod change;
pub(crate) mod expansion;
pub(crate) mod instructions;
pub(crate) mod lines;
pub(crate) mod passes;
pub(crate) mod shapes;
pub(crate) mod unused;

/// `2.31`
fn seconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64())
}

/// `2.31`, or a dash where the system does not tell.
fn cpu(time: Option<Duration>) -> String {
    time.map_or_else(|| "–".to_owned(), seconds)
}

/// Milliseconds an endpoint.
fn each(time: Duration, endpoints: usize) -> String {
    format!("{:.1}", 1000.0 * time.as_secs_f64() / endpoints as f64)
}

/// `1.15`
fn ratio(ours: Duration, theirs: Duration) -> String {
    format!("{:.2}", ours.as_secs_f64() / theirs.as_secs_f64())
}
