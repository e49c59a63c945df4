extern crate wx_core as wx_api;

use wx_core::{Upload, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Query {
    #[wx(query)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = multipart)]
pub struct Form {
    pub media: Upload,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

fn main() {}
