extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(response)]
pub enum Suggest {
    Pass,
    #[wx(other)]
    Other(String),
    #[wx(other)]
    Else(String),
}

fn main() {}
