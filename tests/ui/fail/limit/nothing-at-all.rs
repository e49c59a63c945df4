extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Least {
    #[wx(min_chars = 0)]
    pub text: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Most {
    #[wx(max_items = 0)]
    pub list: Vec<u8>,
}

fn main() {}
