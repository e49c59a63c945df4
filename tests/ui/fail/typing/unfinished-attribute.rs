extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    pub code: String,
    #[wx(max_chars = )]
    pub page: Option<String>,
    #[wx(query)]
}

fn main() {
    let _ = Get::new("code").page("index");
}
