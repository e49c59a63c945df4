extern crate wx_core as wx_api;

use wx_core::{SessionKey, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [user_signature])]
pub struct Query {
    #[wx(key, query)]
    pub session_key: SessionKey,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [user_signature])]
pub struct Defaulted {
    #[wx(key, default)]
    pub session_key: SessionKey,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [user_signature])]
pub struct Limit {
    #[wx(key, max_chars = 24)]
    pub session_key: SessionKey,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [user_signature])]
pub struct Flattened {
    #[wx(key)]
    #[serde(flatten)]
    pub session_key: SessionKey,
}

fn main() {}
