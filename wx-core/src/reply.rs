//! From an HTTP response to a reply: success or refusal, JSON or bytes, or nothing WeChat would send.

use std::fmt;

use bytes::Bytes;
use http::{Response, StatusCode, header};

use crate::{Binary, Json, Meta, Misfit, ResponseKind, Scrub, status};

/// What WeChat answered when it reported success.
#[derive(Debug)]
pub enum Reply {
    /// JSON whose `errcode`, if any, is 0.
    Json(Json),
    /// Bytes.
    Binary(Binary),
}

/// Why a response is no success.
#[derive(Debug)]
pub enum Failure {
    /// WeChat answered with an `errcode`.
    Refused(Refusal),
    /// The answer is none that the endpoint can give.
    Unexpected(Unexpected),
}

/// An answer with an `errcode` other than 0, or another status that is none of success.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The code.
    pub code: i64,
    /// The field it stood in: `errcode`, or another whose numbers mean something else.
    pub field: &'static str,
    /// The `errmsg` as it came, secrets masked.
    pub message: String,
    /// The request id at the end of the message.
    pub rid: Option<Rid>,
}

impl Refusal {
    /// A refusal; the `rid` is read from the message.
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, field: "errcode", rid: Rid::at_end(&message), message }
    }

    /// The same, out of another field than `errcode`. `errCode` is but another spelling.
    pub fn in_field(mut self, field: &'static str) -> Self {
        self.field = if field == "errCode" || field == "err_code" { "errcode" } else { field };
        self
    }
}

/// The id WeChat gives to a failed call: `61725984-6126f6f9-040f19c4`. Its first group is the time of the call.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rid(String);

impl Rid {
    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads the id at the end of an `errmsg`: `invalid code, rid: 61725984-6126f6f9-040f19c4`.
    fn at_end(message: &str) -> Option<Self> {
        let (_, rid) = message.rsplit_once("rid:")?;
        let rid = rid.trim();
        let groups = || rid.split('-');
        let hex = |group: &str| group.len() == 8 && group.bytes().all(|byte| byte.is_ascii_hexdigit());
        (groups().count() == 3 && groups().all(hex)).then(|| Self(rid.to_owned()))
    }
}

impl fmt::Display for Rid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

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
            Self::Misfit(misfit) => write!(f, "JSON of another shape: {misfit}"),
            Self::Unsealed(problem) => write!(f, "something that cannot be trusted: {problem}"),
        }
    }
}

impl std::error::Error for Unexpected {}

impl Reply {
    /// Reads the response to a call of `meta`. What is quoted from it in a failure goes through `scrub`.
    pub fn read(meta: &Meta, response: Response<Bytes>, scrub: Scrub<'_>) -> Result<Self, Failure> {
        let (head, body) = response.into_parts();
        if head.status.is_redirection() {
            let to =
                head.headers.get(header::LOCATION).and_then(|to| to.to_str().ok()?.parse::<http::Uri>().ok());
            let host = to.and_then(|to| to.host().map(str::to_owned));
            return Err(Failure::Unexpected(Unexpected::Redirect { status: head.status, host }));
        }
        let json = object(&body);
        if let Ok(json) = &json {
            refusal(json, scrub)?;
        }
        if !head.status.is_success() {
            let excerpt = scrub.excerpt(&body);
            return Err(Failure::Unexpected(Unexpected::Status { status: head.status, excerpt }));
        }
        match (meta.response, json) {
            (ResponseKind::Json | ResponseKind::Empty, Ok(json)) => Ok(Self::Json(json)),
            (ResponseKind::Json | ResponseKind::Empty, Err(not)) => {
                Err(Failure::Unexpected(unexpected(&not, &head.headers, &body, scrub)))
            }
            (ResponseKind::BinaryOrJson, Ok(json)) => Ok(Self::Json(json)),
            (ResponseKind::Binary, Ok(_)) if !says_file(&head.headers) => {
                Err(Failure::Unexpected(Unexpected::JsonForBytes))
            }
            // A content type is a claim, the bytes are the fact. Text is taken for a file only where it is said to be
            // one, and half an error never is.
            (ResponseKind::Binary | ResponseKind::BinaryOrJson, Err(not))
                if body.is_empty() || is_text(&body) && (not.broken_off || !says_file(&head.headers)) =>
            {
                Err(Failure::Unexpected(unexpected(&not, &head.headers, &body, scrub)))
            }
            (ResponseKind::Binary | ResponseKind::BinaryOrJson, _) => {
                Ok(Self::Binary(Binary::new(body, head.headers)))
            }
        }
    }
}

/// What an answer says about success, its words scrubbed.
fn refusal(json: &Json, scrub: Scrub<'_>) -> Result<(), Failure> {
    match status::refusal(json.look()) {
        Ok(None) => Ok(()),
        Ok(Some(refusal)) => {
            let Refusal { code, field, message, .. } = refusal;
            Err(Failure::Refused(Refusal::new(code, scrub.text(&message)).in_field(field)))
        }
        Err(misfit) => Err(Failure::Unexpected(Unexpected::Misfit(misfit))),
    }
}

/// Why a body is no JSON object.
struct NotObject {
    broken_off: bool,
}

/// Reads a JSON object, raw control characters and broken UTF-8 inside its strings forgiven.
fn object(body: &Bytes) -> Result<Json, NotObject> {
    let body = if body.starts_with(b"\xEF\xBB\xBF") { body.slice(3..) } else { body.clone() };
    let starts = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    if !starts {
        return Err(NotObject { broken_off: false });
    }
    Json::parse(body.clone()).or_else(|_| {
        Json::parse(mended(&String::from_utf8_lossy(&body)).into())
            .map_err(|error| NotObject { broken_off: error.is_eof() })
    })
}

/// The JSON text with the raw control characters inside its strings escaped.
fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len() + 16);
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        match c {
            c if in_string && c.is_ascii_control() => mended.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => mended.push(c),
        }
        (in_string, escaped) = match c {
            _ if escaped => (in_string, false),
            '\\' if in_string => (true, true),
            '"' => (!in_string, false),
            _ => (in_string, false),
        };
    }
    mended
}

fn unexpected(not: &NotObject, headers: &http::HeaderMap, body: &[u8], scrub: Scrub<'_>) -> Unexpected {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let start = body.trim_ascii_start();
    if start.is_empty() {
        Unexpected::Empty
    } else if not.broken_off {
        Unexpected::Truncated { length: body.len() }
    } else if !is_text(body) {
        Unexpected::Bytes { content_type: content_type.map(|kind| scrub.text(kind)) }
    } else if start.starts_with(b"<") || content_type.is_some_and(|kind| kind.starts_with("text/html")) {
        Unexpected::Html { excerpt: scrub.excerpt(body) }
    } else {
        Unexpected::NotJson { excerpt: scrub.excerpt(body) }
    }
}

/// Whether the content type speaks of a file that may be text, such as a bill: not of a page, an image or an error.
fn says_file(headers: &http::HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.trim_start().to_ascii_lowercase();
    let no_file = ["application/json", "application/xml", "application/xhtml"];
    kind.starts_with("text/csv")
        || kind.starts_with("application/") && !no_file.iter().any(|other| kind.starts_with(other))
}

/// Whether the bytes are text: of the files WeChat sends, only bills are.
fn is_text(body: &[u8]) -> bool {
    std::str::from_utf8(body).is_ok_and(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests;
