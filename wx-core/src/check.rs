//! Limits, checked before anything is sent.

use std::fmt;

use crate::{Breach, EncodeError, Field, Wire};

/// Walks a request and collects everything that is outside its limits.
#[derive(Debug, Default)]
pub struct Check {
    path: String,
    found: Vec<Invalid>,
}

impl Check {
    /// Checks a whole request.
    pub fn request<T: Wire>(request: &T) -> Result<(), InvalidRequest> {
        let mut check = Self::default();
        request.check(&mut check);
        if check.found.is_empty() { Ok(()) } else { Err(InvalidRequest { found: check.found }) }
    }

    /// Checks one field: its own limits, then what is inside it.
    pub fn field<T: Wire>(&mut self, field: &Field, value: &T) {
        let dot = if self.path.is_empty() { "" } else { "." };
        self.at(format_args!("{dot}{}", field.name), |check| {
            let broken = field.limits.broken_by(value.view());
            let at = |breach| Invalid { field: check.path.clone(), breach };
            check.found.extend(broken.into_iter().map(at));
            value.check(check);
        });
    }

    /// Checks what is inside a value that stands under `name` and has no limits of its own.
    pub fn under<T: Wire>(&mut self, name: &str, value: &T) {
        let dot = if self.path.is_empty() { "" } else { "." };
        self.inside(format_args!("{dot}{name}"), value);
    }

    /// Checks a value whose fields stand beside the others.
    pub fn flat<T: Wire>(&mut self, value: &T) {
        value.check(self);
    }

    /// Checks what stands at `step` inside the current value.
    pub(crate) fn inside<T: Wire>(&mut self, step: fmt::Arguments<'_>, value: &T) {
        self.at(step, |check| value.check(check));
    }

    fn at(&mut self, step: fmt::Arguments<'_>, check: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        fmt::Write::write_fmt(&mut self.path, step).expect("writing to a String does not fail");
        check(self);
        self.path.truncate(length);
    }
}

/// One value outside its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Invalid {
    /// The path of the field: `jump_wxa.query`.
    pub field: String,
    /// What is wrong with it.
    pub breach: Breach,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.field, self.breach)
    }
}

/// A request that WeChat would refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidRequest {
    /// Everything that is wrong.
    pub found: Vec<Invalid>,
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, invalid) in self.found.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{invalid}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InvalidRequest {}

/// Why a request cannot be sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// It was given as JSON and does not fit the endpoint's type.
    #[error("{0}")]
    Json(serde_json::Error),
    /// It is outside the documented limits.
    #[error(transparent)]
    Invalid(#[from] InvalidRequest),
    /// It cannot be written as the endpoint wants it.
    #[error(transparent)]
    Encode(#[from] EncodeError),
}
