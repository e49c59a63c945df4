//! What values must keep to: checked before sending, and by the fake server after.

use std::fmt;

use crate::View;

/// What a value must keep to. `None` and empty mean no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The least characters (Unicode scalar values).
    pub min_chars: Option<usize>,
    /// The most characters.
    pub max_chars: Option<usize>,
    /// The least width: a Chinese character is two wide, a Latin letter one.
    pub min_width: Option<usize>,
    /// The most width.
    pub max_width: Option<usize>,
    /// The most bytes of UTF-8, of a text or a file.
    pub max_bytes: Option<usize>,
    /// The most characters of the JSON that an object, a list or a map is written as.
    pub max_json_chars: Option<usize>,
    /// The least items.
    pub min_items: Option<usize>,
    /// The most items.
    pub max_items: Option<usize>,
    /// The least and the greatest number; an end that is open is that of `i64`.
    pub range: Option<(i64, i64)>,
    /// What a number must be greater than.
    pub more_than: Option<i64>,
    /// The characters allowed; `a-z` between two letters or two digits is a range.
    pub charset: &'static str,
    /// What a text must start with.
    pub prefix: &'static str,
    /// What a text must not start with.
    pub not_prefix: &'static str,
    /// What must not appear in a text.
    pub not_contains: &'static str,
}

impl Limits {
    pub(crate) const NONE: Self = Self {
        min_chars: None,
        max_chars: None,
        min_width: None,
        max_width: None,
        max_bytes: None,
        max_json_chars: None,
        min_items: None,
        max_items: None,
        range: None,
        more_than: None,
        charset: "",
        prefix: "",
        not_prefix: "",
        not_contains: "",
    };

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
        let mut count = |(min, max): (Option<usize>, Option<usize>),
                         count: &dyn Fn() -> usize,
                         unit: &'static str| {
            if min.is_none() && max.is_none() {
                return;
            }
            let count = count();
            found.extend(min.filter(|&min| count < min).map(|min| Breach::TooLittle { count, min, unit }));
            found.extend(max.filter(|&max| count > max).map(|max| Breach::TooMuch { count, max, unit }));
        };
        match value {
            View::Text(text) => {
                count((self.min_chars, self.max_chars), &|| text.chars().count(), "characters");
                count((self.min_width, self.max_width), &|| width(text), "half-width characters");
                count((None, self.max_bytes), &|| text.len(), "bytes");
                let wrong = text.chars().find(|&c| !self.allows(c));
                found.extend(wrong.map(|character| Breach::Character { character, allowed: self.charset }));
                self.substrings(text, &mut found);
            }
            View::File(file) => count((None, self.max_bytes), &|| file.bytes.len(), "bytes"),
            View::Json(chars) => count((None, self.max_json_chars), &|| chars, "characters of JSON"),
            View::Items(items) => count((self.min_items, self.max_items), &|| items, "items"),
            View::Integer(number) => {
                let outside =
                    |&(min, max): &(i64, i64)| !(i128::from(min)..=i128::from(max)).contains(&number);
                found.extend(self.range.filter(outside).map(|range| Breach::outside(number, range)));
                let small = self.more_than.filter(|&than| number <= i128::from(than));
                found.extend(small.map(|than| Breach::NotMoreThan { number: number.to_string(), than }));
            }
            View::Number(number) => {
                let outside = |&(min, max): &(i64, i64)| !(min as f64..=max as f64).contains(&number);
                found.extend(self.range.filter(outside).map(|range| Breach::outside(number, range)));
                let small = self.more_than.filter(|&than| number.is_nan() || number <= than as f64);
                found.extend(small.map(|than| Breach::NotMoreThan { number: number.to_string(), than }));
            }
            View::Absent | View::Other => {}
        }
        found
    }

    /// What a text must and must not start with, and what must not appear in it.
    fn substrings(&self, text: &str, found: &mut Vec<Breach>) {
        let limit = |part: &'static str| Some(part).filter(|part| !part.is_empty());
        let prefix = limit(self.prefix).filter(|prefix| !text.starts_with(prefix));
        found.extend(prefix.map(Breach::Prefix));
        let not_prefix = limit(self.not_prefix).filter(|prefix| text.starts_with(prefix));
        found.extend(not_prefix.map(Breach::NotPrefix));
        let not_contains = limit(self.not_contains).filter(|part| text.contains(part));
        found.extend(not_contains.map(Breach::NotContains));
    }
}

