extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [user_signature])]
pub struct Text {
    #[wx(key)]
    pub session_key: String,
}

fn main() {}
