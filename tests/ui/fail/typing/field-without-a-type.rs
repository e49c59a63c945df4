// The compiler says what is wrong, the macro does not say it again; the other fields and the methods are there.

extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    pub code: String,
    pub x,
    pub page: Option<String>,
}

fn main() {
    let _ = Get::new("code").page("index");
}
