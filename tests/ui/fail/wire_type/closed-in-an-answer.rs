extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(response)]
pub enum Suggest {
    Pass,
    Risky,
}

#[wx_type(both)]
pub enum Label {
    Normal = 100,
}

fn main() {}
