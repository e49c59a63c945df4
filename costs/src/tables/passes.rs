//! Where rustc's time goes.

use std::collections::BTreeMap;

use super::seconds;
use crate::{Failure, Options, cargo::Mode, page, scratch::Scratch, source::Style, synthetic};

/// The passes worth a row: those beside them are short.
const PASSES: [&str; 9] = [
    "macro_expand_crate",
    "late_resolve_crate",
    "misc_checking_1",
    "coherence_checking",
    "type_check_crate",
    "MIR_borrow_checking",
    "misc_checking_3",
    "generate_crate_metadata",
    "total",
];

const SIZE: usize = 400;

pub(crate) fn table(scratch: &Scratch, options: &Options) -> Result<String, Failure> {
    scratch.prepare(&[Mode::Check])?;
    let made = synthetic::catalogue(SIZE);
    let times = |style| {
        let package = scratch.library(&made, style)?;
        let mut least = passes(scratch, &package)?;
        for _ in 1..options.repeat {
            for (pass, time) in passes(scratch, &package)? {
                least.entry(pass).and_modify(|least| *least = least.min(time)).or_insert(time);
            }
        }
        Ok::<_, Failure>(least)
    };
    let (serde, ours) = (times(Style::Serde)?, times(Style::Ours)?);
    let row = |pass: &str| {
        let of = |times: &BTreeMap<String, f64>| times.get(pass).copied().unwrap_or_default();
        let text = |time: f64| seconds(std::time::Duration::from_secs_f64(time.max(0.0)));
        let more = 1000.0 * (of(&ours) - of(&serde)) / SIZE as f64;
        vec![format!("`{pass}`"), text(of(&serde)), text(of(&ours)), format!("{more:.2}")]
    };
    Ok(format!(
        "{}\nThe passes of `cargo check` of {SIZE} made-up endpoints, as `-Ztime-passes` tells them.\n",
        page::table(&["", "serde, s", "ours, s", "more, ms an endpoint"], &PASSES.map(row))
    ))
}

fn passes(scratch: &Scratch, package: &str) -> Result<BTreeMap<String, f64>, Failure> {
    scratch.run(&["clean", "-p", package])?;
    let mut cargo = scratch.cargo(&["rustc", "-p", package, "--lib", "--profile", "check"]);
    let output = cargo.env("RUSTC_BOOTSTRAP", "1").args(["--", "-Ztime-passes"]).output()?;
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    // `time:   0.123; rss:   40MB ->   60MB (  +20MB)	macro_expand_crate`
    let pass = |line: &str| {
        let (time, rest) = line.trim().strip_prefix("time:")?.split_once(';')?;
        Some((rest.split_whitespace().next_back()?.to_owned(), time.trim().parse().ok()?))
    };
    let found: BTreeMap<_, _> = text.lines().filter_map(pass).collect();
    if found.is_empty() { Err(Failure(format!("rustc told no times:\n{text}"))) } else { Ok(found) }
}
