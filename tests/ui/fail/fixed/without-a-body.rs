extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = none, fixed = [action = "list"])]
pub struct None;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = raw, fixed = [action = "list"])]
pub struct Raw {
    pub code: String,
}

fn main() {}
