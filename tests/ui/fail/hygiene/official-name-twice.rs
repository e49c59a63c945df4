// The compiler points at both names; its words are its own.

extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, name = "getPhone")]
pub struct GetPhone {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/other", response = empty, name = "getPhone")]
pub struct GetOtherPhone {
    pub code: String,
}

fn main() {}
