extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[serde(flatten)]
    pub code: String,
    #[serde(flatten)]
    pub list: Option<Vec<u8>>,
}

fn main() {}
