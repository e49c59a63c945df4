extern crate wx_core as wx_api;

use wx_core::wx_type;

#[wx_type(response)]
pub struct Session {
    #[wx(secret)]
    pub session_key: String,
}

fn main() {}
