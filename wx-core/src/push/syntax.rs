//! Why a body cannot be read.

use std::fmt;

use super::Format;

/// A body that is neither an object in JSON nor in XML. Nothing of the body is quoted: it may be secret.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyntaxError {
    /// What it was read as; `None` if it begins like neither.
    pub format: Option<Format>,
    /// Where the trouble is, in bytes from the beginning.
    pub at: usize,
    /// What the trouble is.
    pub problem: String,
}

impl SyntaxError {
    pub(super) fn new(format: Option<Format>, at: usize, problem: impl Into<String>) -> Self {
        Self { format, at, problem: problem.into() }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.format {
            Some(format) => write!(f, "the body is no {format}: {} (at byte {})", self.problem, self.at),
            None => f.write_str(&self.problem),
        }
    }
}

impl std::error::Error for SyntaxError {}
