extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = "list")]
pub struct Text {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = (action = "list"))]
pub struct Parentheses {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = [])]
pub struct Empty {
    pub code: String,
}

fn main() {}
