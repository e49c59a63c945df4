extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(request)]
pub struct More {
    #[wx(query, repeat)]
    pub ids: Vec<u8>,
}

fn main() {}
