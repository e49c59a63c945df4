extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[wx(charset = "9-0a-z")]
    pub text: String,
}

fn main() {}
