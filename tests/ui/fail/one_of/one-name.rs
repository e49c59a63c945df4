extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, one_of = [img])]
pub struct Get {
    pub img: Option<String>,
    pub img_url: Option<String>,
}

fn main() {}
