extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = pay_sig)]
pub struct Word {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [1])]
pub struct Number {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign)]
pub struct Nothing {
    pub code: String,
}

fn main() {}
