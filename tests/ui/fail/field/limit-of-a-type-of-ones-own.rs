// The macro cannot know what `OpenId` is; its type does, when the constant is made.
extern crate wx_core as wx_api;

use wx_core::{OpenId, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[wx(range = 0..=1)]
    pub openid: OpenId,
}

fn main() {}
