extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = [action = "list"])]
pub struct Plain {
    pub action: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = [type = 1])]
pub struct Keyword {
    pub r#type: u32,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = [imgUrl = "x"])]
pub struct Renamed {
    #[serde(rename = "imgUrl")]
    pub img_url: String,
}

fn main() {}
