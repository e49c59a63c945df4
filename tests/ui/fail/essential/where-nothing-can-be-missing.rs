extern crate wx_core as wx_api;

use wx_core::{wx_endpoint, wx_type};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    #[wx(essential)]
    pub code: String,
}

#[wx_type(request)]
pub struct Item {
    #[wx(essential)]
    pub id: String,
}

#[wx_type(response)]
pub struct Answer {
    #[wx(essential)]
    pub id: Option<String>,
    #[wx(essential, default)]
    pub count: u32,
    #[wx(essential)]
    #[serde(flatten)]
    pub more: More,
    #[wx(esential)]
    pub state: String,
}

#[wx_type(response)]
pub struct More {
    pub name: String,
}

fn main() {}
