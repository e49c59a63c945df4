extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Json {
    #[wx(repeat)]
    pub ids: Vec<u32>,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = multipart)]
pub struct Form {
    #[wx(repeat)]
    pub media: Vec<u32>,
}

fn main() {}
