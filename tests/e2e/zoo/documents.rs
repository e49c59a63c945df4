//! Files, texts, queries, JSON in odd places.

mod actions;
mod bytes;
mod own;
mod queries;
mod texts;
mod uploads;

use wx_mock::{MockWechat, Recorded};

/// The last call of an endpoint.
fn sent(wechat: &MockWechat, endpoint: &str) -> Recorded {
    wechat.calls_of(endpoint).pop().unwrap_or_else(|| panic!("{endpoint} was not called"))
}

/// The query of a call without the token, in its order.
fn pairs(call: &Recorded) -> Vec<(&str, &str)> {
    let pairs = call.query.iter().filter(|(name, _)| name != "access_token");
    pairs.map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn content_type(call: &Recorded) -> &str {
    call.headers.get("content-type").map_or("", |kind| kind.to_str().expect("ASCII"))
}
