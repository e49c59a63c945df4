extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = raw)]
pub struct None;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty, body = raw)]
pub struct InTheQuery {
    #[wx(query)]
    pub id: u32,
}

fn main() {}
