extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[wx(prefix = "/pages", not_prefix = "/")]
    pub a: String,
    #[wx(prefix = "pages/index?", not_contains = "?")]
    pub b: String,
}

fn main() {}
