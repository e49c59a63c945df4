extern crate wx_core as wx_api;

use wx_core::wx_event;

/// 推送 — a push.
#[wx_event(
    event = "two words",
    ids = [nobody],
    reply = jason,
    within = 9,
    docs = "http://developers.weixin.qq.com/",
    crate = wx_core::path,
    colour = "red",
)]
pub struct Pushed {
    /// A text.
    #[wx(max_char = 1)]
    pub text: String,
    /// When.
    #[serde(rename = "CreateTime")]
    pub time: i64,
}

fn main() {
    // The struct is there all the same, and it is a push.
    fn is_a_push<T: wx_core::Event>(_: &T) {}
    is_a_push(&Pushed { text: "text".to_owned(), time: 1 });
}
