//! The variants of an enum.

use std::collections::BTreeSet;

use super::Style;
use crate::{
    catalogue::{Enum, Side, Values},
    names,
};

/// The lines inside the braces.
pub(super) fn variants(shape: &Enum, style: Style) -> Vec<String> {
    let mut lines = match &shape.values {
        Values::Words(words) => words_of(words),
        Values::Codes(codes) => codes_of(codes, style),
    };
    if shape.side == Side::Answer {
        lines.push("/// A value that was added later.".to_owned());
        lines.push(if style == Style::Ours { "#[wx(other)]" } else { "#[serde(untagged)]" }.to_owned());
        let holds = if matches!(shape.values, Values::Words(_)) { "String" } else { "i64" };
        lines.push(format!("Other({holds}),"));
    }
    lines
}

fn words_of(words: &[String]) -> Vec<String> {
    let mut taken = BTreeSet::from(["Other".to_owned(), "Of".to_owned()]);
    let mut lines = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let mut name = names::pascal(word);
        if !taken.insert(name.clone()) {
            name = format!("Value{index}");
        }
        lines.push(format!("/// Value `{word}`."));
        if names::snake_of_pascal(&name) != *word {
            lines.push(format!("#[serde(rename = {word:?})]"));
        }
        lines.push(format!("{name},"));
    }
    lines
}

/// Without our macro a number cannot stand beside a variant that holds something, and serde does not look at it.
fn codes_of(codes: &[i64], style: Style) -> Vec<String> {
    let variants = codes.iter().flat_map(|code| {
        let name = if *code < 0 { format!("Minus{}", code.unsigned_abs()) } else { format!("Code{code}") };
        let value = if style == Style::Ours { format!("{name} = {code},") } else { format!("{name},") };
        [format!("/// Value {code}."), value]
    });
    variants.collect()
}
