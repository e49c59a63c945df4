//! What is done to a request so that it keeps to nothing.

use fastrand::Rng;
use serde_json::{Value, json};
use wx_core::http::Method;

use super::call::{Body, Call};

/// Does one to three things to a call.
pub(crate) fn call(call: &mut Call, rng: &mut Rng) {
    for _ in 0..rng.usize(1..=3) {
        match rng.u8(..16) {
            0 => call.media = rng.choice(MEDIA).map(|media| (*media).to_owned()),
            1 => call.media = None,
            2 => {
                call.method = rng
                    .choice([Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS])
                    .unwrap_or(Method::GET)
            }
            3 => query(&mut call.query, rng),
            4 => call
                .query
                .push(("access_token".to_owned(), rng.choice(["", "TOKEN", "中"]).unwrap_or("").to_owned())),
            5 => call.query.retain(|(name, _)| name != "access_token"),
            6 => {
                let at = rng.usize(..=call.query.len());
                call.query.insert(at, ("env".to_owned(), text(rng)));
            }
            7 => {
                call.garbage = rng
                    .choice(["&%zz=%", "&=", "&&&", "&a", "&%00=%ff%fe", "&a=b=c", "?x=1", "&[]=1"])
                    .unwrap_or("")
                    .to_owned()
            }
            _ => body(&mut call.content, rng),
        }
    }
    call.write();
    if rng.u8(..10) == 0 {
        bytes(&mut call.body, rng);
    }
}

const MEDIA: &[&str] = &[
    "text/plain",
    "application/json; charset=gbk",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=x",
    "no media type",
    "multipart/form-data; boundary=\"----fuzz-boundary\"",
];

fn query(query: &mut Vec<(String, String)>, rng: &mut Rng) {
    if query.is_empty() {
        return;
    }
    let at = rng.usize(..query.len());
    match rng.u8(..3) {
        0 => drop(query.remove(at)),
        1 => query[at].1 = text(rng),
        _ => {
            let copy = query[at].clone();
            query.push(copy);
        }
    }
}

fn body(body: &mut Body, rng: &mut Rng) {
    match body {
        Body::Json(value) => self::value(value, rng),
        Body::Form(parts) if !parts.is_empty() => {
            let at = rng.usize(..parts.len());
            match rng.u8(..4) {
                0 => drop(parts.remove(at)),
                1 => parts[at].1 = text(rng),
                2 => parts[at].2 = !parts[at].2,
                _ => parts.push((text(rng).replace(['"', '\r', '\n'], ""), text(rng), rng.bool())),
            }
        }
        Body::Form(_) => {}
        Body::Text(text) => *text = self::text(rng),
        Body::None => *body = Body::Text(text(rng)),
    }
}

/// Changes one thing somewhere inside a value.
fn value(value: &mut Value, rng: &mut Rng) {
    let inside = rng.u8(..4) != 0;
    match value {
        Value::Object(map) if inside && !map.is_empty() => {
            let keys: Vec<_> = map.keys().cloned().collect();
            let key = rng.choice(keys).unwrap_or_default();
            match rng.u8(..8) {
                0 => drop(map.remove(&key)),
                1 => drop(map.insert(text(rng), odd(rng))),
                _ => {
                    if let Some(inner) = map.get_mut(&key) {
                        self::value(inner, rng);
                    }
                }
            }
        }
        Value::Array(items) if inside && !items.is_empty() => {
            let at = rng.usize(..items.len());
            match rng.u8(..4) {
                0 => drop(items.remove(at)),
                1 => {
                    let copy = items[at].clone();
                    items.extend(std::iter::repeat_n(copy, 200));
                }
                _ => self::value(&mut items[at], rng),
            }
        }
        value => *value = odd(rng),
    }
}

/// A value that nobody asked for.
fn odd(rng: &mut Rng) -> Value {
    match rng.u8(..14) {
        0 => Value::Null,
        1 => json!(-1),
        2 => json!(u64::MAX),
        3 => json!(i64::MIN),
        4 => json!(1e300),
        5 => json!(0.1),
        6 => json!([]),
        7 => json!({}),
        8 => json!([[[[[[[[[[{ "a": [null] }]]]]]]]]]]),
        9 => json!(true),
        10 => json!({ "value": text(rng) }),
        _ => text(rng).into(),
    }
}

/// A text that nobody asked for.
fn text(rng: &mut Rng) -> String {
    match rng.u8(..14) {
        0 => String::new(),
        1 => "中".repeat(1000),
        2 => "a".repeat(10_000),
        3 => "\0\u{1}\u{7f}\u{feff}\r\n".to_owned(),
        4 => "😀\u{202e}\u{200b}e\u{301}".to_owned(),
        5 => "%s%n{}${jndi}'\";--".to_owned(),
        6 => "../../etc".to_owned(),
        7 => "99999999999999999999999999".to_owned(),
        8 => "20239999".to_owned(),
        9 => "{\"a\":".to_owned(),
        10 => "invalid".to_owned(),
        11 => "risky".to_owned(),
        12 => "-0.0e-999".to_owned(),
        _ => (0..rng.usize(..20)).map(|_| rng.char(..)).collect(),
    }
}

/// Changes the bytes themselves.
fn bytes(bytes: &mut Vec<u8>, rng: &mut Rng) {
    match rng.u8(..4) {
        0 => bytes.truncate(rng.usize(..=bytes.len())),
        1 => bytes.extend(std::iter::repeat_with(|| rng.u8(..)).take(16)),
        2 if !bytes.is_empty() => {
            let at = rng.usize(..bytes.len());
            bytes[at] = rng.u8(..);
        }
        // Deeper than any parser goes.
        _ => *bytes = "[".repeat(5000).into_bytes(),
    }
}
