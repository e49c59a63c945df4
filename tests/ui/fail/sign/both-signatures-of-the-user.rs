extern crate wx_core as wx_api;

use wx_core::{SessionKey, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [user_signature, session_signature])]
pub struct Get {
    #[wx(key)]
    pub session_key: SessionKey,
}

fn main() {}
