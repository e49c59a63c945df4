//! What a call costs at run time, this SDK beside others, in one run.
//!
//! `cargo run -p benches --release` prints the tables and writes them into `BENCHMARKS.md`. Ratios are to a hand-written
//! reqwest client; the runs of all clients are interleaved, so that a busy minute hits each alike.

use std::{
    fmt,
    io::{self, Write},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

mod budget;
#[path = "../../costs/src/children.rs"]
mod children;
mod measure;
#[path = "../../costs/src/page.rs"]
mod page;
mod scenario;
mod sdk;
mod server;

use scenario::Scenario;

/// What a call costs at run time, this SDK beside others.
#[derive(Parser)]
#[command(name = "benches")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Every table but `program`, printed and written into BENCHMARKS.md: what happens without a word.
    All,
    /// One table.
    Table {
        /// Which.
        table: measure::Table,
        /// Writes it into BENCHMARKS.md too.
        #[arg(long)]
        write: bool,
    },
    /// Holds this SDK's instructions and allocations a call to what `benches/budget.txt` allows.
    Budget {
        /// Writes the file anew.
        #[arg(long)]
        write: bool,
    },
    /// The loopback server.
    #[command(hide = true)]
    Serve,
    /// Some calls, one after the other: what is run under valgrind.
    #[command(hide = true)]
    Calls { sdk: sdk::Name, scenario: Scenario, url: String, calls: usize },
}

/// What went wrong, in a sentence.
#[derive(Debug)]
struct Failure(String);

impl Failure {
    fn of(error: impl fmt::Display) -> Self {
        Self(error.to_string())
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

fn main() -> ExitCode {
    match run(Cli::parse().command.unwrap_or(Command::All)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(message)) => {
            _ = writeln!(io::stderr(), "benches: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::All => measure::Table::USUAL.into_iter().try_for_each(|table| table.show(true)),
        Command::Table { table, write } => table.show(write),
        Command::Budget { write } => budget::hold(write),
        Command::Serve => measure::runtime()?.block_on(server::serve()),
        Command::Calls { sdk, scenario, url, calls } => {
            let client = sdk.client(&url)?;
            measure::runtime()?.block_on(measure::calls(&*client, scenario, calls))
        }
    }
}
