extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, secure = true)]
pub struct Secure {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, appid = "wx0123456789abcdef")]
pub struct Appid {
    pub code: String,
}

fn main() {}
