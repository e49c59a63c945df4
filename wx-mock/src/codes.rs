//! One-time codes: those of `wx.login` and those behind the phone-number button.

use std::{collections::BTreeMap, time::Duration};

use tokio::time::Instant;

/// How long a code that was issued here lives.
const LIFE: Duration = Duration::from_secs(5 * 60);

/// Every code of one kind that was issued or used.
#[derive(Default)]
pub(crate) struct Codes {
    /// Whether only codes that were issued here work.
    pub(crate) strict: bool,
    known: BTreeMap<String, Code>,
}

struct Code {
    issued: Instant,
    used: bool,
    subject: Option<String>,
}

/// Why a code does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bad {
    /// It was never issued.
    Unknown,
    /// It has been used.
    Used,
    /// It is older than five minutes.
    Expired,
}

impl Bad {
    /// What to tell the person who debugs a test.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Unknown => {
                "no such code: it begins with `invalid`, or only codes that were issued here are taken"
            }
            Self::Used => "this code has been used; a code works once",
            Self::Expired => "this code is older than five minutes",
        }
    }
}

impl Codes {
    /// Issues a code for a user or a phone number.
    pub(crate) fn issue(&mut self, code: String, subject: Option<String>, now: Instant) -> String {
        let entry = Code { issued: now, used: false, subject };
        self.known.insert(code.clone(), entry);
        code
    }

    /// Uses a code up. What it was issued for, if it was issued here.
    pub(crate) fn take(&mut self, code: &str, now: Instant) -> Result<Option<String>, Bad> {
        match self.known.get_mut(code) {
            Some(code) if code.used => Err(Bad::Used),
            Some(code) if now.duration_since(code.issued) >= LIFE => Err(Bad::Expired),
            Some(code) => {
                code.used = true;
                Ok(code.subject.clone())
            }
            None if self.strict || code.starts_with("invalid") => Err(Bad::Unknown),
            None => {
                let entry = Code { issued: now, used: true, subject: None };
                self.known.insert(code.to_owned(), entry);
                Ok(None)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_works_once_and_within_five_minutes() {
        let now = Instant::now();
        let mut codes = Codes::default();
        codes.issue("a".into(), Some("user".into()), now);
        assert_eq!(codes.take("a", now), Ok(Some("user".into())));
        assert_eq!(codes.take("a", now), Err(Bad::Used));
        codes.issue("b".into(), None, now);
        assert_eq!(codes.take("b", now + LIFE), Err(Bad::Expired));
        assert_eq!(codes.take("any", now), Ok(None));
        assert_eq!(codes.take("any", now), Err(Bad::Used));
        assert_eq!(codes.take("invalid-1", now), Err(Bad::Unknown));
        codes.strict = true;
        assert_eq!(codes.take("other", now), Err(Bad::Unknown));
    }
}