/// How wide a text is where a Chinese character is two wide: everything beyond ASCII is.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
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
    /// Too few characters or items.
    TooLittle {
        /// How many there are.
        count: usize,
        /// How many there must be.
        min: usize,
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
    /// None of some fields, or more than one, where there must be one.
    OneOf {
        /// The fields.
        fields: &'static [&'static str],
        /// How many of them are there.
        given: usize,
    },
    /// The text does not start with this.
    Prefix(&'static str),
    /// The text starts with this, which is not allowed.
    NotPrefix(&'static str),
    /// The text contains this, which is not allowed.
    NotContains(&'static str),
    /// The text is not what a rule of its own type says.
    Rule(&'static str),
    /// A number that is not more than it must be.
    NotMoreThan {
        /// The number.
        number: String,
        /// What it must be more than.
        than: i64,
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
            Self::TooLittle { count, min, unit } => write!(f, "{count} {unit}, at least {min} are needed"),
            Self::Range { number, min, max: i64::MAX } => write!(f, "{number} is less than {min}"),
            Self::Range { number, min: i64::MIN, max } => write!(f, "{number} is more than {max}"),
            Self::Range { number, min, max } => write!(f, "{number} is outside {min}..={max}"),
            Self::OneOf { given: 0, .. } => write!(f, "one of them is needed"),
            Self::OneOf { given, .. } => write!(f, "{given} of them are given, only one is allowed"),
            Self::Prefix(prefix) => write!(f, "it must start with `{prefix}`"),
            Self::NotPrefix(prefix) => write!(f, "it must not start with `{prefix}`"),
            Self::NotContains(part) => write!(f, "it must not contain `{part}`"),
            Self::Rule(rule) => write!(f, "it must be {rule}"),
            Self::NotMoreThan { number, than } => write!(f, "{number} is not more than {than}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_a_limit_hold() {
        let limits = Limits {
            min_chars: Some(2),
            min_width: Some(4),
            max_width: Some(6),
            min_items: Some(2),
            range: Some((1, i64::MAX)),
            more_than: Some(1),
            ..Limits::NONE
        };
        let broken =
            |value| limits.broken_by(value).iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        assert_eq!(
            broken(View::Text("中")),
            "1 characters, at least 2 are needed; 2 half-width characters, at least 4 are needed"
        );
        assert_eq!(broken(View::Text("中文ab")), "");
        assert_eq!(broken(View::Text("中文abc")), "7 half-width characters, at most 6 are allowed");
        assert_eq!(broken(View::Items(1)), "1 items, at least 2 are needed");
        assert_eq!(broken(View::Integer(0)), "0 is less than 1; 0 is not more than 1");
        assert_eq!(broken(View::Number(1.0)), "1 is not more than 1");
        assert_eq!(broken(View::Number(1.5)), "");
    }

    #[test]
    fn a_text_is_checked_for_how_it_starts_and_what_it_contains() {
        let limits = Limits { prefix: "pages/", not_prefix: "pages//", not_contains: "?", ..Limits::NONE };
        let broken = |text| limits.broken_by(View::Text(text));
        assert_eq!(broken("pages/index/index"), []);
        assert_eq!(broken("pages//index?a=1"), [Breach::NotPrefix("pages//"), Breach::NotContains("?")]);
        assert_eq!(broken(""), [Breach::Prefix("pages/")]);
        let said = broken("/pages/index?").iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        assert_eq!(said, "it must start with `pages/`; it must not contain `?`");
        assert_eq!(Limits::NONE.broken_by(View::Text("/?")), []);
    }

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
