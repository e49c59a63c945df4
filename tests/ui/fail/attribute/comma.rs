extern crate wx_core as wx_api;

use wx_core::{SessionKey, wx_endpoint};

#[wx_endpoint(method = POST path = "/wxa/get", response = empty)]
pub struct Missing {
    pub code: String,
}

#[wx_endpoint(method = POST,, path = "/wxa/get", response = empty)]
pub struct TooMany {
    pub code: String,
}

#[wx_endpoint(method = POST; path = "/wxa/get"; response = empty)]
pub struct Semicolons {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [pay_sig,, user_signature])]
pub struct InAList {
    pub code: String,
    #[wx(key)]
    pub session_key: SessionKey,
}

fn main() {}
