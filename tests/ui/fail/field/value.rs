// The compiler says that this is for newer ones; the macro says what to write in any.

extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    pub code: String,
    pub page: u32 = 1,
}

fn main() {}
