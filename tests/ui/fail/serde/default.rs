extern crate wx_core as wx_api;

use wx_core::{wx_endpoint, wx_type};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Required {
    #[serde(default)]
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Optional {
    #[serde(default)]
    pub page: Option<String>,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Value {
    #[wx(default)]
    #[serde(default = "first")]
    pub page: u32,
}

#[wx_type(response)]
pub struct Answer {
    #[serde(default)]
    pub page: String,
}

fn main() {}
