extern crate wx_core as wx_api;

use wx_core::{Upload, wx_endpoint};

use std::collections::BTreeMap;

#[wx_endpoint(method = GET, path = "/wxa/get", response = empty)]
pub struct Get {
    pub more: BTreeMap<String, String>,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = multipart)]
pub struct Form {
    pub media: Upload,
    pub more: BTreeMap<String, String>,
}

fn main() {}
