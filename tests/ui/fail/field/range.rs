extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[wx(range = 280..1280)]
    pub half_open: u32,
    #[wx(range = 1280..=280)]
    pub backwards: u32,
    #[wx(range = "280"..="1280")]
    pub texts: u32,
    #[wx(range = ..=1280)]
    pub endless: u32,
}

fn main() {}
