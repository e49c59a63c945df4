extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint]
pub struct Get {}

fn main() {}
