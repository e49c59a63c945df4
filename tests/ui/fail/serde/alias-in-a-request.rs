extern crate wx_core as wx_api;

use wx_core::{wx_endpoint, wx_type};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[serde(alias = "jsCode")]
    pub code: String,
}

#[wx_type(request)]
pub enum Lang {
    #[serde(alias = "zh")]
    ZhCn,
}

fn main() {}
