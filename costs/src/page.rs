//! The tables, and `BENCHMARKS.md`, which holds them between marks.

use std::{fmt::Write, path::Path, process::Command};

use crate::{Failure, HERE, Options};

/// A table in Markdown.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<_> = head.iter().map(|&cell| cell.to_owned()).collect();
    // Words to the left, numbers to the right.
    let rule: Vec<_> = (0..head.len()).map(|at| if at == 0 { "---" } else { "---:" }.to_owned()).collect();
    let rows: String = rows.iter().map(|row| line(row)).collect();
    line(&head) + &line(&rule) + &rows
}

/// The command, where it ran, and what came out.
pub(crate) fn block(name: &str, options: &Options, body: &str) -> String {
    let mut command = format!("cargo run -p wx-costs --release -- {name}");
    if matches!(name, "build" | "change") {
        let sizes: Vec<_> = options.sizes.iter().map(ToString::to_string).collect();
        _ = write!(command, " --sizes {}", sizes.join(","));
    }
    if matches!(name, "build" | "change" | "shapes" | "passes") {
        _ = write!(command, " --repeat {}", options.repeat);
    }
    if matches!(name, "averages" | "shapes") || (name == "lines" && options.facts.is_some()) {
        command += " --facts endpoints.json";
    }
    format!("`{command}`\n\n{body}\n{}\n", machine())
}

/// What numbers depend on.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let rustc = Command::new("rustc").arg("-V").output().ok();
    let rustc = rustc.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let version = rustc.split_whitespace().nth(1).unwrap_or("of unknown version");
    format!("rustc {version}, {cores} cores, {} {}.", std::env::consts::OS, std::env::consts::ARCH)
}

/// Puts a block between its marks.
pub(crate) fn write(name: &str, block: &str) -> Result<(), Failure> {
    let path = Path::new(HERE).join("BENCHMARKS.md");
    let failure = |error: &dyn std::fmt::Display| Failure::file(&path, error);
    let page = std::fs::read_to_string(&path).map_err(|error| failure(&error))?;
    let page =
        replaced(&page, name, block).ok_or_else(|| failure(&format!("no `{}` … `{END}`", start(name))))?;
    std::fs::write(&path, page).map_err(|error| failure(&error))
}

const END: &str = "<!-- end -->";

fn start(name: &str) -> String {
    format!("<!-- wx-costs {name} -->")
}

fn replaced(page: &str, name: &str, block: &str) -> Option<String> {
    let start = start(name);
    let (before, rest) = page.split_once(&start)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{start}\n\n{}\n\n{END}{after}", block.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_replaces_what_stood_between_its_marks() {
        let page = "a\n<!-- wx-costs build -->\nold\n<!-- end -->\nb\n";
        let new = replaced(page, "build", "new\n").unwrap();
        assert_eq!(new, "a\n<!-- wx-costs build -->\n\nnew\n\n<!-- end -->\nb\n");
        assert_eq!(replaced(&new, "build", "new\n").unwrap(), new);
        assert_eq!(replaced(page, "lines", ""), None);
    }
}
