//! The file name in a header `Content-Disposition`, as RFC 6266 and RFC 8187 have it.

use std::borrow::Cow;

use crate::sanitize;

/// The file name in `attachment; filename="a.jpg"`, without any directory. `filename*` is preferred, if it can be read.
pub(super) fn file_name(disposition: &[u8]) -> Option<String> {
    let disposition = String::from_utf8_lossy(disposition);
    let named = |wanted: &'static str| {
        let all = Parameters(&disposition).filter(move |(name, _)| name.eq_ignore_ascii_case(wanted));
        all.map(|(_, value)| value)
    };
    let extended = named("filename*").filter_map(|value| extended(&value));
    extended.chain(named("filename").map(Cow::into_owned)).find_map(|name| last_part(&name))
}

/// The parameters of a header, the word in front of the first passed over.
struct Parameters<'a>(&'a str);

impl<'a> Iterator for Parameters<'a> {
    type Item = (&'a str, Cow<'a, str>);

    fn next(&mut self) -> Option<Self::Item> {
        let (_, rest) = self.0.split_once(';')?;
        let end = rest.find(['=', ';']).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        let Some(rest) = rest.strip_prefix('=') else {
            // A word without a value.
            self.0 = rest;
            return Some((name.trim(), Cow::Borrowed("")));
        };
        let value = match rest.trim_start().strip_prefix('"') {
            Some(quoted) => {
                let (value, rest) = unquoted(quoted);
                self.0 = rest;
                Cow::Owned(value)
            }
            None => {
                let (value, rest) = rest.split_at(rest.find(';').unwrap_or(rest.len()));
                self.0 = rest;
                Cow::Borrowed(value.trim())
            }
        };
        Some((name.trim(), value))
    }
}

/// A text up to the quote that ends it, and what follows.
fn unquoted(quoted: &str) -> (String, &str) {
    let mut value = String::new();
    let mut chars = quoted.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, &quoted[at + 1..]),
            // Before anything else it is meant as it stands: `C:\a.jpg`.
            '\\' => match chars.next_if(|(_, next)| matches!(next, '"' | '\\')) {
                Some((_, next)) => value.push(next),
                None => value.push(c),
            },
            c => value.push(c),
        }
    }
    (value, "")
}

/// Reads `utf-8''%E6%B5%8B.txt`.
fn extended(value: &str) -> Option<String> {
    let (charset, value) = value.split_once('\'')?;
    let (_language, value) = value.split_once('\'')?;
    let bytes = percent_decoded(value)?;
    match charset.trim() {
        charset if charset.eq_ignore_ascii_case("utf-8") => String::from_utf8(bytes).ok(),
        charset if charset.eq_ignore_ascii_case("iso-8859-1") => {
            Some(bytes.into_iter().map(char::from).collect())
        }
        _ => None,
    }
}

fn percent_decoded(value: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let [high, low, after @ ..] = rest else { return None };
        let digit = |byte: &u8| char::from(*byte).to_digit(16);
        bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
        rest = after;
    }
    Some(bytes)
}

/// The last part of a path, if it names a file: a name never leads into another directory or to another drive.
fn last_part(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\', ':']).next()?;
    let name = name.replace(sanitize::is_unsafe, "");
    let name = name.trim();
    (!name.trim_matches(['.', ' ']).is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(disposition: &str) -> Option<String> {
        file_name(disposition.as_bytes())
    }

    #[test]
    fn the_extended_name_wins() {
        for disposition in [
            "attachment; filename*=utf-8''%E6%B5%8B%E8%AF%95.xlsx; filename=\"æµ\u{8b}è¯\u{95}.xlsx\"",
            "attachment; filename=\"a.xlsx\"; filename*=UTF-8''%e6%b5%8b%e8%af%95.xlsx",
            "attachment;FileName=a.xlsx;FILENAME*=Utf-8'zh'%E6%B5%8B%E8%AF%95.xlsx",
            "attachment; filename = \"a;filename*=x.xlsx\" ; filename* = \"utf-8''%E6%B5%8B%E8%AF%95.xlsx\"",
            "attachment; filename*=utf-16''%00a; filename*=utf-8''%E6%B5%8B%E8%AF%95.xlsx",
        ] {
            assert_eq!(name(disposition).as_deref(), Some("测试.xlsx"), "{disposition}");
        }
        assert_eq!(name("attachment; filename*=iso-8859-1'en'%A3%20rates").as_deref(), Some("£ rates"));
    }

    #[test]
    fn a_bad_extended_name_falls_back() {
        for bad in [
            "utf-8''%E6%B5",
            "utf-8''%E6%B",
            "utf-8''%ZZ",
            "gbk''%B2%E2",
            "utf-8'x",
            "x",
            "utf-8''",
            "utf-8''%2e%2E",
            "utf-8''a%2F..",
        ] {
            assert_eq!(
                name(&format!("attachment; filename*={bad}; filename=a.jpg")).as_deref(),
                Some("a.jpg"),
                "{bad}"
            );
            assert_eq!(name(&format!("attachment; filename*={bad}")), None, "{bad}");
        }
    }

    #[test]
    fn a_plain_name_is_read_in_any_form() {
        for (disposition, expected) in [
            (r#"attachment; filename="a b.jpg""#, "a b.jpg"),
            ("attachment; filename=a.jpg; size=3", "a.jpg"),
            ("ATTACHMENT; FILENAME=a.jpg", "a.jpg"),
            ("attachment; size=3; filename = a.jpg ", "a.jpg"),
            (r#"attachment; x="filename=b.jpg"; filename="a;b.jpg""#, "a;b.jpg"),
            (r#"attachment; filename="a \"b\".jpg""#, "a \"b\".jpg"),
            (r#"attachment; filename="a.jpg"#, "a.jpg"),
            ("attachment; filename=\"测试.xlsx\"", "测试.xlsx"),
            ("attachment; flag; filename=a.jpg", "a.jpg"),
        ] {
            assert_eq!(name(disposition).as_deref(), Some(expected), "{disposition}");
        }
        // Not UTF-8.
        assert_eq!(
            file_name(b"attachment; filename=\"\xB2\xE2.jpg\"").as_deref(),
            Some("\u{FFFD}\u{FFFD}.jpg")
        );
        for disposition in
            ["inline", "", "filename=a.jpg", "attachment; filename", "attachment; xfilename=a.jpg", ";=;;\""]
        {
            assert_eq!(name(disposition), None, "{disposition}");
        }
    }

    #[test]
    fn a_file_name_never_leaves_the_directory() {
        for (written, expected) in [
            ("../../etc/passwd", Some("passwd")),
            (r"..\\..\\a.jpg", Some("a.jpg")),
            (r"C:\a.jpg", Some("a.jpg")),
            ("C:a.jpg", Some("a.jpg")),
            ("..", None),
            (". .", None),
            ("...", None),
            ("a/", None),
            ("a/..", None),
            ("", None),
            (" ", None),
            ("a\u{202e}gpj.exe", Some("agpj.exe")),
        ] {
            assert_eq!(
                name(&format!("attachment; filename=\"{written}\"")).as_deref(),
                expected,
                "{written}"
            );
        }
        assert_eq!(name("attachment; filename*=utf-8''..%2F..%5Ca%00%0A.jpg").as_deref(), Some("a.jpg"));
        assert_eq!(name("attachment; filename*=utf-8''%2E%2E%2Fetc%2Fpasswd").as_deref(), Some("passwd"));
    }
}
