//! Answers that are bytes: images, media, bills.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, header};

mod file_name;

/// Bytes that WeChat answered: a mini-program code, a media file.
#[derive(Clone)]
#[non_exhaustive]
pub struct Binary {
    /// The bytes as they came.
    pub bytes: Bytes,
    /// `Content-Type`, `image/jpeg` say.
    pub content_type: Option<String>,
    /// The file name from `Content-Disposition`, without any directory.
    pub file_name: Option<String>,
    headers: HeaderMap,
}

impl Binary {
    /// Bytes under the headers that came with them.
    pub fn new(bytes: Bytes, headers: HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        Self {
            bytes,
            content_type: text(header::CONTENT_TYPE).map(str::to_owned),
            file_name: headers
                .get(header::CONTENT_DISPOSITION)
                .and_then(|value| file_name::file_name(value.as_bytes())),
            headers,
        }
    }

    /// A header of the answer: `Num-Used` of the codes that are counted, say.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The file extension the bytes themselves speak of: `png`, `jpg`, `gif`, `mp4`, `amr`, `mp3`; `None` otherwise.
    pub fn extension(&self) -> Option<&'static str> {
        let bytes = &self.bytes[..];
        match bytes {
            [0x89, b'P', b'N', b'G', ..] => Some("png"),
            [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
            [b'G', b'I', b'F', b'8', ..] => Some("gif"),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some("mp4"),
            [b'#', b'!', b'A', b'M', b'R', ..] => Some("amr"),
            [b'I', b'D', b'3', ..] => Some("mp3"),
            _ => None,
        }
    }
}

impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Binary")
            .field("bytes", &self.bytes.len())
            .field("content_type", &self.content_type)
            .field("file_name", &self.file_name)
            .finish_non_exhaustive()
    }
}

/// Bytes, or a JSON answer that is no failure: a video's media, say, comes as a link.
#[derive(Debug, Clone)]
pub enum BinaryOr<T> {
    /// The bytes.
    Binary(Binary),
    /// The JSON answer.
    Json(T),
}
