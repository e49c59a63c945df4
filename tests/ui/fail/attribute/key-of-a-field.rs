extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, repeat)]
pub struct InTheEndpoint {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct InTheField {
    #[wx(sign = [pay_sig])]
    pub code: String,
}

fn main() {}
