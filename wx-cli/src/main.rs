//! `wx`: the WeChat Mini Program server API on the command line.

mod cli;
mod client;
mod command;
mod names;
mod out;
mod request;
mod schema;
mod signal;
mod stop;
mod text;

use std::{io::Write, process::ExitCode};

use clap::Parser;

use crate::{cli::Cli, out::Out};

fn main() -> ExitCode {
    let cli = Cli::parse();
    if cli.global.verbose {
        out::trace();
    }
    let json = cli.global.json;
    let mut out = Out::new();
    let result = cli.run(&mut out);
    match result.and_then(|()| out.flush().map_err(Into::into)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report(json),
    }
}
