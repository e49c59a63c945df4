extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = GET, path = "/wxa/get", response = empty)]
pub struct Number {
    #[wx(repeat)]
    pub id: u32,
}

#[wx_endpoint(method = GET, path = "/wxa/get", response = empty)]
pub struct Optional {
    #[wx(repeat)]
    pub id: Option<u32>,
}

#[wx_endpoint(method = GET, path = "/wxa/get", response = empty)]
pub struct OptionalList {
    #[wx(repeat)]
    pub ids: Option<Vec<u32>>,
}

fn main() {}
