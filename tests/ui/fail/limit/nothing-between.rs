extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Characters {
    #[wx(min_chars = 9, max_chars = 3)]
    pub text: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Width {
    #[wx(min_width = 9, max_width = 3)]
    pub text: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Items {
    #[wx(min_items = 9, max_items = 3)]
    pub list: Vec<u8>,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Numbers {
    #[wx(range = 1..=9, more_than = 9)]
    pub number: u32,
}

fn main() {}
