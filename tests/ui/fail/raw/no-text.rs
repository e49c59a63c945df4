extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = raw)]
pub struct Number {
    pub count: u32,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = raw)]
pub struct Optional {
    pub text: Option<String>,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = raw)]
pub struct List {
    pub texts: Vec<String>,
}

fn main() {}
