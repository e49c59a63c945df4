extern crate wx_core as wx_api;

use wx_core::{Upload, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Json {
    pub media: Upload,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = multipart)]
pub struct Query {
    pub media: Upload,
    #[wx(query)]
    pub more: Option<Upload>,
}

fn main() {}
