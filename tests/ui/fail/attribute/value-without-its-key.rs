extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(POST, "/wxa/get", response = empty)]
pub struct Method {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", json(Answer), "https://developers.weixin.qq.com")]
pub struct Response {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, app_secret)]
pub struct Auth {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, multipart)]
pub struct Body {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, pay_sig)]
pub struct Sign {
    pub code: String,
}

fn main() {}
