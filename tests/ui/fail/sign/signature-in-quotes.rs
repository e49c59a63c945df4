extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = ["pay_sig"])]
pub struct Get {
    pub code: String,
}

fn main() {}
