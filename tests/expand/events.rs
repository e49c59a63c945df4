//! One snapshot a push.

use crate::{pin, show, source};

/// The name of a push's snapshot, which no endpoint has.
pub(crate) fn snapshot(found: &source::Found) -> String {
    format!("event_{}", found.name())
}

#[test]
fn every_push_expands_to_what_is_pinned() {
    for found in source::events() {
        pin(&snapshot(&found), &show::code(found.expanded()));
    }
}
