extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(request)]
#[serde(untagged)]
pub enum Untagged {
    At { time: u32 },
    After { days: u32 },
}

#[wx_type(request)]
#[serde(tag = "type")]
pub enum Tagged {
    At { time: u32 },
}

#[wx_type(request)]
#[serde(rename_all_fields = "kebab-case")]
pub enum Case {
    At { time: u32 },
}

fn main() {}
