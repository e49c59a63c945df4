//! Why a request is not believed.

use std::fmt;

use wx_core::{AppId, Misfit};

/// Why a request is not believed. None of it shows a token or what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// What it takes to check the request is not there.
    Missing {
        /// A header or a field.
        what: &'static str,
    },
    /// A part of the request is not what it must be.
    Unreadable {
        /// A header or the body.
        what: &'static str,
        /// What is wrong with it.
        misfit: Misfit,
    },
    /// The signature is not the one it must be.
    WrongSignature {
        /// Where it stands.
        what: &'static str,
        /// Which token it is made with.
        token: &'static str,
    },
    /// The request is for another mini program.
    WrongApp {
        /// The mini program it is for.
        found: AppId,
        /// This one.
        expected: AppId,
    },
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { what } => {
                write!(f, "{what} is missing: the request is not WeChat's, or a proxy dropped it")
            }
            Self::Unreadable { what, misfit } => write!(f, "{what} cannot be read: {misfit}"),
            Self::WrongSignature { what, token } => write!(
                f,
                "{what} holds a wrong signature: the request is not WeChat's, or the token is not {token}"
            ),
            Self::WrongApp { found, expected } => {
                write!(f, "the request is for the mini program {found}, this one is {expected}")
            }
        }
    }
}

impl std::error::Error for VerifyError {}
