// Only the compiler knows what `ZeroOne` is, when it makes the constant.

extern crate wx_core as wx_api;

use wx_core::{ZeroOne, wx_endpoint};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Prefix {
    #[wx(prefix = "a")]
    pub yes: ZeroOne,
}

#[wx_endpoint(method = POST, path = "/wxa/get2", response = empty)]
pub struct NotPrefix {
    #[wx(not_prefix = "a")]
    pub yes: ZeroOne,
}

#[wx_endpoint(method = POST, path = "/wxa/get3", response = empty)]
pub struct NotContains {
    #[wx(not_contains = "a")]
    pub yes: ZeroOne,
}

fn main() {}
