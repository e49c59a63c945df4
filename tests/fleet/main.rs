//! Many servers, one token: a real redis-server, real processes, stampedes.

mod processes;
mod pushes;
mod redis_server;
mod stampede;
mod store;

/// Says something past the test harness, which keeps what is printed to itself when a test passes.
fn tell(what: impl std::fmt::Display) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{what}");
}
