extern crate wx_core as wx_api;

use wx_core::{wx_endpoint, wx_type};

#[wx_type(request)]
pub struct More {
    pub page: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[serde(flatten, rename = "more")]
    pub more: More,
}

fn main() {}
