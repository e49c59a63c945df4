//! Endpoints that this crate adds itself: served like the built-in ones, without a line about them in the fake WeChat.

use std::collections::BTreeMap;

use serde_json::json;
use wx_core::{Date, UnixSeconds, registry, wx_endpoint, wx_type};

use crate::backend::Backend;

/// 查东西 — one of two endpoints at the same path and method.
#[wx_endpoint(method = POST, path = "/own/thing", response = json(Found), docs = "https://example.com/find")]
pub(crate) struct FindThing {
    /// Which one.
    pub id: i64,
}

/// 加东西 — the other one.
#[wx_endpoint(
    method = POST,
    path = "/own/thing",
    response = json(Added),
    errors = [40097],
    docs = "https://example.com/add"
)]
pub(crate) struct AddThing {
    /// What it is called.
    #[wx(max_chars = 5)]
    pub name: String,
    /// What it is made of.
    #[wx(max_items = 2)]
    pub parts: Vec<Component>,
}

/// 看东西 — at the same path by another method, with numbers in its query.
#[wx_endpoint(method = GET, path = "/own/thing?view=full", response = json(Found), docs = "https://example.com/view")]
pub(crate) struct ViewThing {
    /// How many.
    #[wx(range = 1..=3)]
    pub count: Option<u32>,
}

/// A part of a thing.
#[wx_type(both)]
pub(crate) struct Component {
    /// How much of it.
    pub weight: f64,
}

/// The answer to [`FindThing`].
#[wx_type(response)]
pub(crate) struct Found {
    /// When it was made.
    pub made_at: UnixSeconds,
    /// The day of it.
    pub day: Date,
    /// What it is made of.
    pub parts: Vec<Component>,
    /// How things are called.
    pub names: BTreeMap<String, String>,
    /// Its state.
    pub state: State,
    /// Its size.
    pub size: Size,
    /// Whether it is mine.
    pub mine: bool,
}

/// A state.
#[wx_type(response)]
pub(crate) enum State {
    /// New.
    Fresh,
    /// A word that was added later.
    #[wx(other)]
    Other(String),
}

/// A size.
#[wx_type(response)]
pub(crate) enum Size {
    /// Small.
    Small = 3,
    /// A number that was added later.
    #[wx(other)]
    Other(i64),
}

/// The answer to [`AddThing`].
#[wx_type(response)]
pub(crate) struct Added {
    /// The new one.
    pub id: i64,
}

#[tokio::test]
async fn an_answer_is_made_up_from_its_type() {
    let backend = Backend::new().await;
    let found = backend.call("/own/thing", json!({ "id": 1 })).await.json();
    assert_eq!(found["errcode"], 0);
    assert_eq!(found["day"], Date::yesterday().to_string());
    assert_eq!(found["parts"], json!([{ "weight": 0.5 }]));
    assert_eq!((&found["state"], &found["size"]), (&json!("fresh"), &json!(3)));
    let row = registry::find("findThing")[0];
    row.show(wx_core::Reply::Json(found.into())).unwrap();
}

#[tokio::test]
async fn endpoints_that_share_a_path_are_told_apart_by_their_requests() {
    let backend = Backend::new().await;
    let add = async |name: &str, parts: usize| {
        let parts = vec![json!({ "weight": 1.5 }); parts];
        backend.call("/own/thing", json!({ "name": name, "parts": parts })).await
    };
    assert_eq!(add("a", 2).await.json()["id"], 1);
    // What fits none of them is judged as the first, in the order of ids, would judge it.
    assert_eq!(add("too long", 2).await.errcode(), 40097);
    assert_eq!(add("a", 3).await.errcode(), 40097);
    let endpoints: Vec<_> = backend.wechat.calls_of("addThing").iter().map(|call| call.errcode).collect();
    assert_eq!(endpoints, [Some(0), Some(40097), Some(40097)]);

    let token = backend.token().await;
    let view = async |query: &str| backend.get(&format!("/own/thing?access_token={token}&{query}")).await;
    assert_eq!(view("view=full&count=3").await.errcode(), 0);
    assert_eq!(view("view=full&count=4").await.errcode(), 40097);
    assert_eq!(view("view=full&count=many").await.errcode(), 40097);
    assert_eq!(view("count=3").await.errcode(), 40097);
    assert_eq!(backend.wechat.calls_to("viewThing"), 3);
}
