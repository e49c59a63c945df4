//! What a call of this SDK may cost in instructions and allocations: deterministic, so that CI can hold it.

use std::{
    io::{self, Write},
    path::Path,
};

use crate::{
    Failure,
    measure::{allocations, instructions},
    scenario::Scenario,
    sdk::Name,
    server::Server,
};

/// In per cent.
const SLACK: u64 = 5;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/budget.txt");

/// Counts, and compares with the file or writes it.
pub(crate) fn hold(write: bool) -> Result<(), Failure> {
    let server = Server::start()?;
    let pairs: Vec<_> =
        Name::OURS.into_iter().flat_map(|name| Scenario::ALL.map(|scenario| (name, scenario))).collect();
    let instructions = instructions::a_call(&pairs, &server)?;
    let mut counted = String::new();
    for ((name, scenario), instructions) in pairs.into_iter().zip(instructions) {
        let allocations = allocations::a_call(name, scenario, &server)?;
        counted += &format!("{} {} {instructions} {allocations}\n", name.word(), scenario.name());
    }
    let path = Path::new(FILE);
    if write {
        std::fs::write(path, format!("{HEAD}{counted}"))?;
    }
    let allowed = std::fs::read_to_string(path)?;
    let (table, over) = compare(&allowed, &counted);
    writeln!(io::stdout(), "{table}")?;
    if over.is_empty() {
        return Ok(());
    }
    Err(Failure(format!(
        "over the budget: {}. If that is meant, `cargo run -p benches --release --no-default-features -- budget --write`",
        over.join("; ")
    )))
}

const HEAD: &str = "# client, call, instructions, allocations; 5 % more are allowed\n";

/// Every line with what is allowed, and those that exceed it.
fn compare(allowed: &str, counted: &str) -> (String, Vec<String>) {
    let (mut table, mut over) = (String::new(), Vec::new());
    for line in counted.lines() {
        let (instructions, allocations) = numbers(line);
        let name = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let row = allowed.lines().find(|row| row.starts_with(&format!("{name} "))).map(numbers);
        let (most_instructions, most_allocations) = row.unwrap_or_default();
        let text = format!(
            "{name}: {instructions} instructions of {most_instructions}, {allocations} allocations of {most_allocations}"
        );
        table += &format!("{text}\n");
        let exceeds = |count: u64, most: u64| count * 100 > most * (100 + SLACK);
        if exceeds(instructions, most_instructions) || exceeds(allocations, most_allocations) {
            over.push(text);
        }
    }
    (table, over)
}

/// The numbers of a line.
fn numbers(line: &str) -> (u64, u64) {
    let mut numbers = line.split(' ').skip(2).map(|number| number.parse().unwrap_or_default());
    (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_per_cent_are_allowed_and_no_more() {
        let allowed = "# a comment\nours phone 1000 40\nours get 1000 40\n";
        assert_eq!(compare(allowed, "ours phone 1050 42\n").1, Vec::<String>::new());
        assert_eq!(compare(allowed, "ours phone 1051 40\nours get 900 43\n").1.len(), 2);
        assert_eq!(compare(allowed, "ours image 1 1\n").1.len(), 1, "what is not in the file is not allowed");
    }
}
