//! What is quoted from an answer shows no secret.

use std::fmt;

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

    /// How a body begins, in one line.
    pub(crate) fn excerpt(self, body: &[u8]) -> String {
        // Scrubbed before it is cut, and cut before a word, so that no half of a secret is left at the end.
        let head = match body.get(..4096) {
            Some(head) => head.rsplitn(2, u8::is_ascii_whitespace).last().unwrap_or(head),
            None => body,
        };
        let clean = unnamed(&self.text(&String::from_utf8_lossy(head)));
        let mut line = clean.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((cut, _)) = line.char_indices().nth(120) {
            line.truncate(cut);
            line.push('…');
        }
        line.replace(char::is_control, "\u{FFFD}")
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
    fn no_half_of_a_secret_is_left_at_the_end() {
        for spaces in 4085..4100 {
            let shown =
                Scrub::new(&["hush-hush"]).excerpt(format!("a{}hush-hush b", " ".repeat(spaces)).as_bytes());
            assert!(!shown.contains("hu"), "{spaces}: {shown}");
        }
        assert_eq!(Scrub::default().excerpt("x".repeat(5000).as_bytes()).chars().count(), 121);
    }
}
