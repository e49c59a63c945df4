extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct List {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<u32>,
}

fn main() {}
