extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = "empty")]
pub struct Text {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = PhoneNumber)]
pub struct Type {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = login::Session)]
pub struct Path {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = json(PhoneNumber, Session))]
pub struct Types {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = json<PhoneNumber>)]
pub struct Brackets {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = 3)]
pub struct Number {
    pub code: String,
}

fn main() {}
