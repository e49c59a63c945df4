extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct InOne {
    #[wx(query, query)]
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct InTwo {
    #[wx(query)]
    #[wx(query)]
    pub code: String,
}

fn main() {}
