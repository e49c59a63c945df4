extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = [access_token = "x"])]
pub struct Token {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, auth = app_secret, fixed = [secret = "x"])]
pub struct Secret {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, appid, fixed = [appid = "x"])]
pub struct Appid {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, sign = [pay_sig], fixed = [pay_sig = "x"])]
pub struct Signature {
    pub code: String,
}

fn main() {}
