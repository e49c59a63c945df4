// Only the compiler knows what is a list.

extern crate wx_core as wx_api;

use wx_core::{OpenId, wx_endpoint};

#[wx_endpoint(method = GET, path = "/wxa/get", response = empty)]
pub struct Get {
    #[wx(repeat)]
    pub openid: OpenId,
}

fn main() {}
