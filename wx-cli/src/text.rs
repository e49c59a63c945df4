//! Text in columns: width as a terminal counts it, padding, wrapping.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns a text takes; a Chinese character takes two.
pub(crate) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The text with spaces up to `columns`.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text cut to `columns`, with `…` where something is missing.
pub(crate) fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if width(&short) + c.width().unwrap_or(0) >= columns {
            break;
        }
        short.push(c);
    }
    short + "…"
}

/// The text in lines of at most `columns`: broken after a space, after `/ & ? , ;`, around a Chinese character; a word
/// that is longer than a line is broken anywhere.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(8);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in words(paragraph) {
            if width(&line) + width(word.trim_end()) > columns && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            let mut rest = word;
            while width(rest.trim_end()) > columns {
                let cut = cut_at(rest, columns);
                lines.push(rest[..cut].to_owned());
                rest = &rest[cut..];
            }
            line.push_str(rest);
        }
        lines.push(line);
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// The pieces between which a line may be broken, each with what follows it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let breaks = match chars.peek() {
            None => true,
            // A closing sign stays with what it closes.
            Some((_, ' ' | ',' | '.' | ';' | ')' | '，' | '。' | '；' | '）' | '、')) => false,
            // 2,000,000 stays whole.
            Some((_, '0'..='9')) if c == ',' => false,
            Some(&(_, next)) => matches!(c, ' ' | '/' | '&' | '?' | ',' | ';') || is_wide(c) || is_wide(next),
        };
        if breaks && !(c == '/' && text[end..].starts_with('/')) {
            words.push(&text[start..end]);
            start = end;
        }
    }
    words
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

fn cut_at(text: &str, columns: usize) -> usize {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > columns && at > 0 {
            return at;
        }
    }
    text.len()
}

/// Documentation without its marks: `` [`scene`](Self::scene) `` becomes `scene`.
pub(crate) fn plain(doc: &str) -> String {
    let mut plain = String::new();
    let mut rest = doc;
    while let Some(open) = rest.find('[') {
        let (before, bracket) = rest.split_at(open);
        plain.push_str(before);
        let Some(close) = bracket.find(']') else { break };
        let (label, after) = (&bracket[1..close], &bracket[close + 1..]);
        let target = after.strip_prefix('(').and_then(|after| after.find(')'));
        let is_link = target.is_some() || (label.starts_with('`') && label.ends_with('`') && label.len() > 1);
        if is_link {
            plain.push_str(label);
            rest = target.map_or(after, |end| &after[end + 2..]);
        } else {
            plain.push('[');
            rest = &bracket[1..];
        }
    }
    plain.push_str(rest);
    plain.replace('`', "")
}

/// Text quoted so that a shell passes it on unchanged.
pub(crate) fn shell_quote(text: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_./:=@,".contains(c);
    if !text.is_empty() && text.chars().all(safe) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_their_width() {
        assert_eq!(wrap("one two three", 9), ["one two", "three"]);
        assert_eq!(wrap("POST /datacube/getweanalysis", 16), ["POST /datacube/", "getweanalysis"]);
        assert_eq!(wrap("系统繁忙，请稍候再试", 10), ["系统繁忙，", "请稍候再试"]);
        assert_eq!(wrap("0123456789abc", 8), ["01234567", "89abc"]);
        assert_eq!(wrap("a\nb", 8), ["a", "b"]);
        assert_eq!(wrap("", 8), Vec::<String>::new());
    }

    #[test]
    fn a_chinese_character_takes_two_columns() {
        assert_eq!(pad("中文", 6), "中文  ");
        assert_eq!(shorten("中文字符", 5), "中文…");
        assert_eq!(shorten("abc", 3), "abc");
    }

    #[test]
    fn marks_are_taken_out() {
        assert_eq!(
            plain("with [`CreateQrCode`] and [`scene`](Self::scene), [a]"),
            "with CreateQrCode and scene, [a]"
        );
    }

    #[test]
    fn a_shell_gets_what_was_meant() {
        assert_eq!(shell_quote("getPhoneNumber"), "getPhoneNumber");
        assert_eq!(shell_quote(r#"{"a":"it's"}"#), r#"'{"a":"it'\''s"}'"#);
    }
}
