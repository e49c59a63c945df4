extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(request)]
pub union Either {
    a: u32,
    b: f32,
}

#[wx_type(request)]
pub fn send() {}

fn main() {}
