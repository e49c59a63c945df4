//! From an HTTP response to a reply: success or refusal, JSON or bytes, or nothing WeChat would send.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Response, header, response};

use self::body::NotJson;
use crate::{Binary, Json, Meta, ResponseKind, Scrub, sanitize, status};

mod body;
mod mend;
mod unexpected;

pub use self::{body::ParsedBody, unexpected::Unexpected};

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
    /// The `errmsg`, secrets masked, in one line and cut to about a kilobyte.
    pub message: String,
    /// The request id at the end of the message.
    pub rid: Option<Rid>,
}

impl Refusal {
    /// A refusal. The message is made one line and cut to about a kilobyte; the `rid` is read from its end, and stays.
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        let message = message.into();
        let rid = Rid::at_end(&message);
        let end = rid.as_ref().map_or_else(String::new, |rid| format!(" rid: {rid}"));
        Self { code, field: "errcode", message: sanitize::message(&message, &end), rid }
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
    pub(crate) fn at_end(message: &str) -> Option<Self> {
        // It has 26 characters, and some spaces may stand around it.
        let end = &message[message.ceil_char_boundary(message.len().saturating_sub(64))..];
        let (_, rid) = end.rsplit_once("rid:")?;
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

impl Reply {
    /// Reads the response to a call of `meta`. What is quoted from it in a failure goes through `scrub`.
    pub fn read(meta: &Meta, response: Response<Bytes>, scrub: Scrub<'_>) -> Result<Self, Failure> {
        let (head, body) = response.into_parts();
        Self::read_parsed(meta, head, ParsedBody::parse(body, usize::MAX), scrub)
    }

    /// The same where the body was parsed before: a long one takes its time, and an async runtime must not wait for that.
    pub fn read_parsed(
        meta: &Meta,
        head: response::Parts,
        body: ParsedBody,
        scrub: Scrub<'_>,
    ) -> Result<Self, Failure> {
        let ParsedBody { body, json } = body;
        if head.status.is_redirection() {
            let to =
                head.headers.get(header::LOCATION).and_then(|to| to.to_str().ok()?.parse::<http::Uri>().ok());
            let host = to.and_then(|to| to.host().map(str::to_owned));
            return Err(Failure::Unexpected(Unexpected::Redirect { status: head.status, host }));
        }
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
                Err(Failure::Unexpected(unexpected(not, &head.headers, &body, scrub)))
            }
            (ResponseKind::BinaryOrJson, Ok(json)) => Ok(Self::Json(json)),
            (ResponseKind::Binary, Ok(json)) if !says_file(&head.headers) => {
                Err(Failure::Unexpected(json_for_bytes(&json, scrub)))
            }
            // A content type is a claim, the bytes are the fact. Text is taken for a file only where it is said to be
            // one, and half an error never is.
            (ResponseKind::Binary | ResponseKind::BinaryOrJson, Err(not))
                if body.is_empty()
                    || is_text(&body) && (not == NotJson::BrokenOff || !says_file(&head.headers)) =>
            {
                Err(Failure::Unexpected(unexpected(not, &head.headers, &body, scrub)))
            }
            (ResponseKind::Binary | ResponseKind::BinaryOrJson, _) => {
                Ok(Self::Binary(Binary::new(body, head.headers)))
            }
        }
    }
}

/// Whether an answer reports a failure.
fn refusal(json: &Json, scrub: Scrub<'_>) -> Result<(), Failure> {
    match status::refusal(json.look(), scrub) {
        Ok(None) => Ok(()),
        Ok(Some(refusal)) => Err(Failure::Refused(refusal)),
        Err(misfit) => Err(Failure::Unexpected(Unexpected::Misfit(misfit))),
    }
}

/// JSON that is no failure where bytes were due.
fn json_for_bytes(json: &Json, scrub: Scrub<'_>) -> Unexpected {
    if !status::is_said(json) {
        return Unexpected::JsonForBytes;
    }
    let message = json.look().get("errmsg").and_then(|message| message.as_str()).unwrap_or_default();
    Unexpected::SuccessForBytes { message: sanitize::message(&scrub.message(message), "") }
}

fn unexpected(not: NotJson, headers: &HeaderMap, body: &[u8], scrub: Scrub<'_>) -> Unexpected {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let start = body.trim_ascii_start();
    match not {
        _ if start.is_empty() => Unexpected::Empty,
        NotJson::BrokenOff => Unexpected::Truncated { length: body.len() },
        NotJson::TooLong { limit } => Unexpected::JsonTooLong { length: body.len(), limit },
        NotJson::Other if !is_text(body) => {
            Unexpected::Bytes { content_type: content_type.map(|kind| scrub.text(kind)) }
        }
        NotJson::Other
            if start.starts_with(b"<") || content_type.is_some_and(|kind| kind.starts_with("text/html")) =>
        {
            Unexpected::Html { excerpt: scrub.excerpt(body) }
        }
        NotJson::Other => Unexpected::NotJson { excerpt: scrub.excerpt(body) },
    }
}

/// Whether the content type speaks of a file that may be text, such as a bill: not of a page, an image or an error.
fn says_file(headers: &HeaderMap) -> bool {
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
