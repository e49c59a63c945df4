//! What an endpoint costs to compile.
//!
//! Endpoints are generated, made up or read from the official list, once with our macros and once as the same types with
//! serde's derives alone; cargo compiles both, and the tables of `BENCHMARKS.md` say what it took.

use std::{
    fmt,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand};

mod averages;
mod cargo;
mod catalogue;
mod children;
mod facts;
mod names;
mod page;
mod scratch;
mod source;
mod synthetic;
mod tables;

use scratch::Scratch;

/// Measures what an endpoint costs to compile and prints the tables of BENCHMARKS.md.
#[derive(Parser)]
#[command(name = "wx-costs")]
struct Cli {
    #[command(subcommand)]
    table: Table,
    #[command(flatten)]
    options: Options,
}

#[derive(Subcommand, Clone, Copy, PartialEq, Eq)]
enum Table {
    /// The average endpoint of the official list, and the one that is made up after it (with --facts).
    Averages,
    /// Lines of generated code.
    Lines,
    /// The time inside the macro.
    Expansion,
    /// Clean `cargo check`, `cargo build`, `cargo build --release`.
    Build,
    /// The same again after one literal was changed.
    Change,
    /// All official endpoints (with --facts).
    Shapes,
    /// What endpoints weigh that nobody calls.
    Unused,
    /// The instructions rustc needs, under valgrind: slow, but the same on a busy machine.
    Instructions,
    /// Where rustc's time goes; needs options of rustc that are not stable.
    Passes,
    /// Every table that the given options allow.
    All,
    /// One expansion of each kind in this program's own build, for `expansion`.
    #[command(hide = true)]
    Expand,
}

#[derive(Args, Clone)]
struct Options {
    /// How many endpoints are made up.
    #[arg(long, global = true, value_delimiter = ',', default_values_t = [100, 400, 1000])]
    sizes: Vec<usize>,
    /// How often each run is repeated; the fastest counts.
    #[arg(long, global = true, default_value_t = 3)]
    repeat: usize,
    /// The official list, `endpoints.json`. It is not part of the repository.
    #[arg(long, global = true, value_name = "PATH")]
    facts: Option<PathBuf>,
    /// Another checkout of this repository whose macros are measured.
    #[arg(long, global = true, value_name = "PATH", default_value = HERE)]
    checkout: PathBuf,
    /// Writes the tables into BENCHMARKS.md too.
    #[arg(long, global = true)]
    write: bool,
}

impl Options {
    /// The command that makes a table.
    fn command(&self, name: &str) -> String {
        let mut command = format!("cargo run -p wx-costs --release -- {name}");
        if matches!(name, "build" | "change") {
            let sizes: Vec<_> = self.sizes.iter().map(ToString::to_string).collect();
            command += &format!(" --sizes {}", sizes.join(","));
        }
        if matches!(name, "build" | "change" | "shapes" | "passes") {
            command += &format!(" --repeat {}", self.repeat);
        }
        if matches!(name, "averages" | "shapes") || (name == "lines" && self.facts.is_some()) {
            command += " --facts endpoints.json";
        }
        command
    }
}

/// The checkout this program was built in.
const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What went wrong, in a sentence.
struct Failure(String);

impl Failure {
    fn file(path: &Path, error: &dyn fmt::Display) -> Self {
        Self(format!("{}: {error}", path.display()))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

fn main() -> ExitCode {
    if tables::instructions::is_rustc() {
        let done = tables::instructions::rustc().is_ok_and(|status| status.success());
        return if done { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let Cli { table, options } = Cli::parse();
    match run(table, &options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(message)) => {
            _ = writeln!(io::stderr(), "wx-costs: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(table: Table, options: &Options) -> Result<(), Failure> {
    if table == Table::Expand {
        return tables::expansion::once();
    }
    let every = [
        Table::Averages,
        Table::Lines,
        Table::Expansion,
        Table::Build,
        Table::Change,
        Table::Shapes,
        Table::Unused,
        Table::Instructions,
        Table::Passes,
    ];
    let needs_facts = |table: &Table| matches!(table, Table::Averages | Table::Shapes);
    let tables: Vec<_> = match table {
        Table::All => every.into_iter().filter(|it| options.facts.is_some() || !needs_facts(it)).collect(),
        one => vec![one],
    };
    let scratch = Scratch::new(&options.checkout)?;
    for table in tables {
        let (name, body) = match table {
            Table::Averages => ("averages", tables::averages::table(options)?),
            Table::Lines => ("lines", tables::lines::table(&scratch, options)?),
            Table::Expansion => ("expansion", tables::expansion::table()?),
            Table::Build => ("build", tables::build::table(&scratch, options)?),
            Table::Change => ("change", tables::change::table(&scratch, options)?),
            Table::Shapes => ("shapes", tables::shapes::table(&scratch, options)?),
            Table::Unused => ("unused", tables::unused::table(&scratch)?),
            Table::Instructions => ("instructions", tables::instructions::table(&scratch)?),
            Table::Passes => ("passes", tables::passes::table(&scratch, options)?),
            Table::All | Table::Expand => continue,
        };
        let text = page::block(&options.command(name), &body);
        writeln!(io::stdout(), "{text}")?;
        if options.write {
            page::write("wx-costs", name, &text)?;
        }
    }
    Ok(())
}
