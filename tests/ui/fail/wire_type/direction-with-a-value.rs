extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(request = true)]
pub struct More {
    pub page: String,
}

fn main() {}
