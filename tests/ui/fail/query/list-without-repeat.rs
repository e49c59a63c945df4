extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = GET, path = "/wxa/get", response = empty)]
pub struct Get {
    pub ids: Vec<u32>,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct BesideABody {
    #[wx(query)]
    pub ids: Option<Vec<u32>>,
}

fn main() {}
