//! What is quoted from an answer shows no secret.

use std::fmt;

use crate::{Rid, sanitize};

mod phone;

/// What is looked at of a long text, in bytes.
const WINDOW: usize = 4096;

/// Replaces secrets in text that is going to be shown.
#[derive(Clone, Copy, Default)]
pub struct Scrub<'a>(&'a [&'a str]);

impl<'a> Scrub<'a> {
    /// Masks these texts wherever they stand.
    pub fn new(secrets: &'a [&'a str]) -> Self {
        Self(secrets)
    }

    /// The text with `***` for every secret.
    pub fn text(self, text: &str) -> String {
        let secrets = self.0.iter().filter(|secret| !secret.is_empty());
        secrets.fold(text.to_owned(), |text, secret| text.replace(secret, crate::MASK))
    }

    /// A message with its secrets masked. Of a long one the beginning is kept, and the request id at its end.
    pub(crate) fn message(self, text: &str) -> String {
        if text.len() <= WINDOW {
            return self.text(text);
        }
        let mut head = self.text(&text[..text.floor_char_boundary(WINDOW)]);
        head.truncate(self.without_half_a_secret(&head).len());
        let end = Rid::at_end(text).map_or_else(String::new, |rid| format!(" rid: {rid}"));
        head + "…" + &end
    }

    /// A text that was masked and cut, without the beginning of a secret at its end.
    fn without_half_a_secret(self, text: &str) -> &str {
        let halves = |secret: &'a str| secret.char_indices().skip(1).map(move |(at, _)| &secret[..at]);
        let half = self.0.iter().flat_map(|secret| halves(secret)).filter(|half| text.ends_with(half));
        let longest = half.map(str::len).max().unwrap_or(0);
        &text[..text.len() - longest]
    }

    /// How a body begins, in one line.
    pub(crate) fn excerpt(self, body: &[u8]) -> String {
        // Scrubbed before it is cut, and cut before a word, so that no half of a secret is left at the end.
        let head = match body.get(..WINDOW) {
            Some(head) => head.rsplitn(2, u8::is_ascii_whitespace).last().unwrap_or(head),
            None => body,
        };
        let clean = unnamed(&self.text(&String::from_utf8_lossy(head)));
        let mut line = clean.split_whitespace().collect::<Vec<_>>().join(" ");
        if head.len() < body.len() {
            line.truncate(phone::without_half_a_number(&line).len());
        }
        line = phone::masked(&line);
        if let Some((cut, _)) = line.char_indices().nth(120) {
            line.truncate(cut);
            line.push('…');
        }
        sanitize::one_line(&line)
    }
}

/// After these names stands a secret, in JSON as in a URL; in lower case.
const SECRET_NAMES: &[&str] =
    &["access_token", "accesstoken", "session_key", "sessionkey", "encrypt_key", "encryptkey", "secret"];

/// The text with `***` for what stands after a secret's name: an answer can hold a secret that nobody knows yet.
fn unnamed(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    let find = |rest: &str| {
        let lower = rest.to_ascii_lowercase();
        SECRET_NAMES.iter().filter_map(|name| Some(lower.find(name)? + name.len())).min()
    };
    while let Some(end) = find(rest) {
        let (before, after) = rest.split_at(end);
        let value = after.trim_start_matches(|c: char| c.is_whitespace() || "\"'\\:=[{(".contains(c));
        let between = &after[..after.len() - value.len()];
        clean.extend([before, between]);
        rest = value;
        if between.contains([':', '=']) {
            let end = value.find(|c: char| c.is_whitespace() || "\"'&<>,}])".contains(c));
            rest = &value[end.unwrap_or(value.len())..];
            clean.push_str(crate::MASK);
        }
    }
    clean + rest
}

impl fmt::Debug for Scrub<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scrub({} secrets)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_and_what_is_named_is_masked() {
        let shown = |body: &str| Scrub::new(&["hush", ""]).excerpt(body.as_bytes());
        assert_eq!(shown("GET /?secret=hush&x=1 hush"), "GET /?secret=***&x=1 ***");
        assert_eq!(shown(r#"{"session_key":"a+b/c==","x":1}"#), r#"{"session_key":"***","x":1}"#);
        assert_eq!(shown("access_token = abc, d"), "access_token = ***, d");
        assert_eq!(shown("get an access_token first"), "get an access_token first");
        assert_eq!(shown("AppSecret=x&accessToken=y"), "AppSecret=***&accessToken=***");
        assert_eq!(shown("secret"), "secret");
    }

    #[test]
    fn a_long_message_is_masked_at_a_cost_that_does_not_grow() {
        let scrub = Scrub::new(&["hush-hush", "中文中文"]);
        for lead in 0..30 {
            for secret in ["hush-hush", "中文中文"] {
                let text = "x".repeat(lead) + &secret.repeat(1000) + " rid: 61725984-6126f6f9-040f19c4";
                let shown = scrub.message(&text);
                assert!(shown.len() < WINDOW + 40, "{lead}: {}", shown.len());
                assert!(!shown.contains("hus") && !shown.contains('中'), "{lead}: {shown}");
                assert!(shown.ends_with("*… rid: 61725984-6126f6f9-040f19c4"), "{lead}: {shown}");
            }
        }
        assert_eq!(scrub.message("a hush-hush b"), "a *** b");
    }

    #[test]
    fn an_excerpt_shows_no_phone_number() {
        let shown =
            Scrub::default().excerpt("<p>Hello 13800138000,\n  call\n+86 138 0013\n8000</p>".as_bytes());
        assert_eq!(shown, "<p>Hello ***, call ***</p>");
        for spaces in 4070..4096 {
            let body = format!("a{}138 0013 8000 b", " ".repeat(spaces));
            let shown = Scrub::default().excerpt(body.as_bytes());
            assert!(!shown.contains("138"), "{spaces}: {shown}");
        }
    }

    #[test]
    fn no_half_of_a_secret_is_left_at_the_end() {
        for spaces in 4085..4100 {
            let shown =
                Scrub::new(&["hush-hush"]).excerpt(format!("a{}hush-hush b", " ".repeat(spaces)).as_bytes());
            assert!(!shown.contains("hu"), "{spaces}: {shown}");
        }
        assert_eq!(Scrub::default().excerpt("x".repeat(5000).as_bytes()).chars().count(), 121);
    }
}
