extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = [action = list])]
pub struct Word {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = [version = 1.5])]
pub struct Fraction {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = [all = true])]
pub struct Boolean {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = [count = 9223372036854775808])]
pub struct TooGreat {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = [action])]
pub struct Nothing {
    pub code: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, fixed = ["action" = "list"])]
pub struct TextForAName {
    pub code: String,
}

fn main() {}
