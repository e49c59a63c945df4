//! What a fault does to a call.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use serde_json::Value;

use super::Fault;
use crate::{
    body::Body,
    qr,
    refusal::Refusal,
    reply::{Reply, respond},
    server::Reaction,
};

/// What happens in place of the call; `None` for a fault that only spoils the answer.
pub(crate) enum Instead {
    /// WeChat refuses.
    Refuse(Refusal),
    /// WeChat refuses, and calls it an image.
    RefuseAsImage(Refusal),
    /// Somebody else answers, or nobody.
    React(Reaction),
}

/// What happens in place of the call.
pub(crate) fn instead(fault: &Fault) -> Option<Instead> {
    let page = |status: StatusCode, text: &str| {
        let reply = Reply::new(status, "text/html; charset=utf-8", text.to_owned());
        Some(Instead::React(Reaction::Answer(reply.respond())))
    };
    match fault {
        Fault::Errcode(code) => {
            Some(Instead::Refuse(Refusal::new(*code).because("this errcode was asked for")))
        }
        Fault::JsonAsImage => {
            Some(Instead::RefuseAsImage(Refusal::new(40097).because("JSON under image/jpeg was asked for")))
        }
        Fault::Status(code) => {
            let status = status(*code);
            page(status, &format!("<html><head><title>{status}</title></head><body>{status}</body></html>\n"))
        }
        Fault::Html => page(
            StatusCode::OK,
            "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Please sign in.</body></html>\n",
        ),
        Fault::Hang => Some(Instead::React(Reaction::Hang)),
        Fault::Reset => Some(Instead::React(Reaction::Reset)),
        Fault::Empty => Some(Instead::React(Reaction::Answer(
            Reply::new(StatusCode::OK, "application/json; encoding=utf-8", Bytes::new()).respond(),
        ))),
        Fault::Body { status: code, content_type, bytes } => Some(Instead::React(Reaction::Answer(
            Reply::new(status(*code), content_type, bytes.clone()).respond(),
        ))),
        Fault::Redirect(to) => {
            let mut reply = Reply::new(StatusCode::FOUND, "text/html", Bytes::new());
            reply.set(header::LOCATION, to);
            Some(Instead::React(Reaction::Answer(reply.respond())))
        }
        Fault::Huge(size) => {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            let response = respond(StatusCode::OK, headers, Body::Huge(*size));
            Some(Instead::React(Reaction::Answer(response)))
        }
        Fault::Delay(_)
        | Fault::Truncated
        | Fault::ImageAsJson
        | Fault::ControlChars
        | Fault::NumbersAsStrings => None,
    }
}

/// Spoils an answer.
pub(crate) fn spoil(fault: Option<&Fault>, mut reply: Reply) -> Response<Body> {
    match fault {
        Some(Fault::Truncated) => return reply.cut(),
        Some(Fault::ImageAsJson) => {
            if serde_json::from_slice::<Value>(&reply.bytes).is_ok() {
                reply.bytes = qr::draw("wx-mock", &qr::Look::default()).unwrap_or_default().into();
            }
            reply.set(header::CONTENT_TYPE, "application/json; encoding=utf-8");
        }
        Some(Fault::ControlChars) => {
            if let Ok(mut value) = serde_json::from_slice(&reply.bytes) {
                reply.bytes = with_control_characters(&mut value).into();
            }
        }
        Some(Fault::NumbersAsStrings) => {
            if let Ok(mut value) = serde_json::from_slice(&reply.bytes) {
                each(&mut value, &mut |value| {
                    if let Value::Number(number) = value {
                        *value = Value::String(number.to_string());
                    }
                });
                reply.bytes = value.to_string().into();
            }
        }
        _ => {}
    }
    reply.respond()
}

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code)
        .ok()
        .filter(|status| !status.is_informational())
        .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The JSON text with a raw backspace, newline and unit separator at the end of every string.
fn with_control_characters(value: &mut Value) -> String {
    const PLACE: &str = "\u{F8FF}wx-mock\u{F8FF}";
    each(value, &mut |value| {
        if let Value::String(text) = value {
            text.push_str(PLACE);
        }
    });
    value.to_string().replace(PLACE, "\u{8}\n\u{1f}")
}

/// Every value inside a value.
fn each(value: &mut Value, change: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each(item, change)),
        Value::Object(fields) => fields.values_mut().for_each(|field| each(field, change)),
        scalar => change(scalar),
    }
}
