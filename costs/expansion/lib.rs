//! The macros as a library: what they make of a spec, how many lines that is, how long it takes.
//!
//! A proc-macro crate exports nothing but macros, so its modules are compiled in here a second time, as the snapshot
//! tests do; what finds the specs and counts their lines is the tests' own.

use std::{
    path::Path,
    time::{Duration, Instant},
};

#[path = "../../wx-macros/src"]
mod macros {
    pub(crate) mod check;
    pub(crate) mod expand;
    pub(crate) mod fallback;
    pub(crate) mod messages;
    pub(crate) mod model;
    pub(crate) mod names;
    pub(crate) mod parse;
    pub(crate) mod pipeline;
    pub(crate) mod report;
}
#[path = "../../tests/expand/show.rs"]
#[allow(dead_code, reason = "the snapshots need the rest")]
mod show;
#[path = "../../tests/expand/source.rs"]
#[allow(dead_code, reason = "the snapshots need the rest")]
mod source;
// They call each other by these paths.
use macros::{check, expand, fallback, messages, model, names, parse, pipeline, report};

/// Annotated items, as the macros get them.
#[expect(missing_debug_implementations, reason = "tokens say nothing to people")]
pub struct Specs(Vec<source::Found>);

impl Specs {
    /// The endpoints of the catalogue, without the types in them.
    pub fn endpoints() -> Self {
        Self(source::endpoints())
    }

    /// The wire types of the catalogue.
    pub fn types() -> Self {
        Self(source::wire_types())
    }

    /// The endpoints of one file.
    pub fn of(file: &Path) -> Self {
        Self(source::in_file(file, "wx_endpoint"))
    }

    /// The formatted lines each adds to its struct, documentation not counted: as the budget counts them.
    pub fn own_lines(&self) -> Vec<usize> {
        self.0.iter().map(|found| show::own_lines(found.expanded())).collect()
    }

    /// The time of one expansion on average: the fastest of `rounds` walks over all specs, divided by their number.
    pub fn time(&self, rounds: u32) -> Duration {
        let walk = || {
            let start = Instant::now();
            for found in &self.0 {
                std::hint::black_box(found.expanded());
            }
            start.elapsed()
        };
        let fastest = (0..rounds).map(|_| walk()).min().unwrap_or_default();
        fastest.div_f64(self.0.len().max(1) as f64)
    }
}
