//! Phone numbers of mainland China in text.

/// Stands between the groups of digits of a number.
const SEPARATORS: &[u8] = b" -.";

/// The text with `***` for every phone number: eleven digits from 13 to 19, in groups or not, with or without +86.
pub(super) fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '+' || c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        masked.push_str(before);
        let end = match end_of_number(from.as_bytes()) {
            Some(end) => {
                masked.push_str(crate::MASK);
                end
            }
            None => {
                let end = other_end(from);
                masked.push_str(&from[..end]);
                end
            }
        };
        rest = &from[end..];
    }
    masked + rest
}

/// The end of a plus or of digits that are no phone number.
fn other_end(from: &str) -> usize {
    let digits = from.strip_prefix('+').unwrap_or(from);
    let digits = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    if from.starts_with('+') { 1 } else { digits }
}

/// A text that was cut, without what may be the beginning of a phone number at its end.
pub(super) fn without_half_a_number(text: &str) -> &str {
    text.trim_end_matches(|c: char| {
        c == '+' || c.is_ascii_digit() || SEPARATORS.contains(&(c as u8)) && c.is_ascii()
    })
}

/// Where the phone number ends that begins a text, if one does.
fn end_of_number(text: &[u8]) -> Option<usize> {
    let prefixes: [&[u8]; 4] = [b"+86", b"0086", b"86", b""];
    prefixes.iter().find_map(|prefix| {
        let number = text.strip_prefix(*prefix)?;
        let separators =
            if prefix.is_empty() { 0 } else { number.iter().take_while(|byte| is_separator(**byte)).count() };
        Some(prefix.len() + separators + end_of_digits(number.get(separators..)?)?)
    })
}

/// Where eleven digits end that begin a text, if they do and no other digit follows.
fn end_of_digits(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    for count in 0..11 {
        if count > 0 && text.get(at).is_some_and(|byte| is_separator(*byte)) {
            at += 1;
        }
        let digit = text.get(at).filter(|byte| byte.is_ascii_digit())?;
        match count {
            0 if *digit != b'1' => return None,
            1 if !(b'3'..=b'9').contains(digit) => return None,
            _ => at += 1,
        }
    }
    (!text.get(at).is_some_and(u8::is_ascii_digit)).then_some(at)
}

fn is_separator(byte: u8) -> bool {
    SEPARATORS.contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_masked_however_it_is_written() {
        for number in [
            "13800138000",
            "138-0013-8000",
            "138 0013 8000",
            "138.0013.8000",
            "+8613800138000",
            "+86 138-0013-8000",
            "+86-13800138000",
            "008613800138000",
            "8619912345678",
        ] {
            for (before, after) in
                [("", ""), ("tel:", ";"), ("中文", "中文"), ("\"phone\":\"", "\"}"), ("a", "b")]
            {
                assert_eq!(masked(&format!("{before}{number}{after}")), format!("{before}***{after}"));
            }
        }
        assert_eq!(masked("2024-01-15 13800138000, 15912345678"), "2024-01-15 ***, ***");
        assert_eq!(masked("(+86) 138-0013-8000"), "(+86) ***");
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "1700000000",
            "1700000000000",
            "138001380001",
            "213800138000",
            "12800138000",
            "rid: 61725984-6126f6f9-040f19c4",
            "127.0.0.1:8080",
            "a + b",
            "1380013800",
            "+",
            "",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
