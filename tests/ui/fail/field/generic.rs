extern crate wx_core as wx_api;

use wx_core::{wx_endpoint, wx_type};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get<T> {
    pub code: T,
}

#[wx_type(response)]
pub struct Answer<'a> {
    pub page: &'a str,
}

fn main() {}
