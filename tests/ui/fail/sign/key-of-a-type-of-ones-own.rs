// Only the compiler knows what signs; the words are the trait's.

extern crate wx_core as wx_api;

use wx_core::{OpenId, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [user_signature])]
pub struct Get {
    #[wx(key)]
    pub session_key: OpenId,
}

fn main() {}
