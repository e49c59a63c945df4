extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Chars {
    #[wx(min_chars = 3)]
    pub list: Vec<u8>,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Width {
    #[wx(min_width = 3)]
    pub number: u32,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Items {
    #[wx(min_items = 3)]
    pub text: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct MoreThan {
    #[wx(more_than = 0)]
    pub text: Option<String>,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Bool {
    #[wx(max_width = 1)]
    pub yes: bool,
}

fn main() {}
