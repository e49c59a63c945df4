//! Text from outside, made fit for an error and for one line of a log.

/// The longest message of WeChat's that is kept, in bytes.
const MESSAGE: usize = 1024;

/// The text in one line. Characters that move the cursor, start another line or turn the direction of writing are replaced.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(replaced).collect()
}

/// The same, cut to `most` bytes and an ellipsis.
pub(crate) fn cut(text: &str, most: usize) -> String {
    let mut line = String::new();
    for c in text.chars().map(replaced) {
        if line.len() + c.len_utf8() > most {
            line.push('…');
            break;
        }
        line.push(c);
    }
    line
}

/// A message in one line of about a kilobyte at most. `end` is what it ends with, and stays.
pub(crate) fn message(text: &str, end: &str) -> String {
    // A character that is replaced may become longer.
    if text.len() <= MESSAGE {
        let whole = one_line(text);
        if whole.len() <= MESSAGE {
            return whole;
        }
    }
    cut(text, MESSAGE.saturating_sub(end.len())) + end
}

/// Whether a character is one of those that are replaced.
pub(crate) fn is_unsafe(c: char) -> bool {
    replaced(c) != c
}

fn replaced(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' => '\u{FFFD}',
        '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_in_its_line() {
        let text = "a\r\nERROR forged\u{1b}[31m\u{7f}\u{85}\u{2028}\u{202e}txt\u{2066}\u{200f}\0 中文 é…";
        let shown = one_line(text);
        assert!(!shown.contains(is_unsafe), "{shown:?}");
        assert!(shown.starts_with("a  ERROR forged\u{FFFD}[31m") && shown.ends_with(" 中文 é…"), "{shown}");
        assert_eq!(one_line("invalid code, rid: 1"), "invalid code, rid: 1");
    }

    #[test]
    fn a_long_message_is_cut_between_characters_and_keeps_its_end() {
        for lead in ["", "a", "ab"] {
            let text = lead.to_owned() + &"中".repeat(1000);
            let shown = message(&text, " rid: x");
            assert!(shown.len() <= 1030 && shown.ends_with("中… rid: x"), "{shown}");
        }
        assert_eq!(message("short", " rid: x"), "short");
        // What stands for a control character is longer than it.
        for text in ["\u{1}".repeat(1000), "\u{1}".repeat(5000)] {
            let shown = message(&text, " rid: x");
            assert!(shown.len() <= 1030 && shown.ends_with("\u{FFFD}… rid: x"), "{}", shown.len());
        }
        assert_eq!(message(&"\u{1}".repeat(300), " rid: x"), "\u{FFFD}".repeat(300));
        assert_eq!(cut("中文", 4), "中…");
    }
}
