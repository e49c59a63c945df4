extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, url = "/wxa/get", returns = empty)]
pub struct Keys {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = form)]
pub struct Value {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Limits {
    #[wx(max_length = 32)]
    pub code: String,
    #[wx(min = 1)]
    pub page: u32,
}

fn main() {}
