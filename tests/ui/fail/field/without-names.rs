extern crate wx_core as wx_api;

use wx_core::{wx_endpoint, wx_type};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get(String);

#[wx_type(request)]
pub struct Pair(u8, u8);

fn main() {}
