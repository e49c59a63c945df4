//! What values must keep to: checked before sending, and by the fake server after.

use std::fmt;

use crate::View;

/// What a value must keep to. `None` and empty mean no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The most characters (Unicode scalar values).
    pub max_chars: Option<usize>,
    /// The most bytes of UTF-8, of a text or a file.
    pub max_bytes: Option<usize>,
    /// The most items.
    pub max_items: Option<usize>,
    /// The least and the greatest number.
    pub range: Option<(i64, i64)>,
    /// The characters allowed; `a-z` between two letters or two digits is a range.
    pub charset: &'static str,
}

impl Limits {
    pub(crate) const NONE: Self =
        Self { max_chars: None, max_bytes: None, max_items: None, range: None, charset: "" };

    /// Whether the charset holds `c`.
    pub fn allows(&self, c: char) -> bool {
        let mut rest = self.charset.chars();
        while let Some(low) = rest.next() {
            let mut ahead = rest.clone();
            let high = match (ahead.next(), ahead.next()) {
                (Some('-'), Some(high)) if low.is_ascii_alphanumeric() && high.is_ascii_alphanumeric() => {
                    rest = ahead;
                    high
                }
                _ => low,
            };
            if (low..=high).contains(&c) {
                return true;
            }
        }
        self.charset.is_empty()
    }

    /// Everything about a value that breaks a limit.
    pub fn broken_by(&self, value: View<'_>) -> Vec<Breach> {
        let mut found = Vec::new();
        let mut at_most = |max: Option<usize>, count: usize, unit: &'static str| {
            found.extend(max.filter(|&max| count > max).map(|max| Breach::TooMuch { count, max, unit }));
        };
        match value {
            View::Text(text) => {
                if self.max_chars.is_some() {
                    at_most(self.max_chars, text.chars().count(), "characters");
                }
                at_most(self.max_bytes, text.len(), "bytes");
                let wrong = text.chars().find(|&c| !self.allows(c));
                found.extend(wrong.map(|character| Breach::Character { character, allowed: self.charset }));
            }
            View::File(file) => at_most(self.max_bytes, file.bytes.len(), "bytes"),
            View::Items(count) => at_most(self.max_items, count, "items"),
            View::Integer(number) => {
                let outside =
                    |&(min, max): &(i64, i64)| !(i128::from(min)..=i128::from(max)).contains(&number);
                found.extend(self.range.filter(outside).map(|range| Breach::outside(number, range)));
            }
            View::Number(number) => {
                let outside = |&(min, max): &(i64, i64)| !(min as f64..=max as f64).contains(&number);
                found.extend(self.range.filter(outside).map(|range| Breach::outside(number, range)));
            }
            View::Absent | View::Other => {}
        }
        found
    }
}

/// How a value breaks a limit. A text is never quoted whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Breach {
    /// Too many characters, bytes or items.
    TooMuch {
        /// How many there are.
        count: usize,
        /// How many there may be.
        max: usize,
        /// Of what.
        unit: &'static str,
    },
    /// A character that is not allowed.
    Character {
        /// The first one.
        character: char,
        /// Those that are.
        allowed: &'static str,
    },
    /// A number that is too small or too great.
    Range {
        /// The number.
        number: String,
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
}

impl Breach {
    fn outside(number: impl fmt::Display, (min, max): (i64, i64)) -> Self {
        Self::Range { number: number.to_string(), min, max }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMuch { count, max, unit } => write!(f, "{count} {unit}, at most {max} are allowed"),
            Self::Character { character, allowed } => {
                write!(f, "character {character:?} is not allowed, only those of `{allowed}`")
            }
            Self::Range { number, min, max } => write!(f, "{number} is outside {min}..={max}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_is_a_range_only_between_letters_or_digits() {
        let limits = Limits { charset: "0-9a-z@-.", ..Limits::NONE };
        for c in "0579amz@-.".chars() {
            assert!(limits.allows(c), "{c}");
        }
        for c in "A%?/,".chars() {
            assert!(!limits.allows(c), "{c}");
        }
        assert!(Limits::NONE.allows('中'));
    }
}
