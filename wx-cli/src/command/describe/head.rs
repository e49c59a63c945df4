//! What stands above the fields: the name, what it means, and facts, one line each.

use std::io::Write;

use crate::{
    out::{BOLD, DIM, Out},
    stop::Stop,
    text::{pad, plain, wrap},
};

/// The name, what stands beside it, and the documentation.
pub(super) fn title(name: &str, beside: &str, doc: &str, out: &mut Out) -> Result<(), Stop> {
    writeln!(out, "{BOLD}{name}{BOLD:#}  {DIM}{beside}{DIM:#}")?;
    for paragraph in plain(doc.trim()).split("\n\n") {
        let paragraph = paragraph.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        for line in wrap(&paragraph, Out::columns().saturating_sub(2)) {
            writeln!(out, "  {line}")?;
        }
    }
    writeln!(out)?;
    Ok(())
}

/// Facts under their labels; one that is empty is none, and one label several times in a row is written once.
pub(super) fn facts(facts: &[(&str, String)], out: &mut Out) -> Result<(), Stop> {
    let mut before = "";
    for (label, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        // An address is copied whole.
        let whole = matches!(*label, "call" | "docs");
        let lines = if whole { vec![fact.clone()] } else { wrap(fact, Out::columns().saturating_sub(10)) };
        for (index, line) in lines.iter().enumerate() {
            let label = if index == 0 && *label != before { *label } else { "" };
            writeln!(out, "  {DIM}{}{DIM:#}  {line}", pad(label, 6))?;
        }
        before = label;
    }
    Ok(())
}
