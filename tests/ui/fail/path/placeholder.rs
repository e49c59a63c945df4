extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = GET, path = "/wxa/{id}", response = empty)]
pub struct Get {
    pub id: u32,
}

fn main() {}
