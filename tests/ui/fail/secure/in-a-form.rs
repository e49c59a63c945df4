extern crate wx_core as wx_api;

use wx_core::{Upload, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = multipart, secure)]
pub struct Get {
    pub media: Upload,
}

fn main() {}
