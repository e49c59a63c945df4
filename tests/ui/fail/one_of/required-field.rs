extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, one_of = [img, img_url])]
pub struct Required {
    pub img: Option<String>,
    pub img_url: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, one_of = [img, list])]
pub struct Default {
    pub img: Option<String>,
    #[wx(default)]
    pub list: Vec<String>,
}

fn main() {}
