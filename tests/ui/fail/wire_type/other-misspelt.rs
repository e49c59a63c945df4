extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(response)]
pub enum Suggest {
    Pass,
    #[wx(othre)]
    Other(String),
}

#[wx_type(response)]
pub enum Label {
    Normal = 100,
    #[wx]
    Other(i64),
}

fn main() {}
