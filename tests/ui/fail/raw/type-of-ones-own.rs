// Only the compiler knows what is a text; the words are the trait's.

extern crate wx_core as wx_api;

use wx_core::{OpenId, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = raw)]
pub struct Get {
    pub openid: OpenId,
}

fn main() {}
