extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, errors = [40029, -1, 40029])]
pub struct Code {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, errors = [0, 40029])]
pub struct Success {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, errors = [])]
pub struct Nothing {
    pub code: String,
}

fn main() {}
