extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST GET, path = "/wxa/get", response = empty)]
pub struct Method {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get" "/wxa/other", response = empty)]
pub struct Path {
    pub code: String,
}

fn main() {}
