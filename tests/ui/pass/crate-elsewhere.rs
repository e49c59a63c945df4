//! The crate under another name, behind a module.
#![deny(warnings)]

extern crate self as elsewhere;

/// Where the vocabulary is.
pub mod path {
    pub use wx_core::*;
}

use path::{wx_endpoint, wx_event, wx_type};

/// 别处 — an endpoint.
#[wx_endpoint(method = POST, path = "/elsewhere", response = json(Answer), crate = ::elsewhere::path)]
pub struct Elsewhere {
    /// What is not said.
    pub page: Option<Page>,
}

/// An answer.
#[wx_type(response, crate = ::elsewhere::path)]
pub struct Answer {
    /// A secret.
    #[wx(secret)]
    pub key: path::SessionKey,
}

/// A page.
#[wx_type(request, crate = ::elsewhere::path)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// Its name.
    #[wx(max_chars = 3)]
    pub page_name: Option<String>,
}

/// 推送 — a push.
#[wx_event(event = "pushed", ids = [out_trade_no], reply = fields(Page), within = 3, crate = ::elsewhere::path)]
#[serde(rename_all = "PascalCase")]
pub struct Pushed {
    /// An order.
    pub out_trade_no: String,
}

/// Words.
#[wx_type(both, crate = ::elsewhere::path)]
pub enum Word {
    /// A word.
    Word,
    /// What is not known.
    #[wx(other)]
    Other(String),
}

fn main() {
    use path::{Check, Endpoint};
    let page = Page::new().page_name("four");
    let sent = serde_json::to_value(Elsewhere::new().page(page.clone())).unwrap();
    assert_eq!(sent, serde_json::json!({"page": {"pageName": "four"}}));
    assert_eq!(<Elsewhere as Endpoint>::META.name, "elsewhere");
    let pushed: Pushed = path::from_value(&serde_json::json!({"OutTradeNo": 1})).unwrap();
    assert_eq!(pushed.out_trade_no, "1");
    assert_eq!(<Pushed as path::Event>::META.ids, ["OutTradeNo"]);
    let error = Check::request(&Elsewhere::new().page(page)).unwrap_err();
    assert_eq!(error.found[0].field, "page.pageName");
}
