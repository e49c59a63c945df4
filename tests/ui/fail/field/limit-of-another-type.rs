extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[wx(max_items = 10)]
    pub text: String,
    #[wx(max_chars = 10)]
    pub list: Vec<String>,
    #[wx(charset = "0-9")]
    pub number: Option<u32>,
    #[wx(range = 0..=1)]
    pub flag: bool,
    #[wx(range = 0..=1)]
    pub digits: Option<String>,
    #[wx(prefix = "a")]
    pub items: Vec<String>,
    #[wx(not_prefix = "a")]
    pub count: u32,
    #[wx(not_contains = "a")]
    pub yes: bool,
    #[wx(max_json_chars = 9)]
    pub title: String,
}

fn main() {}
