//! `wx push list`: what WeChat pushes.

use std::io::Write;

use clap::Args;
use serde::Serialize;
use wx_api::{EventMeta, registry::events};

use crate::{
    cli::Global,
    out::{BOLD, DIM, Out},
    stop::Stop,
    text::{pad, plain, width},
};

/// Nothing to choose.
#[derive(Debug, Args)]
pub(super) struct List {}

/// One push of the list.
#[derive(Debug, Serialize)]
struct Item {
    name: &'static str,
    rust_name: &'static str,
    kind: &'static str,
    domain: &'static str,
    reply: &'static str,
    ids: &'static [&'static str],
    within_seconds: u64,
    summary: String,
    docs: &'static str,
}

impl From<&EventMeta> for Item {
    fn from(meta: &EventMeta) -> Self {
        Self {
            name: meta.name,
            rust_name: meta.rust_name,
            kind: meta.kind.word(),
            domain: meta.domain(),
            reply: meta.reply.word(),
            ids: meta.ids,
            within_seconds: meta.within.as_secs(),
            summary: plain(meta.summary()),
            docs: meta.docs,
        }
    }
}

impl List {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        let items: Vec<_> = events().iter().map(|row| Item::from(row.meta)).collect();
        if global.json {
            return out.json(&items);
        }
        let widest = items.iter().map(|item| width(item.name)).max().unwrap_or_default();
        let mut domain = "";
        for item in &items {
            if item.domain != domain {
                domain = item.domain;
                writeln!(out, "{BOLD}{domain}{BOLD:#}")?;
            }
            writeln!(out, "  {}  {DIM}{}{DIM:#}", pad(item.name, widest), item.summary)?;
        }
        Ok(())
    }
}
