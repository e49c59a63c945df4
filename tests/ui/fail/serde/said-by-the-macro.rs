extern crate wx_core as wx_api;

use wx_core::{wx_endpoint, wx_type};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
#[serde(deny_unknown_fields)]
pub struct Get {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
#[serde(crate = "serde")]
pub struct Crate {
    pub code: String,
}

#[wx_type(response)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub page: String,
}

fn main() {}
