//! A request as it leaves: query, body, parts of a form.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Type, View, Wire};

/// What an endpoint adds to its method and path.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Parts {
    /// The query, percent-encoded, without `?`; the token is not in it.
    pub query: String,
    /// The body.
    pub body: Body,
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
    /// Writes `request` as the JSON body.
    pub fn json<T: Serialize + ?Sized>(&mut self, request: &T) -> Result<(), EncodeError> {
        self.body = Body::Json(serde_json::to_vec(request).map_err(|error| EncodeError(error.to_string()))?);
        Ok(())
    }

    /// Writes the fields of `request` into the query.
    pub fn query<T: Serialize + ?Sized>(&mut self, request: &T) -> Result<(), EncodeError> {
        let pairs = serde_urlencoded::to_string(request).map_err(|error| EncodeError(error.to_string()))?;
        self.raw_query(&pairs);
        Ok(())
    }

    /// Writes one field into the query.
    pub fn query_field<T: Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), EncodeError> {
        self.query(&[(name, value)]).map_err(|error| EncodeError(format!("`{name}`: {error}")))
    }

    /// Adds one part to the form.
    pub fn part<T: Wire>(&mut self, name: &'static str, value: &T) -> Result<(), EncodeError> {
        let part = match value.view() {
            View::Absent => return Ok(()),
            View::File(file) => Part::File { name, file: file.clone() },
            View::Text(text) => Part::Text { name, value: text.to_owned() },
            View::Integer(number) => Part::Text { name, value: number.to_string() },
            View::Number(number) => Part::Text { name, value: number.to_string() },
            View::Items(_) | View::Other => {
                return Err(EncodeError(format!(
                    "`{name}`: a {} cannot be a part of a form",
                    T::TYPE.describe()
                )));
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
    pub fn into_bytes(self) -> (Option<String>, Bytes) {
        match self {
            Self::None => (None, Bytes::new()),
            Self::Json(json) => (Some("application/json".into()), json.into()),
            Self::Multipart(parts) => {
                let boundary = boundary(&parts);
                let form = parts.iter().fold(Vec::new(), |form, part| part.append(form, &boundary));
                let form = [&form[..], format!("--{boundary}--\r\n").as_bytes()].concat();
                (Some(format!("multipart/form-data; boundary={boundary}")), form.into())
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

/// A file to upload: its bytes, the name and the type it goes under.
#[derive(Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Upload {
    /// The file name WeChat sees.
    pub file_name: String,
    /// Its `Content-Type`.
    pub content_type: String,
    /// The bytes; base64 in JSON.
    #[serde(rename = "data", serialize_with = "to_base64", deserialize_with = "from_base64")]
    pub bytes: Bytes,
}

impl Upload {
    /// A file whose type follows from its name: png, jpg, gif, mp4, mp3, amr; else `application/octet-stream`.
    pub fn new(file_name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        let file_name = file_name.into();
        let extension = file_name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        let content_type = match extension.as_deref() {
            Some("png") => "image/png",
            Some("jpg" | "jpeg") => "image/jpeg",
            Some("gif") => "image/gif",
            Some("mp4") => "video/mp4",
            Some("mp3") => "audio/mpeg",
            Some("amr") => "audio/amr",
            _ => "application/octet-stream",
        };
        Self { file_name, content_type: content_type.to_owned(), bytes: bytes.into() }
    }

    /// The same file under another `Content-Type`.
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = content_type.into();
        self
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

impl Wire for Upload {
    const TYPE: &'static Type = &Type::File;

    fn view(&self) -> View<'_> {
        View::File(self)
    }
}

fn to_base64<S: Serializer>(bytes: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(bytes))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map(Bytes::from).map_err(de::Error::custom)
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
