extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, auth = app_secret, secure)]
pub struct Secret {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, auth = none, secure)]
pub struct None {
    pub code: String,
}

fn main() {}
