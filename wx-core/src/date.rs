//! Days and instants as WeChat writes them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Absence, Type, View, Wire};

/// A day of the calendar. On the wire: `20170313`; WeChat counts days in Beijing time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// A day that exists: `Date::new(2017, 3, 13)`.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, DateError> {
        match jiff::civil::Date::new(year, month, day) {
            Ok(date) if (0..=9999).contains(&year) => Ok(Self(date)),
            _ => Err(DateError(format!("{year:04}-{month:02}-{day:02}"))),
        }
    }

    /// Today in Beijing.
    pub fn today() -> Self {
        let beijing = jiff::tz::Offset::constant(8);
        Self(beijing.to_datetime(jiff::Timestamp::now()).date())
    }

    /// Yesterday in Beijing: the newest day the analytics endpoints know.
    pub fn yesterday() -> Self {
        Self::today().days_ago(1)
    }

    /// The day `days` days before this one.
    pub fn days_ago(self, days: u16) -> Self {
        let span = jiff::Span::new().days(i64::from(days));
        Self(self.0.saturating_sub(span))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}{:02}{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({})", self.0)
    }
}

/// Reads `20170313` and `2017-03-13`.
impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let wrong = || DateError(text.chars().take(32).collect());
        let digits = match text.as_bytes() {
            [a @ .., b'-', m1, m2, b'-', d1, d2] if a.len() == 4 => [a, &[*m1, *m2, *d1, *d2]].concat(),
            plain => plain.to_vec(),
        };
        if digits.len() != 8 || !digits.iter().all(u8::is_ascii_digit) {
            return Err(wrong());
        }
        let number = |range: std::ops::Range<usize>| {
            digits[range].iter().fold(0_i16, |sum, digit| sum * 10 + i16::from(digit - b'0'))
        };
        let (month, day) = (i8::try_from(number(4..6)), i8::try_from(number(6..8)));
        Self::new(number(0..4), month.map_err(|_| wrong())?, day.map_err(|_| wrong())?).map_err(|_| wrong())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl Wire for Date {
    const TYPE: &'static Type = &Type::Date;
    const ABSENCE: Absence = Absence::Essential;
}

/// A text or three numbers that are no day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError(String);

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no day of the calendar; write it as 20170313 or 2017-03-13", self.0)
    }
}

impl std::error::Error for DateError {}

/// An instant as seconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixSeconds(pub i64);

impl UnixSeconds {
    /// Now.
    pub fn now() -> Self {
        Self(jiff::Timestamp::now().as_second())
    }

    /// How long ago it was; nothing for an instant that is still to come.
    pub fn elapsed(self) -> std::time::Duration {
        let seconds = Self::now().0.saturating_sub(self.0);
        std::time::Duration::from_secs(seconds.try_into().unwrap_or(0))
    }

    /// The instant `after` this one; an overflow stays at the end of time.
    pub fn plus(self, after: std::time::Duration) -> Self {
        Self(self.0.saturating_add_unsigned(after.as_secs()))
    }
}

impl From<i64> for UnixSeconds {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

impl Wire for UnixSeconds {
    const TYPE: &'static Type = &Type::UnixSeconds;
    const ABSENCE: Absence = Absence::Number;

    fn view(&self) -> View<'_> {
        View::Integer(i128::from(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_a_day_are_read() {
        let day = Date::new(2024, 2, 29).unwrap();
        assert_eq!("20240229".parse(), Ok(day));
        assert_eq!("2024-02-29".parse(), Ok(day));
        assert_eq!(day.to_string(), "20240229");
        assert_eq!(day.days_ago(60).to_string(), "20231231");
    }

    #[test]
    fn what_is_to_come_was_not_long_ago() {
        let hour = std::time::Duration::from_secs(3600);
        let ago = UnixSeconds(UnixSeconds::now().0 - 3600).elapsed();
        assert!(ago >= hour && ago < hour * 2, "{ago:?}");
        assert!(UnixSeconds::now().plus(hour).elapsed().is_zero());
        assert!(UnixSeconds(i64::MAX).elapsed().is_zero());
        assert!(UnixSeconds(i64::MIN).elapsed() > hour);
    }

    #[test]
    fn what_is_no_day_is_refused_with_its_own_text() {
        for text in ["20230229", "2024-2-9", "", "2024-02-30", "20241301", "２０２４0101", "99999999999"]
        {
            let error = text.parse::<Date>().unwrap_err();
            assert!(error.to_string().starts_with(&format!("`{text}`")), "{error}");
        }
        assert!(Date::new(-1, 1, 1).is_err());
    }
}
