extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[derive(Debug, Clone, serde::Serialize)]
pub struct More {
    pub page: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    pub more: More,
}

fn main() {}
