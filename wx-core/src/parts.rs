//! A request as it leaves: query, body, parts of a form.

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use http::HeaderValue;
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

use crate::{BodyKind, Check, Endpoint, Meta, RequestError, SessionKey, Upload, View, Wire};

/// Room for a query and for a body, so that they do not grow bit by bit.
const QUERY: usize = 128;
const BODY: usize = 512;

/// What an endpoint adds to its method and path.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Parts {
    /// The query, percent-encoded, without `?`; the token is not in it.
    pub query: String,
    /// The body.
    pub body: Body,
    /// The user's key, where the call is signed with it.
    pub session_key: Option<SessionKey>,
}

/// The body of a request.
#[derive(Debug, Default)]
#[non_exhaustive]
pub enum Body {
    /// There is none.
    #[default]
    None,
    /// One JSON value, written out.
    Json(Vec<u8>),
    /// The parts of a `multipart/form-data` form.
    Multipart(Vec<Part>),
    /// A text as it is.
    Raw(String),
}

/// One part of a form.
#[derive(Debug)]
#[non_exhaustive]
pub enum Part {
    /// A plain field.
    Text {
        /// The field.
        name: &'static str,
        /// Its value.
        value: String,
    },
    /// A file.
    File {
        /// The field.
        name: &'static str,
        /// The file.
        file: Upload,
    },
}

impl Parts {
    /// Checks the limits of a request and writes it, with the fields that are the same in every request of its endpoint.
    pub fn of<E: Endpoint>(request: &E) -> Result<Self, RequestError> {
        Check::request(request)?;
        let mut parts = Self::default();
        request.encode(&mut parts)?;
        parts.finish(E::META)?;
        Ok(parts)
    }

    fn finish(&mut self, meta: &Meta) -> Result<(), EncodeError> {
        let fixed: Vec<_> = meta.fixed.iter().map(|(name, value)| (*name, (*value).into())).collect();
        self.add(meta.body, &fixed)
    }

    /// Writes `request` as the JSON body.
    pub fn json<T: Serialize + ?Sized>(&mut self, request: &T) -> Result<(), EncodeError> {
        let mut json = Vec::with_capacity(BODY);
        serde_json::to_writer(&mut json, request).map_err(|error| EncodeError(error.to_string()))?;
        self.body = Body::Json(json);
        Ok(())
    }

    /// Writes the fields of `request` into the query.
    pub fn query<T: Serialize + ?Sized>(&mut self, request: &T) -> Result<(), EncodeError> {
        self.query.reserve(QUERY);
        let mut pairs = form_urlencoded::Serializer::for_suffix(&mut self.query, 0);
        request
            .serialize(serde_urlencoded::Serializer::new(&mut pairs))
            .map_err(|error| EncodeError(error.to_string()))?;
        Ok(())
    }

