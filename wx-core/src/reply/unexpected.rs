//! Answers that the endpoint cannot give.

use std::fmt;

use http::StatusCode;

use crate::{Misfit, sanitize};

/// An answer that the endpoint cannot give: a proxy's page, half a body, another shape.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unexpected {
    /// An HTTP status other than 2xx. WeChat reports its own errors under 200.
    Status {
        /// The status.
        status: StatusCode,
        /// How the body begins.
        excerpt: String,
    },
    /// A redirect; following it would carry the credentials elsewhere.
    Redirect {
        /// The status.
        status: StatusCode,
        /// The host it points to, if it says one.
        host: Option<String>,
    },
    /// Nothing.
    Empty,
    /// JSON that ends too early.
    Truncated {
        /// How many bytes came.
        length: usize,
    },
    /// A page for a browser.
    Html {
        /// How the body begins.
        excerpt: String,
    },
    /// Text that is neither a JSON object nor what was asked for.
    NotJson {
        /// How the body begins.
        excerpt: String,
    },
    /// Bytes where JSON was due.
    Bytes {
        /// The `Content-Type`, if any.
        content_type: Option<String>,
    },
    /// JSON without an error code where bytes were due.
    JsonForBytes,
    /// JSON with an `errcode` of 0, and nothing else, where bytes were due.
    SuccessForBytes {
        /// Its `errmsg`.
        message: String,
    },
    /// JSON that is longer than the limit for JSON.
    JsonTooLong {
        /// How many bytes came.
        length: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// JSON of another shape than the endpoint's.
    Misfit(Misfit),
    /// An answer to a sealed request that is not sealed itself, or not by WeChat.
    Unsealed(String),
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let begins = |f: &mut fmt::Formatter<'_>, excerpt: &str| match excerpt {
            "" => Ok(()),
            excerpt => write!(f, ", it begins with `{excerpt}`"),
        };
        match self {
            Self::Status { status, excerpt } => {
                write!(f, "HTTP {status}, where WeChat always answers 200")?;
                begins(f, excerpt)
            }
            Self::Redirect { status, host } => {
                write!(f, "HTTP {status}, a redirect")?;
                if let Some(host) = host {
                    write!(f, " to {host}")?;
                }
                write!(f, "; it was not followed, it would have carried the credentials along")
            }
            Self::Empty => write!(f, "an empty body"),
            Self::Truncated { length } => write!(f, "JSON that breaks off after {length} bytes"),
            Self::Html { excerpt } => {
                write!(f, "an HTML page, which a proxy or gateway sends and WeChat does not")?;
                begins(f, excerpt)
            }
            Self::NotJson { excerpt } => {
                write!(f, "text that is no JSON object")?;
                begins(f, excerpt)
            }
            Self::Bytes { content_type } => {
                write!(f, "bytes where JSON was due")?;
                content_type.as_ref().map_or(Ok(()), |kind| write!(f, " ({kind})"))
            }
            Self::JsonForBytes => write!(f, "JSON without an errcode where bytes were due"),
            Self::SuccessForBytes { message } => {
                write!(f, "JSON with errcode 0 where bytes, such as an image, were due; it holds no bytes")?;
                if message.is_empty() { Ok(()) } else { write!(f, ", its errmsg is `{message}`") }
            }
            Self::JsonTooLong { length, limit } => {
                write!(f, "{length} bytes of JSON, more than the limit of {limit} bytes")
            }
            // The names in its path are the answer's own, and may be of any length.
            Self::Misfit(misfit) => {
                write!(f, "JSON of another shape: {}", sanitize::cut(&misfit.to_string(), 1024))
            }
            Self::Unsealed(problem) => write!(f, "something that cannot be trusted: {problem}"),
        }
    }
}

impl std::error::Error for Unexpected {}
