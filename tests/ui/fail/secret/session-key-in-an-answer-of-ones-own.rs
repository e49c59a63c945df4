extern crate wx_core as wx_api;

use wx_core::SessionKey;

#[derive(serde::Serialize)]
pub struct ToTheFrontEnd {
    pub session_key: SessionKey,
}

fn main() {}
