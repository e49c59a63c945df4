extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(request)]
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct More {
    pub page: Option<String>,
}

#[wx_type(request)]
#[derive(PartialEq, Hash)]
pub enum Lang {
    ZhCn,
}

fn main() {}
