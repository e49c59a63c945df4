extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(response)]
pub struct Answer {
    #[wx(max_chars = 32)]
    pub page: String,
}

fn main() {}
