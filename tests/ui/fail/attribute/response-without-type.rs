extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = json)]
pub struct Bare {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = json())]
pub struct Hollow {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = binary_or)]
pub struct Either {
    pub code: String,
}

fn main() {}
