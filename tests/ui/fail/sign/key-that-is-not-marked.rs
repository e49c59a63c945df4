extern crate wx_core as wx_api;

use wx_core::{SessionKey, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [user_signature])]
pub struct Signed {
    pub session_key: SessionKey,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Sent {
    pub session_key: Option<SessionKey>,
}

fn main() {}
