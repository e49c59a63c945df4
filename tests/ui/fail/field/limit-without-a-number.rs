extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[wx(max_chars)]
    pub code: String,
    #[wx(max_bytes = many)]
    pub page: String,
    #[wx(max_chars = -1)]
    pub scene: String,
}

fn main() {}
