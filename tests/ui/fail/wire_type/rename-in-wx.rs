extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(request)]
pub struct More {
    #[wx(rename = "jsCode")]
    pub code: String,
}

#[wx_type(request)]
pub enum Lang {
    #[wx(rename = "zh_CN")]
    Chinese,
}

fn main() {}
