//! Names in the cases they are written in.

use proc_macro2::{Ident, Span};

/// `GetUnlimitedQrCode` → `get_unlimited_qr_code`.
pub(crate) fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// An identifier, raw where the name is a keyword: `r#type`.
pub(crate) fn ident(name: &str, span: Span) -> Ident {
    match name {
        // The only keywords that cannot be raw.
        "self" | "super" | "crate" => Ident::new(&format!("{name}_"), span),
        _ if syn::parse_str::<Ident>(name).is_ok() => Ident::new(name, span),
        _ => Ident::new_raw(name, span),
    }
}

/// `GetPhoneNumber` → `getPhoneNumber`.
pub(crate) fn lower_camel(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// The name of a field in the case that serde is told to write it in.
pub(crate) fn of_field(name: &str, case: Option<&str>) -> String {
    match case {
        Some("camelCase") => camel(name),
        Some("PascalCase") => pascal(name),
        _ => name.to_owned(),
    }
}

/// `pay_sig` → `PaySig`, as serde does it.
pub(crate) fn pascal(name: &str) -> String {
    name.split('_').map(|word| with_first(word, |first| first.make_ascii_uppercase())).collect()
}

/// `phone_number` → `phoneNumber`, as serde does it.
pub(crate) fn camel(name: &str) -> String {
    with_first(&pascal(name), |first| first.make_ascii_lowercase())
}

fn with_first(word: &str, change: fn(&mut str)) -> String {
    let mut word = word.to_owned();
    let first = word.chars().next().map_or(0, char::len_utf8);
    change(&mut word[..first]);
    word
}
