//! One snapshot an endpoint.

use crate::{pin, show, source};

#[test]
fn every_endpoint_expands_to_what_is_pinned() {
    for found in source::endpoints() {
        pin(&found.name(), &show::code(found.expanded()));
    }
}
