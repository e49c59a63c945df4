//! Why open data is not believed.

use std::{fmt, time::Duration};

use wx_core::{AppId, Misfit};

/// Why data of a front end cannot be opened, or is not believed. None of it shows the key or the data.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenDataError {
    /// Something is not base64.
    Base64 {
        /// What.
        what: &'static str,
    },
    /// Something is not 16 bytes long.
    Length {
        /// What.
        what: &'static str,
        /// How long it is.
        length: usize,
    },
    /// `encryptedData` is not whole: it is empty, or its length is no multiple of 16.
    Cut {
        /// How many bytes it has.
        length: usize,
    },
    /// The session key is not the one the data was encrypted with.
    WrongKey,
    /// The data was issued for another mini program.
    WrongApp {
        /// The mini program in the watermark.
        found: AppId,
        /// This one.
        expected: AppId,
    },
    /// The data was issued too long ago.
    Stale {
        /// How long ago.
        age: Duration,
        /// How long ago it may have been.
        max_age: Duration,
    },
    /// The signature of `rawData` is not the one it must have.
    NotSigned,
    /// The data is of another kind than was asked for.
    Shape(Misfit),
}

impl fmt::Display for OpenDataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base64 { what } => {
                write!(f, "the {what} is not base64: pass it on exactly as the front end sent it")
            }
            Self::Length { what, length } => write!(f, "the {what} is {length} bytes long, it must be 16"),
            Self::Cut { length } => write!(
                f,
                "the encryptedData is {length} bytes long, it must be 16, 32, 48 or so on: a part of it was lost, pass it \
                 on exactly as the front end sent it"
            ),
            Self::WrongKey => write!(
                f,
                "the data does not open: its session_key is another one. wx.login makes a new key; let the user tap \
                 again, and do not call wx.login in between"
            ),
            Self::WrongApp { found, expected } => {
                write!(f, "the data was issued for the mini program {found}, this one is {expected}")
            }
            Self::Stale { age, max_age } => write!(
                f,
                "the data was issued {} seconds ago, at most {} are allowed: it may have been handed over before. Let \
                 the front end get it anew",
                age.as_secs(),
                max_age.as_secs()
            ),
            Self::NotSigned => write!(
                f,
                "the rawData is not signed with this user's session_key: pass rawData and signature on exactly as the \
                 front end has them. wx.login makes a new key; get both anew after it"
            ),
            Self::Shape(misfit) => write!(f, "the data has another shape: {misfit}"),
        }
    }
}

impl std::error::Error for OpenDataError {}
