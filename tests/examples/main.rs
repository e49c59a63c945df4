//! The examples in the documentation of the client methods, as `generated.rs`, where the compiler tries them.
//!
//! They are marked `ignore` in the documentation: a doctest stands outside the crate, so it could not name what the author keeps
//! private. Renew the file with `INSTA_UPDATE=always cargo test -p wx-tests --test examples`; where a change of the specs has
//! kept it from compiling, empty it first.

use std::{env, fs};

mod specs;
mod written;

#[rustfmt::skip]
#[allow(
    dead_code,
    unused_variables,
    clippy::too_many_arguments,
    clippy::wildcard_imports,
    reason = "it is enough that the examples compile"
)]
mod generated;

// A proc-macro crate exports nothing but macros, so its modules are compiled in here once more.
#[path = "../../wx-macros/src"]
#[allow(dead_code, reason = "only endpoints are expanded")]
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
#[allow(unused_imports, reason = "only endpoints are expanded")]
use macros::{check, expand, fallback, messages, model, names, parse, pipeline, report};

#[test]
fn what_the_documentation_shows_is_what_is_compiled() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/generated.rs");
    let written = written::all(&specs::domains());
    if env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        fs::write(path, &written).expect("the file can be written");
        return;
    }
    let there = fs::read_to_string(path).expect("the file is there");
    let differs = there.lines().zip(written.lines()).find(|(there, written)| there != written);
    assert!(
        there == written,
        "the documentation has changed, first at {differs:#?}: `INSTA_UPDATE=always cargo test -p wx-tests --test examples`"
    );
}
