// The methods are there, so the rest of the file has no errors.

extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = , respo)]
pub struct Get {
    pub code: String,
    pub page: Option<String>,
}

fn main() {
    let _ = Get::new("code").page("index");
}
