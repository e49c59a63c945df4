extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POTS, path = "/wxa/get", response = empty)]
pub struct Method {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = emty)]
pub struct Response {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = jsno)]
pub struct Body {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, auth = acces_token)]
pub struct Auth {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = xml)]
pub struct NothingNear {
    pub code: String,
}

fn main() {
    let _ = (Method::new("a"), Response::new("b"), Body::new("c"), Auth::new("d"), NothingNear::new("e"));
}
