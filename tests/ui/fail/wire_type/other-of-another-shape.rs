extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(response)]
pub enum Suggest {
    Pass,
    #[wx(other)]
    Other,
}

#[wx_type(response)]
pub enum Label {
    Normal = 100,
    #[wx(other)]
    Other(String),
}

fn main() {}
