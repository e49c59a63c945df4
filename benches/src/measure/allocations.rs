//! How often a call asks for memory.

use allocation_counter::{AllocationInfo, measure};

use crate::{
    Failure,
    measure::{calls, runtime},
    scenario::Scenario,
    sdk::Name,
    server::Server,
};

/// Calls before counting begins: the token is fetched, the connection stands, buffers have their size.
const BEFORE: usize = 50;
const CALLS: usize = 200;

/// Allocations a call, on average.
pub(crate) fn a_call(name: Name, scenario: Scenario, server: &Server) -> Result<u64, Failure> {
    let runtime = runtime()?;
    let client = name.client(&name.url(server))?;
    runtime.block_on(calls(&*client, scenario, BEFORE))?;
    let mut done = Ok(());
    let AllocationInfo { count_total, .. } =
        measure(|| done = runtime.block_on(calls(&*client, scenario, CALLS)));
    done?;
    Ok((count_total + CALLS as u64 / 2) / CALLS as u64)
}
