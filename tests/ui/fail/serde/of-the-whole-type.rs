extern crate wx_core as wx_api;

use wx_core::{wx_endpoint, wx_type};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
#[serde(rename = "get")]
pub struct Renamed {
    pub code: String,
}

#[wx_type(response)]
#[serde(default)]
pub struct Default {
    pub page: String,
}

#[wx_type(request)]
#[serde(tag = "type")]
pub struct Tagged {
    pub page: String,
}

#[wx_type(request)]
#[serde(transparent)]
pub struct Transparent {
    pub page: String,
}

#[wx_type(request)]
#[serde(into = "String")]
pub struct Into {
    pub page: String,
}

#[wx_type(request)]
#[serde(rename_all(serialize = "camelCase"))]
pub struct OneWay {
    pub page: String,
}

fn main() {}
