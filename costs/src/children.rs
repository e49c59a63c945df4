//! What the processes that were started have cost.

use std::{fs, time::Duration};

/// The user time of those that have ended, where the system tells. Linux counts it in hundredths of a second in
/// `/proc/self/stat`.
pub(crate) fn user_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name before the bracket may hold anything; `cutime` is the 14th field after it.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks: u64 = fields.split_whitespace().nth(13)?.parse().ok()?;
    Some(Duration::from_millis(10 * ticks))
}
