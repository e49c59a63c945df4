//! Why JSON does not fit a type.

use std::fmt::{self, Display};

use serde::de::{self, Unexpected};

/// Why an answer does not fit its type. Values are never quoted, they may be secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    path: String,
    problem: String,
}

impl Misfit {
    /// What stands at `path` does not fit.
    pub fn at(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { path: path.into(), problem: problem.into() }
    }

    /// A field is not there.
    pub fn missing(field: &str) -> Self {
        Self::at("", format!("`{field}` is missing"))
    }

    /// The JSON path that failed: `phone_info.watermark.timestamp`; empty for the whole answer.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn under(mut self, step: impl Display) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{step}{dot}{}", self.path);
        self
    }
}

impl Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.problem),
            path => write!(f, "at `{path}`: {}", self.problem),
        }
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: Display>(problem: T) -> Self {
        Self::at("", problem.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::at("", format!("expected {expected}, found {}", kind(found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::at("", format!("expected one of {}", expected.join(", ")))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::missing(field)
    }
}

fn kind(found: Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "a boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "a whole number",
        Unexpected::Float(_) => "a number",
        Unexpected::Str("") => "an empty string",
        Unexpected::Char(_) | Unexpected::Str(_) => "a string",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "a list",
        Unexpected::Map => "an object",
        _ => "something else",
    }
}
