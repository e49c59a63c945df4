//! Every mistake the macros know, and what they say about it; and what they must accept.
//!
//! This is a package of its own because features add up: the other tests turn the registry on, and with it a session
//! can be shown. Renew the messages with `TRYBUILD=overwrite cargo test -p wx-ui-tests`, then read them aloud.

mod shown;

#[test]
#[rustversion::attr(
    not(stable(1.95)),
    ignore = "a few messages are the compiler's own words, which are pinned to Rust 1.95"
)]
fn mistakes_are_explained() {
    trybuild::TestCases::new().compile_fail("fail/*/*.rs");
}

#[test]
fn obstacles_are_passed() {
    trybuild::TestCases::new().pass("pass/*.rs");
}
