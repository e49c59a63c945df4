extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[wx(prefix = "")]
    pub a: String,
    #[wx(not_prefix = "")]
    pub b: String,
    #[wx(not_contains = "")]
    pub c: String,
    #[wx(prefix = 1)]
    pub d: String,
    #[wx(starts_with = "/")]
    pub e: String,
}

fn main() {}
