//! Clean builds of made-up endpoints, ours beside serde's derives alone.

use super::{cpu, each, ratio, seconds};
use crate::{
    Failure, Options,
    cargo::{Cost, Mode, least},
    catalogue::Catalogue,
    page,
    scratch::Scratch,
    source::Style,
    synthetic,
};

pub(crate) const HEAD: [&str; 8] = [
    "",
    "serde, s",
    "ours, s",
    "ratio",
    "ours, ms an endpoint",
    "serde, CPU s",
    "ours, CPU s",
    "ratio of CPU",
];

pub(crate) fn table(scratch: &Scratch, options: &Options) -> Result<String, Failure> {
    scratch.prepare(&Mode::ALL)?;
    let idle = least(options.repeat, [&mut || scratch.compile("empty", Mode::Check)])?;
    let mut rows = Vec::new();
    for &size in &options.sizes {
        rows.extend(self::rows(scratch, options, &synthetic::catalogue(size))?);
    }
    Ok(format!(
        "{}\nThe fastest of {} runs; the dependencies are built before and not counted. Cargo itself takes {} s of each, \
         which is what it needs when there is nothing to do. Profiles are cargo's own. CPU is user time.\n",
        page::table(&HEAD, &rows),
        options.repeat,
        seconds(idle[0].wall)
    ))
}

/// A row a way to compile.
pub(crate) fn rows(
    scratch: &Scratch,
    options: &Options,
    catalogue: &Catalogue,
) -> Result<Vec<Vec<String>>, Failure> {
    let serde = scratch.library(catalogue, Style::Serde)?;
    let ours = scratch.library(catalogue, Style::Ours)?;
    let endpoints = catalogue.endpoints();
    let row = |mode: Mode| {
        let [serde, ours] = least(
            options.repeat,
            [&mut || scratch.compile_clean(&serde, mode), &mut || scratch.compile_clean(&ours, mode)],
        )?;
        Ok(cells(&format!("{endpoints} endpoints, `{}`", mode.command()), serde, ours, endpoints))
    };
    Mode::ALL.into_iter().map(row).collect()
}

fn cells(what: &str, serde: Cost, ours: Cost, endpoints: usize) -> Vec<String> {
    let cpu_ratio =
        ours.cpu.zip(serde.cpu).map_or_else(|| "–".to_owned(), |(ours, serde)| ratio(ours, serde));
    vec![
        what.to_owned(),
        seconds(serde.wall),
        seconds(ours.wall),
        ratio(ours.wall, serde.wall),
        each(ours.wall, endpoints),
        cpu(serde.cpu),
        cpu(ours.cpu),
        cpu_ratio,
    ]
}
