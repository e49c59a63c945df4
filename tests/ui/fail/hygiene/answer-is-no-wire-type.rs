extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[derive(Debug)]
pub struct Answer {
    pub page: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = json(Answer))]
pub struct Get {
    pub code: String,
}

fn main() {}
