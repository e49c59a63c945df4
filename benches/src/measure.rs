//! The tables.

use std::{
    io::{self, Write},
    sync::Arc,
};

use clap::ValueEnum;
use futures_util::future::join_all;
use tokio::runtime::{Builder, Runtime};

use crate::{Failure, page, scenario::Scenario, sdk::Sdk};

pub(crate) mod allocations;
mod call;
mod cpu;
mod crowd;
mod idle;
pub(crate) mod instructions;
mod program;
mod token;

/// One table of `BENCHMARKS.md`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Table {
    /// What a call costs, in CPU time, instructions and allocations, and what becomes of the token.
    Call,
    /// Ten thousand calls at once.
    Crowd,
    /// Ten thousand clients that do nothing.
    Idle,
    /// The smallest program that fetches a phone number: its size, and what it takes to build.
    Program,
}

impl Table {
    /// Those that are measured in minutes; building programs takes longer, and is asked for by its name.
    pub(crate) const USUAL: [Self; 3] = [Self::Call, Self::Crowd, Self::Idle];

    /// Measures, prints, and writes.
    pub(crate) fn show(self, write: bool) -> Result<(), Failure> {
        let (name, body) = match self {
            Self::Call => ("call", call::table()?),
            Self::Crowd => ("crowd", crowd::table()?),
            Self::Idle => ("idle", idle::table()?),
            Self::Program => ("program", program::table()?),
        };
        let command = format!("cargo run -p benches --release -- table {name}");
        let block = page::block(&command, &body);
        writeln!(io::stdout(), "{block}")?;
        if write { page::write("benches", name, &block) } else { Ok(()) }
    }
}

/// One thread for all: what is counted is the client's, and repeats.
pub(crate) fn runtime() -> Result<Runtime, Failure> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

/// So many calls, one after the other.
pub(crate) async fn calls(client: &dyn Sdk, scenario: Scenario, calls: usize) -> Result<(), Failure> {
    for _ in 0..calls {
        client.call(scenario).await?;
    }
    Ok(())
}

/// So many calls, always so many of them under way.
async fn calls_at_once(
    client: &Arc<dyn Sdk>,
    scenario: Scenario,
    all: usize,
    at_once: usize,
) -> Result<(), Failure> {
    let one = |_| {
        let client = Arc::clone(client);
        tokio::spawn(async move { calls(&*client, scenario, all / at_once).await })
    };
    for ended in join_all((0..at_once).map(one)).await {
        ended??;
    }
    Ok(())
}

/// The one in the middle.
fn median<T: PartialOrd + Copy>(mut numbers: Vec<T>) -> Result<T, Failure> {
    numbers.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    numbers.get(numbers.len() / 2).copied().ok_or_else(|| Failure("nothing was measured".to_owned()))
}