    /// Writes one field into the query.
    pub fn query_field<T: Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), EncodeError> {
        self.query(&[(name, value)]).map_err(|error| EncodeError(format!("`{name}`: {error}")))
    }

    /// Writes one field into the query once for each of its items: `id=1&id=2`.
    pub fn query_items<T: Serialize>(&mut self, name: &'static str, items: &[T]) -> Result<(), EncodeError> {
        items.iter().try_for_each(|item| self.query_field(name, item))
    }

    /// Takes the one field that is the body.
    pub fn raw(&mut self, text: &str) {
        self.body = Body::Raw(text.to_owned());
    }

    /// Adds what the author of a request does not write: fields that never vary, the caller's appid, a secret, a signature.
    /// They stand in front, where the endpoint's own fields travel.
    pub fn add(&mut self, place: BodyKind, fields: &[(&'static str, Value)]) -> Result<(), EncodeError> {
        if fields.is_empty() {
            return Ok(());
        }
        fn text(value: &Value) -> Cow<'_, str> {
            value.as_str().map_or_else(|| value.to_string().into(), Cow::Borrowed)
        }
        match (place, &mut self.body) {
            (BodyKind::Json, Body::Json(json)) => {
                let front: IndexMap<_, _> = fields.iter().map(|(name, value)| (name, value)).collect();
                let mut whole = serde_json::to_vec(&front).map_err(|error| EncodeError(error.to_string()))?;
                whole.pop();
                let rest = json.strip_prefix(b"{").unwrap_or(json);
                if rest != b"}" {
                    whole.push(b',');
                }
                whole.extend_from_slice(rest);
                *json = whole;
            }
            (BodyKind::Multipart, Body::Multipart(parts)) => {
                let texts =
                    fields.iter().map(|(name, value)| Part::Text { name, value: text(value).into_owned() });
                parts.splice(..0, texts);
            }
            _ => {
                let own = std::mem::replace(&mut self.query, String::with_capacity(QUERY));
                let mut pairs = form_urlencoded::Serializer::for_suffix(&mut self.query, 0);
                pairs.extend_pairs(fields.iter().map(|(name, value)| (*name, text(value))));
                self.raw_query(&own);
            }
        }
        Ok(())
    }

    /// Adds one part to the form. What is one text, number or boolean in JSON is a text here: a code, a `ZeroOne`, a
    /// `Joined` list.
    pub fn part<T: Wire + Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), EncodeError> {
        let part = match value.view() {
            View::Absent => return Ok(()),
            View::File(file) => Part::File { name, file: file.clone() },
            View::Text(text) => Part::Text { name, value: text.to_owned() },
            View::Integer(number) => Part::Text { name, value: number.to_string() },
            View::Number(number) => Part::Text { name, value: number.to_string() },
            View::Items(_) | View::Json(_) | View::Other => {
                let wrong = |why: &dyn fmt::Display| EncodeError(format!("`{name}`: {why}"));
                let value = match serde_json::to_value(value).map_err(|error| wrong(&error))? {
                    Value::String(text) => text,
                    value @ (Value::Number(_) | Value::Bool(_)) => value.to_string(),
                    _ => {
                        let why = format!("a {} cannot be a part of a form", T::TYPE.describe());
                        return Err(wrong(&why));
                    }
                };
                Part::Text { name, value }
            }
        };
        match &mut self.body {
            Body::Multipart(parts) => parts.push(part),
            body => *body = Body::Multipart(vec![part]),
        }
        Ok(())
    }

    /// Appends pairs that are already percent-encoded.
    pub fn raw_query(&mut self, pairs: &str) {
        if !self.query.is_empty() && !pairs.is_empty() {
            self.query.push('&');
        }
        self.query.push_str(pairs);
    }
}

impl Body {
    /// The bytes that travel and their `Content-Type`.
    pub fn into_bytes(self) -> (Option<HeaderValue>, Bytes) {
        match self {
            Self::None => (None, Bytes::new()),
            Self::Json(json) => (Some(HeaderValue::from_static("application/json")), json.into()),
            Self::Raw(text) => (Some(HeaderValue::from_static("text/plain; charset=utf-8")), text.into()),
            Self::Multipart(parts) => {
                let boundary = boundary(&parts);
                let form = parts.iter().fold(Vec::new(), |form, part| part.append(form, &boundary));
                let form = [&form[..], format!("--{boundary}--\r\n").as_bytes()].concat();
                let kind = format!("multipart/form-data; boundary={boundary}");
                (HeaderValue::try_from(kind).ok(), form.into())
            }
        }
    }
}

impl Part {
    fn append(&self, mut form: Vec<u8>, boundary: &str) -> Vec<u8> {
        let (name, file, content) = match self {
            Self::Text { name, value } => (name, None, value.as_bytes()),
            Self::File { name, file } => (name, Some(file), &file.bytes[..]),
        };
        form.extend(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"").bytes());
        if let Some(file) = file {
            let name = file.file_name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
            let kind = file.content_type.replace(['\r', '\n'], "");
            form.extend(format!("; filename=\"{name}\"\r\nContent-Type: {kind}").bytes());
        }
        form.extend(b"\r\n\r\n");
        form.extend(content);
        form.extend(b"\r\n");
        form
    }

    fn holds(&self, text: &str) -> bool {
        let content = match self {
            Self::Text { value, .. } => value.as_bytes(),
            Self::File { file, .. } => &file.bytes[..],
        };
        content.windows(text.len()).any(|window| window == text.as_bytes())
    }
}

