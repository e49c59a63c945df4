//! No byte that WeChat or a user can send makes anything panic: every sample of every endpoint, cut off at every place
//! and with every byte replaced.

use wx_core::{
    Bytes, Reply, Scrub,
    http::{Response, header::CONTENT_TYPE},
    registry::{Row, all},
};
use wx_specs::fixture::samples;

/// Bytes that mean something to JSON, to UTF-8, to a number or to nobody.
const NASTY: &[u8] = b"\"\\{],-e\x00\xff";

/// What a text can turn into on the way.
fn mutations(text: &str) -> impl Iterator<Item = Vec<u8>> + '_ {
    let bytes = text.as_bytes();
    let cut = (0..bytes.len()).map(|end| bytes[..end].to_vec());
    let replaced = (0..bytes.len()).flat_map(move |at| {
        NASTY.iter().map(move |&byte| {
            let mut mutation = bytes.to_vec();
            mutation[at] = byte;
            mutation
        })
    });
    let dropped = (0..bytes.len()).map(|at| [&bytes[..at], &bytes[at + 1..]].concat());
    cut.chain(replaced).chain(dropped)
}

/// Reads an answer as the client does; how it ends does not matter here, that it ends does.
fn answer(row: &Row, content_type: &str, body: Vec<u8>) -> bool {
    let response =
        Response::builder().header(CONTENT_TYPE, content_type).body(Bytes::from(body)).expect("a response");
    match Reply::read(row.meta, response, Scrub::new(&["secret"])) {
        Ok(reply) => row.show(reply).is_ok(),
        Err(failure) => !format!("{failure:?}").is_empty(),
    }
}

#[test]
fn no_answer_makes_anything_panic() {
    let mut read = 0_usize;
    for row in all() {
        for sample in samples(row.meta).iter().filter_map(|sample| sample.response.as_ref()) {
            let text = sample.to_string();
            assert!(answer(row, "application/json", text.clone().into_bytes()), "{}: {text}", row.meta.name);
            for body in mutations(&text) {
                answer(row, "application/json", body);
                read += 1;
            }
        }
        for nonsense in
            [&b"null"[..], b"[]", b"0", b"\"\"", b"{}", b"{\"errcode\":1e400}", b"\xEF\xBB\xBF", b"[[[[["]
        {
            for kind in ["application/json", "image/png", ""] {
                answer(row, kind, nonsense.to_vec());
            }
        }
    }
    assert!(read > 10_000, "only {read} answers were read");
}

#[test]
fn no_request_makes_anything_panic() {
    let mut written = 0_usize;
    for row in all() {
        for sample in samples(row.meta) {
            let text = sample.request.to_string();
            assert!(row.encode(text.as_bytes()).is_ok(), "{}: {text}", row.meta.name);
            for body in mutations(&text) {
                written += usize::from(row.encode(&body).is_ok());
            }
        }
    }
    assert!(written > 100, "only {written} mutations were still requests");
}
