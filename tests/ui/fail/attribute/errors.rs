extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, errors = 40029)]
pub struct NoList {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, errors = [ERR])]
pub struct NoNumber {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, errors = [40029 "used"])]
pub struct NoSign {
    pub code: String,
}

fn main() {}
