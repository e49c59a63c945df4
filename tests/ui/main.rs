//! Every mistake the macros know, and what they say about it; and what they must accept.
//!
//! This is a package of its own because features add up: the other tests turn the registry on, and with it a session
//! can be shown. Renew the messages with `TRYBUILD=overwrite cargo test -p wx-ui-tests`, then read them aloud.

#[test]
fn mistakes_are_explained_and_obstacles_passed() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("fail/*/*.rs");
    cases.pass("pass/*.rs");
}
