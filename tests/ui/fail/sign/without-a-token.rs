extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, auth = none, sign = [pay_sig])]
pub struct None {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, auth = app_secret, sign = [pay_sig])]
pub struct Secret {
    pub code: String,
}

fn main() {}
