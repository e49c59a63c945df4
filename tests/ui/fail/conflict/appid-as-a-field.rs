extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, appid)]
pub struct Get {
    pub appid: String,
}

fn main() {}
