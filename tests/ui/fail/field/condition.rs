extern crate wx_core as wx_api;

use wx_core::{wx_endpoint, wx_type};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[cfg(unix)]
    pub code: String,
    #[cfg_attr(unix, serde(rename = "p"))]
    pub page: String,
}

#[wx_type(request)]
pub enum Lang {
    #[cfg(unix)]
    ZhCn,
    EnUs,
}

fn main() {}
