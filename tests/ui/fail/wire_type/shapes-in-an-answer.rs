extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(response)]
pub enum Found {
    Page { page: String },
    Image { image: String },
}

#[wx_type(both)]
pub enum Target {
    Page { page: String },
    Image { image: String },
}

fn main() {}
