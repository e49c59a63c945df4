//! The tour's table: one row a step, written as soon as the step is done.

use std::io::Write;

use serde::Serialize;
use serde_json::{Value, json};
use wx_api::{Endpoint, Error};

use crate::{
    out::{BAD, BOLD, DIM, GOOD, Out, TYPED},
    stop::Stop,
    text::{pad, wrap},
};

/// Columns for the number and the gaps, and for the endpoint.
const NUMBER: usize = 2;
const GAP: usize = 2;
const ENDPOINT: usize = 37;

/// Where the steps are written.
pub(super) struct Board<'a> {
    out: &'a mut Out,
    json: bool,
    section: &'static str,
    steps: Vec<Step>,
    failures: Vec<Value>,
    file: Value,
}

/// One step that went well.
#[derive(Debug, Serialize)]
struct Step {
    step: usize,
    section: &'static str,
    endpoint: String,
    call: String,
    sent: String,
    came_back: String,
}

impl<'a> Board<'a> {
    pub(super) fn new(out: &'a mut Out, json: bool) -> Self {
        Self { out, json, section: "", steps: Vec::new(), failures: Vec::new(), file: Value::Null }
    }

    /// A few words to read first.
    pub(super) fn note(&mut self, text: &str) -> Result<(), Stop> {
        if self.json {
            return Ok(());
        }
        for line in wrap(text, columns()) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// The names of the columns.
    pub(super) fn head(&mut self) -> Result<(), Stop> {
        if self.json {
            return Ok(());
        }
        let (sent, back) = halves();
        writeln!(
            self.out,
            "\n{DIM} #  {}  {}  came back{DIM:#}",
            pad("endpoint", ENDPOINT),
            pad("sent", sent)
        )?;
        writeln!(
            self.out,
            "{DIM}{}  {}  {}  {}{DIM:#}",
            "─".repeat(NUMBER),
            "─".repeat(ENDPOINT),
            "─".repeat(sent),
            "─".repeat(back)
        )?;
        Ok(())
    }

    /// The steps from here on belong together.
    pub(super) fn section(&mut self, title: &'static str) -> Result<(), Stop> {
        self.section = title;
        if !self.json {
            if !self.steps.is_empty() {
                writeln!(self.out)?;
            }
            writeln!(self.out, "{BOLD}{title}{BOLD:#}")?;
        }
        Ok(())
    }

    /// A call of `E` that went well.
    pub(super) fn row<E: Endpoint>(
        &mut self,
        sent: impl Into<String>,
        back: impl Into<String>,
    ) -> Result<(), Stop> {
        let meta = E::META;
        self.step(meta.name.to_owned(), format!("{} {}", meta.method, meta.route()), sent.into(), back.into())
    }

    /// A step that is no call.
    pub(super) fn local(&mut self, name: &str, how: &str, sent: String, back: String) -> Result<(), Stop> {
        self.step(name.to_owned(), how.to_owned(), sent, back)
    }

    fn step(&mut self, endpoint: String, call: String, sent: String, came_back: String) -> Result<(), Stop> {
        let step =
            Step { step: self.steps.len() + 1, section: self.section, endpoint, call, sent, came_back };
        if !self.json {
            self.print(&step)?;
        }
        self.steps.push(step);
        Ok(())
    }

    fn print(&mut self, step: &Step) -> Result<(), Stop> {
        let (sent, back) = halves();
        let mut left = vec![(BOLD, step.endpoint.clone())];
        left.extend(wrap(&step.call, ENDPOINT).into_iter().map(|line| (DIM, line)));
        let middle = wrap(&step.sent, sent);
        let right = wrap(&step.came_back, back);
        let height = left.len().max(middle.len()).max(right.len());
        for line in 0..height {
            let number = if line == 0 { step.step.to_string() } else { String::new() };
            let (style, name) = left.get(line).cloned().unwrap_or_default();
            let gap = " ".repeat(ENDPOINT.saturating_sub(crate::text::width(&name)));
            let text = |lines: &[String]| lines.get(line).cloned().unwrap_or_default();
            let (middle, right) = (text(&middle), text(&right));
            let row = match right.as_str() {
                "" if middle.is_empty() => format!("{number:>NUMBER$}  {style}{name}{style:#}"),
                "" => format!("{number:>NUMBER$}  {style}{name}{style:#}{gap}  {middle}"),
                _ => {
                    let middle = pad(&middle, sent);
                    format!("{number:>NUMBER$}  {style}{name}{style:#}{gap}  {middle}  {GOOD}{right}{GOOD:#}")
                }
            };
            writeln!(self.out, "{row}")?;
        }
        Ok(())
    }

    /// A call that failed as it was meant to: what was tried, what the error says.
    pub(super) fn failure(&mut self, tried: &str, error: &Error) -> Result<(), Stop> {
        self.failures.push(json!({
            "tried": tried,
            "endpoint": error.endpoint(),
            "errcode": error.errcode().map(|code| code.0),
            "rid": error.rid().map(wx_api::Rid::as_str),
            "error": error.to_string(),
        }));
        if self.json {
            return Ok(());
        }
        let number = self.failures.len();
        for (index, line) in wrap(tried, columns() - 4).iter().enumerate() {
            let number = if index == 0 { number.to_string() } else { String::new() };
            writeln!(self.out, "{number:>NUMBER$}  {line}")?;
        }
        for line in wrap(&error.to_string(), columns() - 6) {
            writeln!(self.out, "    {BAD}│{BAD:#} {line}")?;
        }
        Ok(())
    }

    /// The file that was written, and what it reads as.
    pub(super) fn file(&mut self, path: &str, reads: Option<&str>) {
        self.file = json!({ "path": path, "reads": reads });
    }

    /// A line as it is, in text only.
    pub(super) fn line(&mut self, line: &str) -> Result<(), Stop> {
        if !self.json {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// The last words.
    pub(super) fn finish(self, next: &str) -> Result<(), Stop> {
        if self.json {
            return self
                .out
                .json(&json!({ "steps": self.steps, "failures": self.failures, "file": self.file }));
        }
        writeln!(self.out, "\n{GOOD}{} steps went well.{GOOD:#}", self.steps.len())?;
        writeln!(self.out, "{TYPED}{next}{TYPED:#}")?;
        Ok(())
    }
}

/// The table's width: no wider than can be read.
fn columns() -> usize {
    Out::columns().clamp(80, 140)
}

/// The widths of what was sent and of what came back.
fn halves() -> (usize, usize) {
    let room = columns() - NUMBER - ENDPOINT - 3 * GAP;
    (room / 2, room - room / 2)
}
