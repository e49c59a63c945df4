extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(response)]
#[serde(rename_all = "UPPERCASE")]
pub struct Answer {
    pub page: String,
}

#[wx_type(request)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    ZhCn,
}

fn main() {}
