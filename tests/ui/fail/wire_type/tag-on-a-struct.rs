extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(request, tag = "msgtype")]
pub struct Text {
    pub content: String,
}

fn main() {}
