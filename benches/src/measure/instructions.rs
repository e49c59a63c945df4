//! How many instructions a call takes in user space, as callgrind counts them: the same on a busy machine as on an idle one.

use std::{
    process::Command,
    sync::{Mutex, PoisonError},
    thread,
};

use crate::{Failure, scenario::Scenario, sdk::Name, server::Server};

/// Two runs, of which the difference counts: starting up is in both.
const FEW: usize = 50;
const MANY: usize = 350;

/// Instructions of one call of each pair. Two are counted at a time, they do not disturb each other.
pub(crate) fn a_call(pairs: &[(Name, Scenario)], server: &Server) -> Result<Vec<u64>, Failure> {
    let jobs: Vec<_> = pairs.iter().flat_map(|&pair| [(pair, FEW), (pair, MANY)]).collect();
    let queue = Mutex::new(jobs.iter().enumerate());
    let counts = Mutex::new(jobs.iter().map(|_| None).collect::<Vec<_>>());
    let work = || {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((at, &((name, scenario), calls))) = next else { return };
            let counted = count(name, scenario, &name.url(server), calls);
            counts.lock().unwrap_or_else(PoisonError::into_inner)[at] = Some(counted);
        }
    };
    thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let counts = counts.into_inner().unwrap_or_else(PoisonError::into_inner);
    let counts: Vec<u64> = counts.into_iter().flatten().collect::<Result<_, _>>()?;
    let runs = counts.chunks_exact(2).map(|run| run[1].saturating_sub(run[0]) / (MANY - FEW) as u64);
    Ok(runs.collect())
}

/// Instructions of this program with so many calls.
fn count(name: Name, scenario: Scenario, url: &str, calls: usize) -> Result<u64, Failure> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args(["calls", &name.word(), scenario.name(), url, &calls.to_string()])
        .output()
        .map_err(|error| Failure(format!("valgrind cannot be run, is it installed? {error}")))?;
    let told = String::from_utf8_lossy(&output.stderr);
    // `==4711== Collected : 10617464190`
    let count = told.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    match count {
        Some(count) if output.status.success() => Ok(count),
        _ => Err(Failure(format!("valgrind told no count:\n{told}"))),
    }
}
