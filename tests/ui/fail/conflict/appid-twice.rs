extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, auth = app_secret, appid)]
pub struct Get {
    pub code: String,
}

fn main() {}
