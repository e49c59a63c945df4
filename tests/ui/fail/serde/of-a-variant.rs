extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(response)]
pub enum Other {
    Pass,
    #[serde(other)]
    Other,
}

#[wx_type(request)]
pub enum Skipped {
    ZhCn,
    #[serde(skip)]
    EnUs,
}

#[wx_type(request)]
pub enum Code {
    #[serde(rename = "x")]
    Comment = 2,
}

#[wx_type(response)]
pub enum Unknown {
    Pass,
    #[wx(other)]
    #[serde(rename = "x")]
    Other(String),
}

#[wx_type(request)]
pub enum Word {
    #[serde(rename_all = "camelCase")]
    ZhCn,
}

fn main() {}
