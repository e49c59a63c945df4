extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Token {
    pub access_token: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, auth = app_secret)]
pub struct Secret {
    pub appid: String,
    pub secret: String,
}

fn main() {}
