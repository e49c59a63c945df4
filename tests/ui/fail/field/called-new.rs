extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    pub code: String,
    pub new: Option<String>,
}

fn main() {
    let _ = Get::new("code");
}
