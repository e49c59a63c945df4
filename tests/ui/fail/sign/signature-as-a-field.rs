extern crate wx_core as wx_api;

use wx_core::{SessionKey, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [pay_sig])]
pub struct Pay {
    pub pay_sig: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [user_signature])]
pub struct User {
    #[wx(key)]
    pub session_key: SessionKey,
    pub signature: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [session_signature])]
pub struct Session {
    #[wx(key)]
    pub session_key: SessionKey,
    pub sig_method: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [delivery_sign])]
pub struct Delivery {
    pub shopid: String,
    pub delivery_sign: String,
}

fn main() {}
