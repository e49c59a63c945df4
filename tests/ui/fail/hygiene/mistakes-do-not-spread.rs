// The items are used as if they were right: only the mistakes themselves are errors.
extern crate wx_core as wx_api;

use wx_core::{Caller, wx_endpoint, wx_type};

#[wx_endpoint(methud = POST, path = "/wxa/get", response = json(Answer))]
pub struct Get {
    #[serde(rename = "jsCode")]
    pub code: String,
    pub page: Option<String>,
}

#[wx_type(respons)]
pub struct Answer {
    pub page: String,
    #[serde(default)]
    pub label: Label,
}

#[wx_type(response)]
#[derive(Default)]
pub enum Label {
    #[default]
    Normal = 100,
    #[serde(rename = "x")]
    Other(i64),
}

async fn call<C: Caller>(client: C) -> Option<Answer> {
    client.get(Get::new("code").page("index")).await.ok()
}

fn main() {
    let _ = Label::default() == Label::Normal;
    let _ = call::<&Client>;
}

struct Client;

impl Caller for Client {
    type Error = ();

    async fn call<E: wx_core::Endpoint>(&self, _: E) -> Result<E::Response, ()> {
        Err(())
    }
}
