extern crate wx_core as wx_api;

use wx_core::{wx_endpoint, wx_type};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[serde(with = "hex")]
    pub code: String,
    #[serde(serialize_with = "hex")]
    pub page: String,
}

#[wx_type(response)]
pub struct Answer {
    #[serde(deserialize_with = "hex")]
    pub page: String,
}

fn main() {}
