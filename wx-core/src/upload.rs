//! Files that are uploaded.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Type, View, Wire};

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
