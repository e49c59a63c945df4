//! The first table: what a call costs.

use crate::{
    Failure,
    measure::{allocations, cpu, cpu::Load, instructions, token},
    page,
    scenario::Scenario,
    sdk::Name,
    server::Server,
};

const LOADS: [Load; 3] = [
    Load { scenario: Scenario::Phone, at_once: 1, calls: 1000 },
    Load { scenario: Scenario::Phone, at_once: 64, calls: 3200 },
    Load { scenario: Scenario::Image, at_once: 64, calls: 1280 },
];

pub(super) fn table() -> Result<String, Failure> {
    // A thousand callers have a thousand connections.
    _ = rlimit::increase_nofile_limit(u64::MAX);
    let server = Server::start()?;
    let times = cpu::a_call(&LOADS, &server)?;
    let pairs: Vec<_> =
        Name::ALL.iter().flat_map(|&name| Scenario::ALL.map(|scenario| (name, scenario))).collect();
    let counts = instructions::a_call(&pairs, &server)?;
    let counts: Vec<_> = counts.chunks_exact(Scenario::ALL.len()).collect();

    let usual = Name::ALL.iter().position(|name| *name == Name::HandWritten).unwrap_or_default();
    let ratio = |this: f64, usual: f64| format!("{:.2}", this / usual);
    let mut rows = Vec::new();
    for (at, name) in Name::ALL.iter().copied().enumerate() {
        let mut row = vec![name.title().to_owned()];
        row.extend(times.iter().map(|of| ratio(of[at].as_secs_f64(), of[usual].as_secs_f64())));
        row.extend((0..Scenario::ALL.len()).map(|of| {
            let (this, usual) = (counts[at][of], counts[usual][of]);
            if name == Name::HandWritten {
                format!("{} k", this / 1000)
            } else {
                ratio(this as f64, usual as f64)
            }
        }));
        for scenario in Scenario::ALL {
            row.push(allocations::a_call(name, scenario, &server)?.to_string());
        }
        row.extend(match name {
            Name::Floor | Name::ReqwestAlone => [String::new(), String::new()],
            name => {
                let (fetches, failed) = token::fate(name)?;
                [fetches.to_string(), failed.to_string()]
            }
        });
        rows.push(row);
    }
    let head = [
        "client",
        "phone, one by one",
        "phone, 64 at once",
        "image, 64 at once",
        "instructions: phone",
        "subscribe",
        "image",
        "get",
        "allocations: phone",
        "subscribe",
        "image",
        "get",
        "token fetches for 1000 cold callers",
        "failed of 1000 after the token died",
    ];
    Ok(format!(
        "{}\nCPU time and instructions as ratios to the hand-written client; CPU time is the median of 9 interleaved rounds, the \
         kernel's share included, against a loopback server in another process. Instructions are those of user space, as \
         callgrind counts them.\n",
        page::table(&head, &rows)
    ))
}
