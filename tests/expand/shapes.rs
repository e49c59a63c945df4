//! One snapshot a shape of wire type, taken from a type of the specs that has it.

use crate::{pin, show, source};

/// The shape and the type that stands for it.
pub(crate) const SHAPES: &[(&str, &str)] = &[
    ("type_request", "JumpWxa"),
    ("type_answer", "Finding"),
    ("type_answer_in_camel_case", "PhoneInfo"),
    ("type_answer_with_a_secret", "Session"),
    ("type_words", "EnvVersion"),
    ("type_words_renamed", "Lang"),
    ("type_words_open", "Suggest"),
    ("type_words_both_ways", "MediaType"),
    ("type_codes", "CheckScene"),
    ("type_codes_open", "Label"),
    ("type_shapes_with_a_tag", "CustomMessage"),
    ("type_shapes_without_a_tag", "Expiry"),
];

#[test]
fn every_shape_expands_to_what_is_pinned() {
    let types = source::wire_types();
    for (name, ident) in SHAPES {
        let found = types.iter().find(|found| found.ident == ident);
        let found = found.unwrap_or_else(|| panic!("no type `{ident}`: let another stand for `{name}`"));
        pin(name, &show::code(found.expanded()));
    }
}
