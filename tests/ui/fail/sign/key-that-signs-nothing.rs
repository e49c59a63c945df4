extern crate wx_core as wx_api;

use wx_core::{SessionKey, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Nothing {
    #[wx(key)]
    pub session_key: SessionKey,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [pay_sig])]
pub struct Another {
    #[wx(key)]
    pub session_key: SessionKey,
}

fn main() {}
