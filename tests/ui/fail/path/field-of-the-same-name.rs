extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

#[wx_endpoint(method = GET, path = "/wxa/get?action=list", response = empty)]
pub struct Query {
    pub action: String,
}

#[wx_endpoint(method = POST, path = "/wxa/get?action=list", response = empty)]
pub struct BesideABody {
    #[wx(query)]
    pub action: String,
}

#[wx_endpoint(method = GET, path = "/wxa/get?action=list", response = empty, fixed = [action = "list"])]
pub struct Fixed {
    pub code: String,
}

fn main() {}
