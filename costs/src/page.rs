//! The tables, and `BENCHMARKS.md`, which holds them between marks.

use std::{path::Path, process::Command};

use crate::Failure;

/// A table in Markdown.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<_> = head.iter().map(|&cell| cell.to_owned()).collect();
    // Words to the left, numbers to the right.
    let rule: Vec<_> = (0..head.len()).map(|at| if at == 0 { "---" } else { "---:" }.to_owned()).collect();
    let rows: String = rows.iter().map(|row| line(row)).collect();
    line(&head) + &line(&rule) + &rows
}

/// The command, what came out, and where it ran.
pub(crate) fn block(command: &str, body: &str) -> String {
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
pub(crate) fn write(tool: &str, name: &str, block: &str) -> Result<(), Failure> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../BENCHMARKS.md"));
    let failure = |error: &dyn std::fmt::Display| Failure(format!("{}: {error}", path.display()));
    let page = std::fs::read_to_string(path).map_err(|error| failure(&error))?;
    let start = format!("<!-- {tool} {name} -->");
    let page = replaced(&page, &start, block).ok_or_else(|| failure(&format!("no `{start}` … `{END}`")))?;
    std::fs::write(path, page).map_err(|error| failure(&error))
}

const END: &str = "<!-- end -->";

fn replaced(page: &str, start: &str, block: &str) -> Option<String> {
    let (before, rest) = page.split_once(start)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{start}\n\n{}\n\n{END}{after}", block.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_replaces_what_stood_between_its_marks() {
        let page = "a\n<!-- wx-costs build -->\nold\n<!-- end -->\nb\n";
        let new = replaced(page, "<!-- wx-costs build -->", "new\n").unwrap();
        assert_eq!(new, "a\n<!-- wx-costs build -->\n\nnew\n\n<!-- end -->\nb\n");
        assert_eq!(replaced(&new, "<!-- wx-costs build -->", "new\n").unwrap(), new);
        assert_eq!(replaced(page, "<!-- wx-costs lines -->", ""), None);
    }
}
