extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(request)]
pub enum Scene {
    Profile = 1,
    Comment = 1,
}

fn main() {}
