extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(request)]
pub struct Text {
    pub content: String,
}

#[wx_type(request, tag = "text")]
pub enum Message {
    Text(Text),
}

fn main() {}
