extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = GET, path = "/wxa/get", response = empty, sign = [pay_sig])]
pub struct Get {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = query, sign = [pay_sig])]
pub struct Query {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = raw, sign = [delivery_sign])]
pub struct Raw {
    pub shopid: String,
}

fn main() {}
