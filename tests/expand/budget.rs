//! An endpoint costs at most sixty lines of generated code beside its struct and the derives on it. One with many fields may
//! have three more for each: a setter, a description, a check.

use crate::{pin, show, source};

const MOST: usize = 60;
const FIELDS: usize = 5;
const MORE: usize = 3;

#[test]
fn no_endpoint_exceeds_the_budget() {
    let mut lines: Vec<_> = source::endpoints()
        .iter()
        .map(|found| (show::own_lines(found.expanded()), found.fields(), found.name()))
        .collect();
    lines.sort();
    let average = lines.iter().map(|(count, ..)| count).sum::<usize>() / lines.len();
    let row = |(count, fields, name): &(usize, usize, String)| format!("{count:4} {fields:3} {name}\n");
    let table: String = lines.iter().map(row).collect();
    pin("budget", &format!("lines, fields\n{table}{average:4} on average\n"));
    let most = |fields: usize| MOST + MORE * fields.saturating_sub(FIELDS);
    let over: Vec<_> = lines.iter().filter(|(count, fields, _)| *count > most(*fields)).collect();
    assert!(over.is_empty(), "more than {MOST} lines: {over:?}");
    assert!(average <= MOST, "{average} lines on average");
}
