extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(response)]
pub enum Suggest {
    #[wx(other)]
    Other(String),
    Pass,
}

fn main() {}
