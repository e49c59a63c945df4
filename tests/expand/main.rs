//! What the macros expand to, pinned: one snapshot an endpoint, one a push, one a shape of wire type, and the budget.
//!
//! The specs are read as text and expanded by the macros' own pipeline, so a snapshot shows exactly what the compiler
//! gets, laid out for people. Renew them with `INSTA_UPDATE=always cargo test -p wx-tests --test expand`.

mod budget;
mod endpoints;
mod events;
mod shapes;
mod show;
mod source;

// A proc-macro crate exports nothing but macros, so its modules are compiled in here a second time.
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
// They call each other by these paths.
use macros::{check, expand, fallback, messages, model, names, parse, pipeline, report};

/// Pins `text` under `name`.
fn pin(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn every_snapshot_belongs_to_something() {
    let mut known: Vec<_> =
        source::endpoints().iter().map(|found| format!("{}.snap", found.name())).collect();
    known.extend(source::events().iter().map(|found| format!("{}.snap", events::snapshot(found))));
    known.extend(["budget.snap", "budget_events.snap"].map(str::to_owned));
    known.extend(shapes::SHAPES.iter().map(|(name, _)| format!("{name}.snap")));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/expand/snapshots");
    for file in std::fs::read_dir(folder).expect("there are snapshots") {
        let file = file.expect("it can be read").file_name().into_string().expect("a plain name");
        let belongs = known.contains(&file) || file.ends_with(".snap.new");
        assert!(belongs, "`{file}` is of nothing that is there: delete it");
    }
}
