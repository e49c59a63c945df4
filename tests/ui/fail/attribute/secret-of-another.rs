extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", auth = access_token("token"), response = empty)]
pub struct Get {
    pub code: String,
}

fn main() {}
