extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [user_signature])]
pub struct User {
    pub code: String,
}

#[wx_endpoint(method = GET, path = "/wxa/get", response = empty, sign = [session_signature])]
pub struct Session {
    pub code: String,
}

fn main() {}
