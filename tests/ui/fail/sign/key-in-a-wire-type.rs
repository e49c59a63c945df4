extern crate wx_core as wx_api;

use wx_core::{SessionKey, wx_type};

#[wx_type(request)]
pub struct More {
    #[wx(key)]
    pub session_key: SessionKey,
}

fn main() {}
