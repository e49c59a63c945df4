//! An endpoint costs at most sixty lines of generated code beside its struct and the derives on it.

use syn::File;

use crate::{pin, show, source};

const MOST: usize = 60;

#[test]
fn no_endpoint_exceeds_the_budget() {
    let mut lines: Vec<_> =
        source::endpoints().iter().map(|found| (own_lines(found), found.name())).collect();
    lines.sort();
    let average = lines.iter().map(|(count, _)| count).sum::<usize>() / lines.len();
    let table: String = lines.iter().map(|(count, name)| format!("{count:4} {name}\n")).collect();
    pin("budget", &format!("{table}{average:4} on average\n"));
    let over: Vec<_> = lines.iter().filter(|(count, _)| *count > MOST).collect();
    assert!(over.is_empty(), "more than {MOST} lines: {over:?}");
}

/// The formatted lines after the author's struct: the client method, constructor, setters, fields and `Meta`.
fn own_lines(found: &source::Found) -> usize {
    let mut file: File =
        syn::parse2(show::without_docs(found.expanded())).expect("it is Rust without its docs too");
    file.items.remove(0);
    prettyplease::unparse(&file).lines().filter(|line| !line.trim().is_empty()).count()
}
