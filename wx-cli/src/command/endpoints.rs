//! `wx endpoints`: what there is.

use std::io::Write;

use clap::Args;
use serde::Serialize;
use wx_api::{
    Meta,
    registry::{Row, all},
};

use crate::{
    cli::Global,
    names,
    out::{BOLD, DIM, Out},
    stop::Stop,
    text::{pad, width, wrap},
};

/// Which endpoints.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wx endpoints                         every endpoint, by domain
  wx endpoints --domain qrcode         those of one domain
  wx endpoints --json | jq -r '.[].id' for a script
  wx endpoints | grep secret           one line an endpoint where the output is no terminal")]
pub(crate) struct Endpoints {
    /// Only those of one domain of the official documentation.
    #[arg(long, value_name = "DOMAIN")]
    domain: Option<String>,
}

/// One endpoint of the list.
#[derive(Debug, Serialize)]
struct Item {
    id: String,
    name: &'static str,
    domain: &'static str,
    method: String,
    path: &'static str,
    auth: &'static str,
    body: &'static str,
    response: &'static str,
    docs: &'static str,
}

impl From<&Meta> for Item {
    fn from(meta: &Meta) -> Self {
        Self {
            id: meta.id(),
            name: meta.name,
            domain: meta.domain(),
            method: meta.method.to_string(),
            path: meta.route(),
            auth: meta.auth.word(),
            body: meta.body.word(),
            response: meta.response.word(),
            docs: meta.docs,
        }
    }
}

impl Item {
    /// The columns of a terminal.
    fn columns(&self) -> [&str; 6] {
        [self.name, &self.method, self.path, self.auth, self.body, self.response]
    }
}

impl Endpoints {
    pub(crate) fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        let rows = self.rows()?;
        let items: Vec<_> = rows.iter().map(|row| Item::from(row.meta)).collect();
        if global.json {
            return out.json(&items);
        }
        if !Out::is_terminal() {
            return one_line_each(&items, out);
        }
        by_domain(&items, out)
    }

    fn rows(&self) -> Result<Vec<&'static Row>, Stop> {
        let mut rows = all();
        let Some(domain) = &self.domain else { return Ok(rows) };
        let mut domains: Vec<_> = rows.iter().map(|row| row.meta.domain()).collect();
        domains.dedup();
        rows.retain(|row| row.meta.domain().eq_ignore_ascii_case(domain));
        if rows.is_empty() {
            let problem = format!("there is no domain `{domain}`");
            let look = format!("there are {}", domains.join(", "));
            return Err(names::unknown(&problem, domain, &domains, &look));
        }
        Ok(rows)
    }
}

/// For `grep` and `awk`: name, domain, method, path, auth, body, response, docs.
fn one_line_each(items: &[Item], out: &mut Out) -> Result<(), Stop> {
    let lines: Vec<_> = items
        .iter()
        .map(|item| {
            let [name, method, path, auth, body, response] = item.columns();
            [name, item.domain, method, path, auth, body, response, item.docs]
        })
        .collect();
    let widths = widths(&lines);
    for line in &lines {
        let cells: Vec<_> = line.iter().zip(widths).map(|(cell, width)| pad(cell, width)).collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    Ok(())
}

fn by_domain(items: &[Item], out: &mut Out) -> Result<(), Stop> {
    let lines: Vec<_> = items.iter().map(Item::columns).collect();
    let [name, method, path, auth, body, response] = widths(&lines);
    // The path gives way where the terminal is narrow.
    let others = 2 + name + method + auth + body + response + 5 * 2;
    let path = path.min(Out::columns().saturating_sub(others)).max(24);
    let mut domain = "";
    for item in items {
        if item.domain != domain {
            domain = item.domain;
            writeln!(out, "{}{BOLD}{domain}{BOLD:#}", if std::ptr::eq(item, &items[0]) { "" } else { "\n" })?;
        }
        let mut pieces = wrap(item.path, path).into_iter();
        let first = pieces.next().unwrap_or_default();
        let [_, verb, _, proof, fields, answer] = item.columns();
        writeln!(
            out,
            "  {}  {}  {}  {}  {}  {answer}",
            pad(item.name, name),
            pad(verb, method),
            pad(&first, path),
            pad(proof, auth),
            pad(fields, body),
        )?;
        for piece in pieces {
            writeln!(out, "{:indent$}{piece}", "", indent = 2 + name + 2 + method + 2)?;
        }
    }
    writeln!(out, "\n{DIM}{} endpoints; `wx describe NAME` shows one.{DIM:#}", items.len())?;
    Ok(())
}

fn widths<const N: usize>(lines: &[[&str; N]]) -> [usize; N] {
    let mut widths = [0; N];
    for line in lines {
        for (most, cell) in widths.iter_mut().zip(line) {
            *most = (*most).max(width(cell));
        }
    }
    widths
}
