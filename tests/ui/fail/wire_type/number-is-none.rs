extern crate wx_core as wx_api;

use wx_core::wx_type;

const FORUM: isize = 3;

#[wx_type(request)]
pub enum Scene {
    Profile = 1,
    Forum = FORUM,
}

fn main() {}
