//! An endpoint costs at most sixty lines of generated code beside its struct and the derives on it. One with many fields may
//! have three more for each: a setter, a description, a check. A push has neither setters nor
//! checks; what it has is how its fields are read, which for an answer stands with the answer's type.

use crate::{pin, show, source, source::Found};

const FIELDS: usize = 5;

/// Pins what each costs, and holds them to `most` lines, `more` for each field beyond the fifth.
fn hold(name: &str, all: &[Found], most: usize, more: usize) {
    let mut lines: Vec<_> =
        all.iter().map(|found| (show::own_lines(found.expanded()), found.fields(), found.name())).collect();
    lines.sort();
    let average = lines.iter().map(|(count, ..)| count).sum::<usize>() / lines.len();
    let row = |(count, fields, name): &(usize, usize, String)| format!("{count:4} {fields:3} {name}\n");
    let table: String = lines.iter().map(row).collect();
    pin(name, &format!("lines, fields\n{table}{average:4} on average\n"));
    let allowed = |fields: usize| most + more * fields.saturating_sub(FIELDS);
    let over: Vec<_> = lines.iter().filter(|(count, fields, _)| *count > allowed(*fields)).collect();
    assert!(over.is_empty(), "more than {most} lines: {over:?}");
    assert!(average <= most, "{average} lines on average");
}

#[test]
fn no_endpoint_exceeds_the_budget() {
    hold("budget", &source::endpoints(), 60, 3);
}

#[test]
fn no_push_exceeds_the_budget() {
    hold("budget_events", &source::events(), 52, 5);
}
