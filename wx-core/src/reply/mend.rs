//! JSON that is not well-formed inside its strings, made well-formed.
//!
//! WeChat sends what its users wrote as it stands: raw control characters, halves of emojis, characters that were cut in
//! the middle, and sometimes text in GBK. Each costs one character, not the answer.

use std::borrow::Cow;

/// How bytes that are no UTF-8 are understood.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    /// Each stands for a damaged character.
    Utf8,
    /// Each may be the first byte of a character in GBK whose second byte is `\`.
    Mixed,
    /// The whole body is in GBK.
    Gbk,
}

/// The ways in which a body can be mended, the likeliest first. Where all of it is UTF-8, there is one.
///
/// The second byte of a character in GBK may be the byte of `\`, which must not escape what follows, often the quote that
/// ends the string. A cut character in UTF-8 in front of a real `\"` looks the same. Only one of the two is well-formed.
pub(super) fn ways(body: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let is_utf8 = str::from_utf8(body).is_ok();
    let ways = [Encoding::Utf8, Encoding::Mixed, Encoding::Gbk];
    let ways = ways.into_iter().filter(move |encoding| !is_utf8 || *encoding == Encoding::Utf8);
    ways.map(|encoding| escaped(&decoded(body, encoding)))
}

/// The body as text.
fn decoded(body: &[u8], encoding: Encoding) -> Cow<'_, str> {
    match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(body),
        Encoding::Mixed => mixed(body).into(),
        Encoding::Gbk => gbk(body).into(),
    }
}

/// UTF-8 in which a `\` after an odd number of bytes that are none belongs to them.
fn mixed(body: &[u8]) -> String {
    let mut text = String::with_capacity(body.len());
    let mut first_of_two = false;
    for chunk in body.utf8_chunks() {
        let valid = chunk.valid();
        text.push_str(if first_of_two { valid.strip_prefix('\\').unwrap_or(valid) } else { valid });
        first_of_two &= valid.is_empty();
        for _ in chunk.invalid() {
            first_of_two = !first_of_two;
            if first_of_two {
                text.push('\u{FFFD}');
            }
        }
    }
    text
}

/// GBK, of which only ASCII is kept.
fn gbk(body: &[u8]) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    loop {
        let ascii = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let (plain, other) = rest.split_at(ascii);
        text.push_str(&String::from_utf8_lossy(plain));
        rest = match other {
            [] => return text,
            [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, after @ ..] | [_, after @ ..] => after,
        };
        text.push('\u{FFFD}');
    }
}

/// The text with the raw control characters inside its strings escaped, and half surrogates replaced.
fn escaped(text: &str) -> Vec<u8> {
    let mut mended = Vec::with_capacity(text.len() + 16);
    let mut rest = text.as_bytes();
    let mut in_string = false;
    loop {
        let special = |byte: &u8| *byte == b'"' || in_string && (*byte == b'\\' || byte.is_ascii_control());
        let end = rest.iter().position(special).unwrap_or(rest.len());
        let (plain, from) = rest.split_at(end);
        mended.extend_from_slice(plain);
        let taken = match from {
            [] => return mended,
            [b'"', ..] => {
                in_string = !in_string;
                mended.push(b'"');
                1
            }
            [b'\\', b'u', ..] => unicode(from, &mut mended),
            [b'\\', ..] => {
                let escape = &from[..from.len().min(2)];
                mended.push(b'\\');
                match escape {
                    [_, control] if control.is_ascii_control() => {
                        control_character(*control, &mut mended, true)
                    }
                    escape => mended.extend(escape.iter().skip(1)),
                }
                escape.len()
            }
            [control, ..] => {
                control_character(*control, &mut mended, false);
                1
            }
        };
        rest = &from[taken..];
    }
}

/// Writes a control character as an escape, whose `\` may already be there.
fn control_character(byte: u8, mended: &mut Vec<u8>, after_backslash: bool) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |number: u8| DIGITS[usize::from(number & 15)];
    let escape = [b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte)];
    mended.extend_from_slice(&escape[usize::from(after_backslash)..]);
}

/// What stands for a character that is lost, as an escape.
const LOST: &[u8] = b"\\ufffd";

/// Copies `\u....`, half a surrogate pair replaced; says how many bytes were read.
fn unicode(from: &[u8], mended: &mut Vec<u8>) -> usize {
    let (written, taken): (&[u8], usize) = match (code(from), from.get(6..).and_then(code)) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (&from[..12], 12),
        (Some(0xD800..=0xDFFF), _) => (LOST, 6),
        (Some(_), _) => (&from[..6], 6),
        // The parser says what is wrong with it.
        (None, _) => (&from[..2], 2),
    };
    mended.extend_from_slice(written);
    taken
}

/// The number in `\u....`.
fn code(from: &[u8]) -> Option<u16> {
    let [b'\\', b'u', digits @ ..] = from else { return None };
    let digits = digits.get(..4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests;
