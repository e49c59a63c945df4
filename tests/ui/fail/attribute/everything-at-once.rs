// Eleven mistakes in one spec are eleven errors, and nothing else is one.
extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(
    method = post,
    path = "wxa/get",
    body = jsno,
    response = jason(Answer),
    idempotent = 1,
    errors = 40029,
    docs = "http://developers.weixin.qq.com",
    colour = blue,
)]
pub struct Get {
    #[wx(max_char = 32)]
    pub code: String,
    #[wx(range = 280..1280)]
    pub width: Option<u32>,
    #[wx(default)]
    pub page: Option<String>,
}

fn main() {
    let _ = Get::new("code").width(280).page("index");
}
