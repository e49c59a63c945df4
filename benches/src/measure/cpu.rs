//! The CPU time of calls, the kernel's share included.

use std::{sync::Arc, time::Duration};

use cpu_time::ProcessTime;
use tokio::runtime::Runtime;

use crate::{
    Failure,
    measure::{calls_at_once, median, runtime},
    scenario::Scenario,
    sdk::{Name, Sdk},
    server::Server,
};

const ROUNDS: usize = 9;

/// A way to load the server.
#[derive(Clone, Copy)]
pub(super) struct Load {
    pub(super) scenario: Scenario,
    pub(super) at_once: usize,
    pub(super) calls: usize,
}

/// The CPU time of one call of each client, under each load: the median of rounds in which all clients take turns.
pub(super) fn a_call(loads: &[Load], server: &Server) -> Result<Vec<Vec<Duration>>, Failure> {
    let clients = Name::ALL.iter().map(|name| Ok((runtime()?, Arc::from(name.client(&name.url(server))?))));
    let clients: Vec<(Runtime, Arc<dyn Sdk>)> = clients.collect::<Result<_, Failure>>()?;
    loads.iter().map(|load| under(*load, &clients)).collect()
}

fn under(load: Load, clients: &[(Runtime, Arc<dyn Sdk>)]) -> Result<Vec<Duration>, Failure> {
    let Load { scenario, at_once, calls } = load;
    let mut times = vec![Vec::new(); clients.len()];
    for round in 0..=ROUNDS {
        for ((runtime, client), times) in clients.iter().zip(&mut times) {
            let start = ProcessTime::now();
            runtime.block_on(calls_at_once(client, scenario, calls, at_once))?;
            // The first round opens the connections.
            if round > 0 {
                times.push(start.elapsed() / u32::try_from(calls)?);
            }
        }
    }
    times.into_iter().map(median).collect()
}
