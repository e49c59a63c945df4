extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Fraction {
    #[wx(more_than = 0.5)]
    pub number: f64,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Text {
    #[wx(more_than = "0")]
    pub number: u32,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Nothing {
    #[wx(more_than)]
    pub number: u32,
}

fn main() {}
