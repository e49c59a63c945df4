extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method POST, path = "/wxa/get", response = empty)]
pub struct Nothing {
    pub code: String,
}

#[wx_endpoint(method: POST, path = "/wxa/get", response = empty)]
pub struct Colon {
    pub code: String,
}

#[wx_endpoint(method(POST), path = "/wxa/get", response = empty)]
pub struct Parentheses {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, 40029)]
pub struct Number {
    pub code: String,
}

fn main() {}
