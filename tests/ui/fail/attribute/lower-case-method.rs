extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = post, path = "/wxa/get", response = empty)]
pub struct Get {
    pub code: String,
}

fn main() {}
