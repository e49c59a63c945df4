// Only the compiler knows what `OpenId` is, when it makes the constant.

extern crate wx_core as wx_api;

use wx_core::{OpenId, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[wx(min_items = 1)]
    pub openid: OpenId,
}

fn main() {}
