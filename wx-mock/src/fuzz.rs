//! What reads strangers' bytes, shown to the fuzz targets.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header};

use crate::incoming::Incoming;

/// Reads a form.
pub async fn multipart(content_type: &[u8], body: &[u8]) {
    let Ok(content_type) = HeaderValue::from_bytes(content_type) else { return };
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, content_type)]);
    Incoming::read("", &headers, Bytes::copy_from_slice(body)).await;
}
