extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = GET, path = "/wxa/get", response = empty, secure)]
pub struct Get {
    pub code: String,
}

fn main() {}
