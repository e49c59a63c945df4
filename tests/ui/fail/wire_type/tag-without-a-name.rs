extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(request)]
pub struct Text {
    pub content: String,
}

#[wx_type(request, tag = "")]
pub enum Empty {
    Text(Text),
}

#[wx_type(request, tag = msgtype)]
pub enum Word {
    Text(Text),
}

fn main() {}
