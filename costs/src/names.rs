//! Names of types, fields and variants out of names on the wire.

/// `audit_drama`, `auditDrama`, `AUDIT-DRAMA` → `AuditDrama`.
pub(crate) fn pascal(name: &str) -> String {
    let words = words(name).into_iter().map(|word| {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        first.to_uppercase() + rest
    });
    let name: String = words.collect();
    if name.starts_with(|c: char| c.is_alphabetic()) { name } else { format!("Of{name}") }
}

/// `purePhoneNumber` → `pure_phone_number`.
pub(crate) fn snake(name: &str) -> String {
    let name = words(name).join("_");
    if name.starts_with(|c: char| c.is_alphabetic()) { name } else { format!("of_{name}") }
}

/// `AuditDrama` → `auditDrama`, the name the macro gives an endpoint.
pub(crate) fn lower_camel(name: &str) -> String {
    let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
    first.to_lowercase() + rest
}

/// `AuditDrama` → `audit_drama`, the word the macro and serde give a variant.
pub(crate) fn snake_of_pascal(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// The words of a name, in lower case: parted at what is no letter or digit, and before a capital that follows a small letter.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        let plain = c.is_ascii_alphanumeric();
        if !plain || (c.is_ascii_uppercase() && small) {
            words.push(String::new());
        }
        if let (true, Some(word)) = (plain, words.last_mut()) {
            word.extend(c.to_lowercase());
        }
        small = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The field's identifier, raw where it is a keyword. A setter must not be called `new`.
pub(crate) fn field(name: &str) -> String {
    match snake(name).as_str() {
        word @ ("self" | "super" | "crate" | "new") => format!("{word}_"),
        word if syn::parse_str::<syn::Ident>(word).is_ok() => word.to_owned(),
        word => format!("r#{word}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_rust_wants() {
        assert_eq!(pascal("cityservice_sendmsgdata"), "CityserviceSendmsgdata");
        assert_eq!(pascal("getUnlimitedQRCode"), "GetUnlimitedQrcode");
        assert_eq!(pascal("3d"), "Of3d");
        assert_eq!(snake("purePhoneNumber"), "pure_phone_number");
        assert_eq!(field("type"), "r#type");
        assert_eq!(field("Content-Type"), "content_type");
    }
}
