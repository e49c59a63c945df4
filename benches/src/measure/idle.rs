//! Ten thousand mini programs in one process, each with a client of its own, over the same connections.

use allocation_counter::{AllocationInfo, measure};
use wx_api::Client;

use crate::{
    Failure,
    measure::runtime,
    page,
    scenario::{SECRET, Scenario},
    sdk::{Name, Sdk, ours},
    server::Server,
};

const CLIENTS: usize = 10_000;

pub(super) fn table() -> Result<String, Failure> {
    let server = Server::start()?;
    let url = Name::OverHyper.url(&server);
    let runtime = runtime()?;
    let first = ours::over_hyper(&url).build()?;
    runtime.block_on(first.call(Scenario::Phone))?;
    let before = (threads()?, runtime.metrics().num_alive_tasks());

    let mut clients = Vec::with_capacity(CLIENTS);
    let mut built = Ok(());
    let fresh = measure(|| {
        built = (0..CLIENTS).try_for_each(|at| {
            let builder = Client::builder(format!("wx{at:016x}"), SECRET).base_url(&url);
            clients.push(builder.connections_of(&first).build()?);
            Ok::<_, Failure>(())
        });
    });
    built?;
    let mut called = Ok(());
    let used = measure(|| {
        called = runtime.block_on(async {
            for client in &clients {
                client.call(Scenario::Phone).await?;
            }
            Ok::<_, Failure>(())
        });
    });
    called?;
    let after = (threads()?, runtime.metrics().num_alive_tasks());
    let bytes = |info: AllocationInfo| info.bytes_current as f64 / CLIENTS as f64;
    let rows = [
        vec!["bytes of a client that was never used".to_owned(), format!("{:.0}", bytes(fresh))],
        vec!["bytes of a client with a token".to_owned(), format!("{:.0}", bytes(fresh) + bytes(used))],
        vec!["threads more than with one client".to_owned(), (after.0 - before.0).to_string()],
        vec!["tasks more than with one client".to_owned(), (after.1.saturating_sub(before.1)).to_string()],
    ];
    Ok(format!(
        "{}\n{CLIENTS} clients by `connections_of` the first, each of which has made one call.\n",
        page::table(&["10,000 clients", ""], &rows)
    ))
}

/// How many threads this process has.
fn threads() -> Result<i64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let threads = status.lines().find_map(|line| line.strip_prefix("Threads:")?.trim().parse().ok());
    threads.ok_or_else(|| Failure("the system tells no number of threads".to_owned()))
}
