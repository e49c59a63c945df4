extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = raw)]
pub struct Get {
    pub text: String,
    pub more: String,
}

fn main() {}
