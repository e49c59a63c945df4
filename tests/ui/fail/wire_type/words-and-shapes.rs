extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(request)]
pub enum Expiry {
    Never,
    After { days: u32 },
}

fn main() {}
