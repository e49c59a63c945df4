extern crate wx_core as wx_api;

use wx_core::{SessionKey, wx_endpoint, wx_type};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[serde(skip)]
    pub code: Option<String>,
    #[serde(skip_serializing)]
    pub page: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [user_signature])]
pub struct Signed {
    #[wx(key)]
    #[serde(skip)]
    pub session_key: SessionKey,
}

#[wx_type(response)]
pub struct Answer {
    #[serde(skip_deserializing)]
    pub page: String,
}

fn main() {}
