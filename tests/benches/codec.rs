//! What a call costs beside the network: writing the request, reading the answer, looking a code up.
//!
//! `cargo bench -p wx-tests`. Each reading stands beside serde_json alone on the same bytes, which is the floor: what
//! lies between is the error check and the leniency.

use divan::{Bencher, black_box};
use wx_api::{Bytes, Check, Endpoint, Parts, Reply, Scrub, errcode::ErrCode, http::Response, prelude::*};

fn main() {
    divan::main();
}

const ANSWER: &[u8] =
    br#"{"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"13800138000","purePhoneNumber":
    "13800138000","countryCode":"86","watermark":{"timestamp":1637744274,"appid":"wx0123456789abcdef"}}}"#;
const REFUSAL: &[u8] = br#"{"errcode":40029,"errmsg":"invalid code rid: 61725984-6126f6f9-040f19c4"}"#;

#[divan::bench]
fn write_a_request(bencher: Bencher<'_, '_>) {
    let request = GetUnlimitedQrCode::new("id=123").page("pages/index/index").width(430).check_path(false);
    bencher.bench(|| {
        let mut parts = Parts::default();
        Check::request(black_box(&request)).expect("within the limits");
        request.encode(&mut parts).expect("writable");
        parts
    });
}

#[divan::bench]
fn write_a_request_with_serde_json_alone(bencher: Bencher<'_, '_>) {
    let request = GetUnlimitedQrCode::new("id=123").page("pages/index/index").width(430).check_path(false);
    bencher.bench(|| serde_json::to_vec(black_box(&request)));
}

fn read(body: &'static [u8]) -> Result<PhoneNumber, bool> {
    let response = Response::new(Bytes::from_static(body));
    let reply =
        Reply::read(<GetPhoneNumber as Endpoint>::META, response, Scrub::default()).map_err(|_| true)?;
    wx_api::Answer::from_reply(reply).map_err(|_| false)
}

#[divan::bench]
fn read_an_answer() -> PhoneNumber {
    read(black_box(ANSWER)).expect("an answer")
}

#[divan::bench]
fn read_an_answer_with_serde_json_alone() -> PhoneNumber {
    serde_json::from_slice(black_box(ANSWER)).expect("an answer")
}

#[divan::bench]
fn read_a_refusal() -> bool {
    read(black_box(REFUSAL)).is_err_and(|refused| refused)
}

#[divan::bench]
fn look_a_code_up() -> bool {
    ErrCode(black_box(45011)).meaning_for(black_box("getPhoneNumber")).is_some()
}

#[divan::bench]
fn look_an_unknown_code_up() -> bool {
    ErrCode(black_box(123_456)).meaning().is_some()
}
