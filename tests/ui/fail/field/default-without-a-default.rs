// Only the compiler knows what has a default.

extern crate wx_core as wx_api;

use wx_core::{wx_endpoint, wx_type};

#[wx_type(request)]
pub struct Page {
    pub path: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[wx(default)]
    pub page: Page,
}

fn main() {}
