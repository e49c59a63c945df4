//! Every construct of the macros in a crate that has `wx-api` as `renamed`, and neither `wx-core` nor serde.
#![deny(warnings)]

use renamed::{Joined, JsonText, SessionKey, UnixSeconds, Upload, ZeroOne, wx_endpoint, wx_type};

/// 下单 — everything that travels as JSON.
#[wx_endpoint(
    method = POST,
    path = "/renamed/order",
    response = json(Answer),
    sign = [pay_sig, user_signature],
    secure,
    fixed = [action = "order", version = 2],
    appid,
    one_of = [img, img_url],
    errors = [40029, 12345 = "what it means here"],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/",
    crate = ::renamed,
)]
pub struct Order {
    /// Signs the call.
    #[wx(key)]
    pub session_key: SessionKey,
    /// What is ordered.
    #[wx(min_items = 1, max_items = 3)]
    pub items: Vec<Item>,
    /// A picture.
    #[wx(max_chars = 9)]
    pub img: Option<String>,
    /// Its address.
    pub img_url: Option<String>,
    /// Whether it is urgent.
    #[wx(default)]
    pub urgent: ZeroOne,
    /// Until when.
    #[serde(flatten)]
    pub until: Option<Until>,
}

/// 查询 — everything that travels in a query.
#[wx_endpoint(
    method = GET,
    path = "/renamed/find",
    response = binary_or(Answer),
    fixed = [action = "find"],
    crate = ::renamed,
)]
pub struct Find {
    /// Each by itself.
    #[wx(repeat)]
    pub ids: Vec<u32>,
    /// All in one.
    pub types: Joined<u32>,
}

/// 上传 — a form.
#[wx_endpoint(method = POST, path = "/renamed/send", body = multipart, response = empty, crate = ::renamed)]
pub struct Send {
    /// A file.
    pub media: Upload,
    /// Beside the form.
    #[wx(query)]
    pub kind: Kind,
}

/// 原文 — a body as it is.
#[wx_endpoint(method = POST, path = "/renamed/raw", body = raw, response = binary, crate = ::renamed)]
pub struct Raw {
    /// The body.
    pub text: JsonText<Item>,
}

/// An item.
#[wx_type(request, crate = ::renamed)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// How many.
    #[wx(range = 1.., more_than = 0)]
    pub how_many: u32,
}

/// Until when.
#[wx_type(request, crate = ::renamed)]
#[serde(rename_all_fields = "camelCase")]
pub enum Until {
    /// An instant.
    At {
        /// When.
        expire_time: UnixSeconds,
    },
    /// Days.
    After(Days),
}

/// Days.
#[wx_type(request, crate = ::renamed)]
pub struct Days {
    /// How many.
    pub days: u32,
}

/// A kind.
#[wx_type(request, crate = ::renamed)]
pub enum Kind {
    /// An image.
    Image = 1,
}

/// A message.
#[wx_type(request, tag = "msgtype", crate = ::renamed)]
pub enum Message {
    /// Days.
    Days(Days),
}

/// An answer.
#[wx_type(response, crate = ::renamed)]
pub struct Answer {
    /// A secret.
    #[wx(secret)]
    pub session_key: Option<SessionKey>,
    /// What may be missing.
    #[wx(default)]
    pub count: u32,
    /// Words.
    pub state: State,
}

/// Words, and what is not known.
#[wx_type(both, crate = ::renamed)]
pub enum State {
    /// It is there.
    Open,
    /// What is not known.
    #[wx(other)]
    Other(String),
}

#[cfg(test)]
mod tests {
    use renamed::{Caller, Endpoint, Parts, SessionKey};

    use super::*;

    #[test]
    fn requests_are_checked_and_written() {
        let order = Order::new(SessionKey::new("a2V5"), [Item::new(2_u32)]).img("x").urgent(true);
        let order = order.until(Until::At { expire_time: UnixSeconds(7) });
        let body = |parts: Parts| String::from_utf8(parts.body.into_bytes().1.to_vec()).unwrap();
        assert_eq!(
            body(Parts::of(&order).unwrap()),
            r#"{"action":"order","version":2,"items":[{"howMany":2}],"img":"x","urgent":1,"expireTime":7}"#
        );
        assert!(Parts::of(&order.img_url("y")).is_err());
        let find = Parts::of(&Find::new([1, 2], [3_u32])).unwrap();
        assert_eq!(find.query, "action=find&types=3&ids=1&ids=2");
        assert_eq!(body(Parts::of(&Raw::new(Item::new(2_u32))).unwrap()), r#"{"howMany":2}"#);
        assert_eq!(<Order as Endpoint>::META.name, "order");
    }

    #[test]
    fn every_caller_has_the_methods() {
        #[expect(dead_code, reason = "it is enough that it compiles")]
        async fn calls<C: Caller>(client: C) -> Result<(), C::Error> {
            client.order(Order::new(SessionKey::new("a2V5"), [])).await?;
            client.find(Find::new([], [0_u32; 0])).await?;
            client.send(Send::new(Upload::new("a", &b""[..]), Kind::Image)).await?;
            client.raw(Raw::new(Item::new(1_u32))).await?;
            Ok(())
        }
    }
}
