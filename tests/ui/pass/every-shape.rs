//! Wire types of every shape, written and read.
#![deny(warnings)]

extern crate wx_core as wx_api;

use std::collections::BTreeMap;

use serde_json::json;
use wx_core::{Fixed, UnixSeconds, from_value, wx_type};

/// Words in the case of most.
#[wx_type(request)]
pub enum Word {
    /// `qr_code`
    QrCode,
    /// `zh_CN`
    #[serde(rename = "zh_CN")]
    Chinese,
}

/// Words in a case of their own.
#[wx_type(both)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Loud {
    /// `QR_CODE`
    QrCode,
    /// Anything else.
    #[wx(other)]
    Other(String),
}

/// Codes.
#[wx_type(request)]
pub enum Code {
    /// 1
    One = 1,
    /// -2
    MinusTwo = -2,
}

/// Codes, and what is not known.
#[wx_type(response)]
pub enum OpenCode {
    /// 100
    Normal = 100,
    /// Anything else.
    #[wx(other)]
    Other(i64),
}

/// Shapes with a tag.
#[wx_type(request, tag = "msgtype")]
pub enum Tagged {
    /// A text.
    Text(Text),
}

/// A text.
#[wx_type(request)]
pub struct Text {
    /// What it says.
    #[wx(max_chars = 3)]
    pub content: String,
}

/// Shapes without a tag.
#[wx_type(request)]
pub enum Shape {
    /// At an instant.
    At {
        /// Always 0.
        kind: Fixed<0>,
        /// When.
        time: UnixSeconds,
    },
    /// What another type says.
    Text(Text),
}

/// An answer.
#[wx_type(response)]
pub struct Answer {
    /// What may be missing.
    pub page: Option<String>,
    /// What may be empty.
    pub labels: Vec<OpenCode>,
    /// Keys of the other side's choice.
    pub counts: BTreeMap<String, u32>,
    /// A word.
    pub loud: Loud,
}

fn main() {
    assert_eq!(serde_json::to_value([Word::QrCode, Word::Chinese]).unwrap(), json!(["qr_code", "zh_CN"]));
    assert_eq!(serde_json::to_value([Code::One, Code::MinusTwo]).unwrap(), json!([1, -2]));
    assert_eq!(
        serde_json::to_value(Tagged::Text(Text::new("hi"))).unwrap(),
        json!({"msgtype": "text", "text": {"content": "hi"}})
    );
    let at = Shape::At { kind: Fixed, time: UnixSeconds(7) };
    assert_eq!(
        serde_json::to_value([at, Shape::Text(Text::new("hi"))]).unwrap(),
        json!([{"kind": 0, "time": 7}, {"content": "hi"}])
    );
    let answer: Answer =
        from_value(&json!({"page": "", "labels": [100, "7"], "counts": [], "loud": "QR_CODE"})).unwrap();
    assert!(answer.page.is_none() && answer.counts.is_empty());
    assert_eq!(answer.labels, [OpenCode::Normal, OpenCode::Other(7)]);
    assert_eq!(answer.loud, Loud::QrCode);
    let answer: Answer = from_value(&json!({"counts": {"a": "1"}, "loud": "SOFT"})).unwrap();
    assert_eq!((answer.counts["a"], answer.loud), (1, Loud::Other("SOFT".into())));
}
