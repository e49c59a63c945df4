//! Ten thousand calls at once on one client, over a limited number of connections.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use allocation_counter::{AllocationInfo, measure};
use async_trait::async_trait;
use futures_util::future::join_all;
use tokio::sync::Semaphore;

use crate::{
    Failure,
    measure::{median, runtime},
    page,
    scenario::Scenario,
    sdk::{Name, Sdk, floor, ours},
    server::Server,
};

const CONNECTIONS: usize = 256;
const CROWDS: [usize; 2] = [1000, 10_000];
const ROUNDS: usize = 5;

/// What one crowd had to wait for, and what it took to keep it.
struct Waited {
    /// Half of the calls ended within this, and 99 of 100 within that.
    half: f64,
    most: f64,
    bytes: u64,
}

pub(super) fn table() -> Result<String, Failure> {
    _ = rlimit::increase_nofile_limit(u64::MAX);
    let server = Server::start()?;
    let names = [Name::Floor, Name::OverReqwest, Name::OverHyper];
    let mut rows: Vec<_> = names.iter().map(|name| vec![name.title().to_owned()]).collect();
    for crowd in CROWDS {
        let mut waited: Vec<Vec<Waited>> = names.iter().map(|_| Vec::new()).collect();
        for _ in 0..ROUNDS {
            for (name, waited) in names.into_iter().zip(&mut waited) {
                waited.push(gather(crowd, &limited(name, &name.url(&server))?)?);
            }
        }
        for (row, waited) in rows.iter_mut().zip(&waited) {
            let of = |pick: fn(&Waited) -> f64| median(waited.iter().map(pick).collect());
            row.push(format!("{:.0}", of(|waited| waited.half * 1e3)?));
            row.push(format!("{:.0}", of(|waited| waited.most * 1e3)?));
            row.push(format!("{:.1}", of(|waited| waited.bytes as f64)? / crowd as f64 / 1024.0));
        }
    }
    let head = [
        "client",
        "1000 calls: p50, ms",
        "p99, ms",
        "KiB a call",
        "10,000 calls: p50, ms",
        "p99, ms",
        "KiB a call",
    ];
    Ok(format!(
        "{}\nAll calls begin at the same moment on one client and one thread, and share {CONNECTIONS} connections: this SDK by \
         `max_connections`, hyper-util behind a semaphore. Memory is the most that was allocated at a time, connections included. \
         Medians of {ROUNDS} interleaved rounds.\n",
        page::table(&head, &rows)
    ))
}

/// A client of so many connections.
fn limited(name: Name, url: &str) -> Result<Arc<dyn Sdk>, Failure> {
    Ok(match name {
        Name::OverReqwest => Arc::new(ours::over_reqwest(url)?.max_connections(CONNECTIONS).build()?),
        Name::OverHyper => Arc::new(ours::over_hyper(url).max_connections(CONNECTIONS).build()?),
        _ => Arc::new(Behind { client: floor::Client::new(url)?, gate: Semaphore::new(CONNECTIONS) }),
    })
}

/// A client behind a gate.
struct Behind {
    client: floor::Client,
    gate: Semaphore,
}

#[async_trait]
impl Sdk for Behind {
    async fn call(&self, scenario: Scenario) -> Result<(), Failure> {
        let _place = self.gate.acquire().await?;
        self.client.call(scenario).await
    }
}

fn gather(crowd: usize, client: &Arc<dyn Sdk>) -> Result<Waited, Failure> {
    let runtime = runtime()?;
    // The token is there before.
    runtime.block_on(client.call(Scenario::Phone))?;
    let mut times = Ok(Vec::new());
    let AllocationInfo { bytes_max, .. } = measure(|| times = runtime.block_on(all(crowd, client)));
    let mut times = times?;
    times.sort();
    let at = |part: f64| times.get((crowd as f64 * part) as usize).map_or(0.0, Duration::as_secs_f64);
    Ok(Waited { half: at(0.5), most: at(0.99), bytes: bytes_max })
}

async fn all(crowd: usize, client: &Arc<dyn Sdk>) -> Result<Vec<Duration>, Failure> {
    let start = Instant::now();
    let one = |_| {
        let client = Arc::clone(client);
        tokio::spawn(async move { client.call(Scenario::Phone).await.map(|()| start.elapsed()) })
    };
    let mut times = Vec::with_capacity(crowd);
    for ended in join_all((0..crowd).map(one)).await {
        times.push(ended??);
    }
    Ok(times)
}
