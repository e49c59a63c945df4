//! What a server answers to a call.

use serde_json::Value;
use wx_core::{
    Bytes, Failure, Json, Reply, Scrub,
    http::{
        Response,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    registry::{ENDPOINTS, Row},
};

/// What a failure must not quote.
const SECRET: &str = "hush-hush";

/// A line with the status, the endpoint and the content type, which is the content disposition too, then the body.
pub fn answer(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (line, body) = (String::from_utf8_lossy(&data[..end]), data.get(end + 1..).unwrap_or_default());
    let body = Bytes::copy_from_slice(body);
    parsed(&body);

    let mut words = line.splitn(3, ' ');
    let [status, name, content_type] = std::array::from_fn(|_| words.next().unwrap_or_default());
    let Some(row) = ENDPOINTS.iter().find(|row| row.meta.name == name) else { return };
    let response = Response::builder().status(status).header(CONTENT_TYPE, content_type);
    let response = response.header(CONTENT_DISPOSITION, content_type);
    let Ok(response) = response.body(body) else { return };
    read(row, response);
}

/// JSON is what serde_json says it is.
fn parsed(body: &Bytes) {
    match (Json::parse(body.clone()), serde_json::from_slice::<Value>(body)) {
        (Ok(json), Ok(value)) => {
            assert_eq!(json.to_value(), value);
            assert_eq!(json.is_object(), value.is_object());
            assert_eq!(Json::from(value.clone()), value);
        }
        (json, value) => assert_eq!(json.is_err(), value.is_err(), "{value:?}"),
    }
}

fn read(row: &Row, response: Response<Bytes>) {
    let (status, body) = (response.status(), response.body().clone());
    match Reply::read(row.meta, response, Scrub::new(&[SECRET])) {
        Ok(Reply::Json(json)) => {
            assert!(status.is_success() && json.is_object());
            shown(row, Reply::Json(json));
        }
        Ok(Reply::Binary(binary)) => {
            assert!(status.is_success());
            assert_eq!(binary.bytes, body);
            let name = binary.file_name.as_deref().unwrap_or("a");
            assert!(!name.contains(['/', '\\', ':', '\0']) && !["", ".", ".."].contains(&name), "{name:?}");
            shown(row, Reply::Binary(binary));
        }
        Err(failure) => {
            assert!(!format!("{failure:?}").contains(SECRET), "{failure:?}");
            if let Failure::Refused(refusal) = failure {
                let message = refusal.message;
                assert!(message.len() < 1100 && !message.contains(char::is_control), "{message:?}");
            }
        }
    }
}

/// What a type keeps of an answer is the same when it is answered.
fn shown(row: &Row, reply: Reply) {
    let Ok(Reply::Json(kept)) = row.show(reply) else { return };
    // Of an answer that says nothing but success, nothing is kept.
    if row.response.is_none() {
        return;
    }
    let Ok(Reply::Json(again)) = row.show(Reply::Json(kept.clone())) else {
        panic!("{}: {kept:?}", row.meta.name)
    };
    assert_eq!(again.to_value(), kept.to_value(), "{}", row.meta.name);
}
