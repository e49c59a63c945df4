extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Greater {
    #[wx(range = 1..=300)]
    pub small: u8,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Less {
    #[wx(range = -1..=1)]
    pub natural: Option<u32>,
}

fn main() {}