/// A boundary that stands in no part. The same form always gets the same one, so that a body can be signed or replayed.
fn boundary(parts: &[Part]) -> String {
    let mut boundary = "----wx-api-form".to_owned();
    while parts.iter().any(|part| part.holds(&boundary)) {
        boundary.push('-');
    }
    boundary
}

/// A request that cannot be written as its endpoint wants it: a list in a query, say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError(String);

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the request cannot be written: {}", self.0)
    }
}

impl std::error::Error for EncodeError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Joined, ZeroOne};

    #[test]
    fn a_form_is_written_as_browsers_write_it() {
        let mut parts = Parts::default();
        parts.part("media", &Upload::new("a\"b.png", &b"\x89PNG"[..])).unwrap();
        parts.part("type", &"image".to_owned()).unwrap();
        parts.part("nothing", &None::<String>).unwrap();
        let (kind, body) = parts.body.into_bytes();
        assert_eq!(kind.unwrap(), "multipart/form-data; boundary=----wx-api-form");
        let expected = b"------wx-api-form\r\nContent-Disposition: form-data; name=\"media\"; filename=\"a%22b.png\"\r\n\
            Content-Type: image/png\r\n\r\n\x89PNG\r\n\
            ------wx-api-form\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nimage\r\n\
            ------wx-api-form--\r\n";
        assert_eq!(body, &expected[..]);
    }

    #[test]
    fn what_is_one_text_in_json_is_a_part() {
        let mut parts = Parts::default();
        parts.part("ratios", &Some(Joined(vec![1.0, 2.35]))).unwrap();
        parts.part("yes", &ZeroOne(true)).unwrap();
        parts.part("open", &true).unwrap();
        let error = parts.part("list", &vec![1]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the request cannot be written: `list`: a list of integer cannot be a part of a form"
        );
        let error = parts.part("joined", &Joined(vec!["a,b".to_owned()])).unwrap_err();
        assert!(error.to_string().contains("`joined`: an item has a comma in it"), "{error}");
        let Body::Multipart(form) = parts.body else { panic!("a form") };
        let text = |part: &Part| match part {
            Part::Text { value, .. } => value.clone(),
            Part::File { .. } => "a file".to_owned(),
        };
        assert_eq!(form.iter().map(text).collect::<Vec<_>>(), ["1,2.35", "1", "true"]);
    }

    #[test]
    fn what_is_added_stands_in_front_wherever_fields_travel() {
        let fields = [("action", Value::from("a b")), ("version", Value::from(2))];
        for (own, expected) in [
            ("{}", r#"{"action":"a b","version":2}"#),
            (r#"{"x":"{"}"#, r#"{"action":"a b","version":2,"x":"{"}"#),
        ] {
            let mut parts = Parts { body: Body::Json(own.into()), ..Parts::default() };
            parts.add(BodyKind::Json, &fields).unwrap();
            assert_eq!(parts.body.into_bytes().1, expected);
        }
        let mut parts = Parts { query: "x=1".into(), ..Parts::default() };
        parts.add(BodyKind::Query, &fields).unwrap();
        assert_eq!(parts.query, "action=a+b&version=2&x=1");
        let mut parts = Parts::default();
        parts.part("x", &1).unwrap();
        parts.add(BodyKind::Multipart, &fields).unwrap();
        let Body::Multipart(form) = parts.body else { panic!("a form") };
        assert!(matches!(
            &form[..2],
            [Part::Text { name: "action", .. }, Part::Text { name: "version", .. }]
        ));
    }

    #[test]
    fn a_boundary_stands_in_no_part() {
        let part = Part::Text { name: "a", value: "x----wx-api-form-y".into() };
        assert_eq!(boundary(&[part]), "----wx-api-form--");
    }

    #[test]
    fn a_query_leaves_out_what_is_none_and_encodes_the_rest() {
        let mut parts = Parts::default();
        parts.query_field("a", &"1&2=中").unwrap();
        parts.query_field("b", &None::<u8>).unwrap();
        parts.query_field("c", &7).unwrap();
        assert_eq!(parts.query, "a=1%262%3D%E4%B8%AD&c=7");
        let error = parts.query_field("d", &[1, 2]).unwrap_err();
        assert!(error.to_string().contains("`d`"), "{error}");
    }
}
