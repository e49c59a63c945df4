extern crate wx_core as wx_api;

use wx_core::wx_endpoint;

use std::collections::{HashMap, HashSet};

#[wx_endpoint(method = POST, path = "/wxa/get", response = empty)]
pub struct Get {
    pub text: &'static str,
    pub count: usize,
    pub letter: Option<char>,
    pub pair: (u8, u8),
    pub three: [u8; 3],
    pub map: HashMap<String, String>,
    pub set: Vec<HashSet<String>>,
}

fn main() {}
