extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct HalfOpen {
    #[wx(range = 1..9)]
    pub number: u32,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Full {
    #[wx(range = ..)]
    pub number: u32,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct WithoutItsEnd {
    #[wx(range = ..9)]
    pub number: u32,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Unfinished {
    #[wx(range = 1..=)]
    pub number: u32,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Fractions {
    #[wx(range = 0.5..=1.5)]
    pub number: f64,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Number {
    #[wx(range = 5)]
    pub number: u32,
}

fn main() {}
